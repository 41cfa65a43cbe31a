"""A gate as text for a terminal: what it asks, who decides, and how."""

import textwrap
from collections.abc import Iterator

from domain.methodology.model.committee import Committee, Seat, SeatKind
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Criterion, CriterionKind, Force, Requirement
from domain.methodology.wording import field_name, said_test, shown_value
from domain.text import Text, in_language

WIDTH = 96

Row = tuple[str, str, str, str]


def titled(method: Method, gate: Gate, language: str) -> str:
    """Return the label of a gate, with its id where the label does not hold it."""
    label = say(method, gate.label, language)
    return label if gate.id in label.split() else f"{gate.id} {label}"


def gate_lines(method: Method, gate: Gate, language: str) -> Iterator[str]:
    """Yield what a gate asks, line by line."""
    yield f"   {say(method, gate.question, language)}"
    if gate.when is not None:
        yield f"   when {gate.when}"
    if gate.source:
        yield from textwrap.wrap(f"   [{gate.source}]", WIDTH, subsequent_indent="   ")
    yield from _asked(method, gate, language)
    yield from _deciding(method, gate, language)


def say(method: Method, text: Text, language: str) -> str:
    """Return words of a method in a language, visibly another one where they are not there."""
    return in_language(text, language, method.language)


def wrapped(title: str, text: str, language: str) -> list[str]:
    """Return a titled line of a gate, broken where it is too long."""
    colon = {"en": ": ", "fr": " : "}[language]
    head = f"   {title}{colon}"
    return textwrap.wrap(head + text, WIDTH, subsequent_indent="      ", break_on_hyphens=False)


def _asked(method: Method, gate: Gate, language: str) -> Iterator[str]:
    rows = [
        *(_of_requirement(method, each, language) for each in gate.requirements),
        *(_of_criterion(method, each, language) for each in gate.criteria),
    ]
    if not rows:
        return
    wide = max(len(row[1]) for row in rows)
    deep = max(len(row[2]) for row in rows)
    for mark, label, maturity, rest in rows:
        yield f"   {mark} {label:<{wide}}  {maturity:<{deep}}  {rest}".rstrip()


def _of_requirement(method: Method, requirement: Requirement, language: str) -> Row:
    names = [
        f"{say(method, method.deliverable(each).label, language)} ({each})"
        for each in requirement.choices
    ]
    label = {"en": " or ", "fr": " ou "}[language].join(names)
    if requirement.at_least > 1:
        label = f"{requirement.at_least} × {label}"
    rest = [
        f"{use.check} {shown_value('severity', use.severity.value, language)}"
        for use in requirement.checks
    ]
    if requirement.state or method.deliverable(requirement.deliverable).is_signed:
        rest.append({"en": "signed", "fr": "signé"}[language])
    rest += _why(requirement)
    mark = "•" if requirement.force is Force.MUST else "◦"
    return mark, label, _maturity(method, requirement, language), ", ".join(rest)


def _maturity(method: Method, requirement: Requirement, language: str) -> str:
    if requirement.last_issue:
        return {"en": "final issue", "fr": "édition finale"}[language]
    if requirement.maturity is None:
        return ""
    wanted = method.deliverable(requirement.deliverable).ladder
    levels = [
        level
        for ladder in method.ladders
        if ladder.id == wanted
        for level in ladder.levels
        if level.id == requirement.maturity
    ]
    return say(method, levels[0].label, language) if levels else requirement.maturity


def _of_criterion(method: Method, criterion: Criterion, language: str) -> Row:
    label = f"{say(method, criterion.label, language)} ({criterion.id})"
    if criterion.holds is not None:
        how = criterion.holds
    elif criterion.test is not None:
        how = said_test(criterion.test, language)
    elif criterion.score is not None:
        how = f"{criterion.score.least}–{criterion.score.most} × {criterion.score.weight}"
    else:
        how = {"en": "yes or no", "fr": "oui ou non"}[language]
    mark = "◦" if criterion.kind is CriterionKind.SHOULD else "•"
    return mark, label, "", ", ".join([how, *_why(criterion)])


def _why(item: Requirement | Criterion) -> list[str]:
    """Return the condition that is not known yet, where the item came from, and its source."""
    found = [f"when {item.when}"] if item.when is not None else []
    if item.origin is not None:
        found.append(f"[{item.origin.kind} {item.origin.name}]")
    if item.source:
        found.append(f"[{item.source}]")
    return found


def _deciding(method: Method, gate: Gate, language: str) -> Iterator[str]:
    committee = gate.committee
    for kind, title in (
        (SeatKind.GATING, {"en": "Decide", "fr": "Décident"}),
        (SeatKind.CONCURRING, {"en": "Concur", "fr": "Concourent"}),
        (SeatKind.ADVISORY, {"en": "Advise", "fr": "Avis"}),
    ):
        seats = [_seat(method, seat, language) for seat in committee.seats if seat.kind is kind]
        if seats:
            yield from wrapped(title[language], ", ".join(seats), language)
    yield from wrapped(
        {"en": "Rule", "fr": "Règle"}[language], _rule(committee, language), language
    )
    chosen = gate.decisions or tuple(word.id for word in method.decisions)
    words = [
        f"{say(method, word.label, language)} ({word.code})"
        for word in method.decisions
        if word.id in chosen
    ]
    yield from wrapped({"en": "Outcomes", "fr": "Issues"}[language], ", ".join(words), language)
    if gate.informs:
        told = [say(method, method.role(role).label, language) for role in gate.informs]
        yield from wrapped({"en": "Told", "fr": "Informés"}[language], ", ".join(told), language)


def _seat(method: Method, seat: Seat, language: str) -> str:
    marks = [
        field_name(key, language) for key in ("mandatory", "veto", "chair") if getattr(seat, key)
    ]
    if seat.weight > 1:
        marks.append(f"{field_name('weight', language)} {seat.weight}")
    if seat.when is not None:
        marks.append(f"when {seat.when}")
    label = say(method, method.role(seat.role).label, language)
    return f"{label} ({', '.join(marks)})" if marks else label


def _rule(committee: Committee, language: str) -> str:
    keys = ("quorum", "majority", "tie", "decide_within_days")
    values = {key: getattr(committee, key) for key in keys}
    return ", ".join(
        f"{field_name(key, language)} {shown_value(key, _plain(value), language)}"
        for key, value in values.items()
    )


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value
