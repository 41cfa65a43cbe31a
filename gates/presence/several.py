"""A requirement that several deliverables can meet: alternatives, and wholes made of parts."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from domain.finding import Outcome
from domain.judgement import Status
from domain.methodology.model.deliverable import Deliverable
from domain.methodology.model.requirement import Force, Requirement
from domain.text import Text, both, in_language
from gates.applying import may_apply
from gates.checks.check import cannot_tell, failed, passed
from gates.dossier import Dossier
from gates.presence.answer import Presence, listed, spoken, weight

Ask = Callable[[Requirement], Presence]
"""Tells whether a requirement of one deliverable is met."""


def of_choices(dossier: Dossier, requirement: Requirement, ask: Ask) -> Presence:
    """Tell whether enough of several deliverables are there, which, and how many more of which."""
    names = [_name(dossier, each) for each in requirement.choices]
    answers = [ask(_alone(requirement, each)) for each in requirement.choices]
    there = [each for each in answers if each.status is Status.PRESENT]
    enough = requirement.at_least
    chosen = sorted(there, key=lambda each: not each.is_met)[:enough]
    documents = tuple(dict.fromkeys(path for each in there for path in _paths(each)))
    by_path = {reading.path: reading for each in there for reading in each.documents}
    whole = Presence(
        status=Status.PRESENT,
        verdict=passed(_there(names, answers), expected=_expected(names, enough)),
        severity=weight(requirement),
        documents=tuple(by_path[path] for path in documents),
        served=tuple(one for each in there for one in each.served),
    )
    if len(there) >= enough:
        with_gaps = next((each for each in chosen if not each.is_met), None)
        if with_gaps is None:
            return whole
        return replace(whole, verdict=with_gaps.verdict, severity=with_gaps.severity)
    doubtful = [each for each in answers if each.verdict.outcome is Outcome.CANNOT_TELL]
    tell = cannot_tell if len(there) + len(doubtful) >= enough else failed
    begun = [each for each in answers if each.status is not Status.MISSING]
    told = [each for each in begun if each.status is not Status.PRESENT]
    verdict = tell(
        _lacking(names, answers, enough),
        expected=_expected(names, enough),
        fix=told[0].verdict.fix if told else _ADD,
        document=told[0].verdict.document if told else "",
    )
    status = Status.DEFECTIVE if begun else Status.MISSING
    return replace(whole, status=status, verdict=verdict)


def of_parts(dossier: Dossier, requirement: Requirement, own: Presence, ask: Ask) -> Presence:
    """Tell whether a whole that no document serves is there in all of its parts."""
    asked = {each.deliverable: each for each in dossier.gate.requirements}
    parts = [
        each
        for each in dossier.method.deliverables
        if each.part_of == requirement.deliverable and may_apply(dossier, each)
    ]
    here = [each for each in parts if each.id in asked and asked[each.id].force is Force.MUST]
    wanted = here or [each for each in parts if each.id not in asked]
    if not wanted:
        return own
    answers = [ask(_part(asked, requirement, each)) for each in wanted]
    names = [_name(dossier, each.id) for each in wanted]
    if not any(each.documents or each.is_met for each in answers):
        return own
    lacking = [
        name for name, each in zip(names, answers, strict=True) if each.status is not Status.PRESENT
    ]
    expected = both("its own document, or all of its parts", "son document, ou toutes ses parties")
    if lacking:
        words = listed(lacking)
        verdict = failed(
            both(f"parts missing: {words['en']}", f"parties manquantes : {words['fr']}"),
            expected=expected,
            fix=both("Add the missing parts", "Ajoutez les parties qui manquent"),
        )
        return replace(own, status=Status.DEFECTIVE, verdict=verdict)
    words = listed(names)
    verdict = passed(
        both(f"in its parts: {words['en']}", f"en parties : {words['fr']}"), expected=expected
    )
    by_path = {reading.path: reading for each in answers for reading in each.documents}
    return Presence(
        status=Status.PRESENT,
        verdict=verdict,
        severity=own.severity,
        documents=tuple(by_path.values()),
    )


def _alone(requirement: Requirement, deliverable: str) -> Requirement:
    return requirement.model_copy(
        update={"deliverable": deliverable, "or_any_of": (), "at_least": 1, "ready_days": 0}
    )


def _part(
    asked: dict[str, Requirement], requirement: Requirement, part: Deliverable
) -> Requirement:
    """Return what is asked of a part: what the gate says of it, else what it says of the whole."""
    return asked.get(part.id) or _alone(requirement, part.id)


def _paths(each: Presence) -> Sequence[str]:
    return [reading.path for reading in each.documents]


def _name(dossier: Dossier, deliverable: str) -> Text:
    return spoken(dossier.method.deliverable(deliverable).label, dossier.method.language)


def _expected(names: Sequence[Text], enough: int) -> Text:
    words = listed(names, either=True)
    if enough == 1:
        return words
    return both(f"at least {enough} of {words['en']}", f"au moins {enough} parmi {words['fr']}")


def _there(names: Sequence[Text], answers: Sequence[Presence]) -> Text:
    there = [
        name for name, each in zip(names, answers, strict=True) if each.status is Status.PRESENT
    ]
    if not there:
        return both("none of them is there", "aucun d'eux n'est là")
    words = listed(there)
    return both(f"there: {words['en']}", f"présent : {words['fr']}")


def _lacking(names: Sequence[Text], answers: Sequence[Presence], enough: int) -> Text:
    """Say which are there, and how many more of which others are needed."""
    there = sum(each.status is Status.PRESENT for each in answers)
    others = [
        _with_reason(name, each)
        for name, each in zip(names, answers, strict=True)
        if each.status is not Status.PRESENT
    ]
    count, words, start = enough - there, listed(others, either=True), _there(names, answers)
    return both(
        f"{start['en']}; {count} more needed of {words['en']}",
        f"{start['fr']} ; il en faut {count} de plus parmi {words['fr']}",
    )


def _with_reason(name: Text, each: Presence) -> Text:
    if each.status is Status.MISSING:
        return name
    said = {code: in_language(each.verdict.found, code) for code in ("en", "fr")}
    return both(f"{name['en']} ({said['en']})", f"{name['fr']} ({said['fr']})")


_ADD = both(
    "Add one of the documents; if it is there, name it in package.yaml under deliverables",
    "Ajoutez un des documents ; s'il y est, nommez-le dans package.yaml, deliverables",
)
