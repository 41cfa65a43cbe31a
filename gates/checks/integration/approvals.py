"""Check 32: is there evidence that somebody who may approve did so, and did not approve himself?"""

from collections.abc import Iterator, Sequence

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, not_applicable, passed
from gates.checks.integration.persons import same_person
from gates.checks.integration.signing import Approval, approvals_of, authors_of
from gates.checks.structures.package_day import is_to_come
from gates.checks.wording import day, named, put
from gates.evidence.content import Reading, State
from gates.evidence.understanding.folding import fold

EXPECTED = both(
    "an approval with name and date, by a role that may approve, not by the author",
    "une approbation avec nom et date, par un rôle habilité, et non par l'auteur",
)
_DATA = frozenset({"csv", "tsv", "mspdi", "xer", "pmxml", "gan", "planner", "pod", "mpx"})
"""Kinds of file that carry no signature."""


@check("INTEGRATION-32")
def approval_is_documented(subject: Subject) -> Iterator[Verdict]:
    """Judge the approvals in the deliverable's documents; those of one serve for all of them.

    ``roles`` lists who may approve: ids or names of roles, separated by commas. Without it they
    are those that the method lets sign the deliverable; without any, every role may. ``at_least``
    is the number of approvals that are needed (1).
    """
    able = [
        each for each in subject.documents if each.kind not in _DATA and not each.content.schedule
    ]
    if not able:
        found = both("a data file carries no signature", "un fichier de données ne se signe pas")
        yield not_applicable(found, expected=EXPECTED, document=subject.documents[0].path)
        return
    faults: list[Verdict] = []
    sound: list[tuple[Reading, Approval]] = []
    for reading in able:
        given = approvals_of(subject.dossier, reading)
        wrong = list(_faults(subject, reading, given))
        faults += wrong
        if not wrong:
            sound += [(reading, each) for each in given if each.name]
    if faults:
        yield from faults
        return
    wanted = int(subject.number("at_least", 1))
    if len(sound) < wanted:
        yield from _too_few(able, sound, wanted)
        return
    reading, first = sound[0]
    words = put(
        "approved by {names}, {on}",
        "approuvé par {names}, le {on}",
        names=named([each.name for _, each in sound]),
        on=day(first.on) if first.on else both("undated", "(sans date)"),
    )
    yield passed(words, expected=EXPECTED, document=reading.path, location=first.location)


def _faults(subject: Subject, reading: Reading, given: Sequence[Approval]) -> Iterator[Verdict]:
    authors = [*authors_of(subject.dossier, reading), *subject.dossier.around.submitters]
    for each in given:
        found, fix = _wrong(subject, each, authors)
        if found:
            yield failed(
                found,
                expected=EXPECTED,
                fix=fix,
                document=reading.path,
                location=each.location,
            )


def _wrong(subject: Subject, each: Approval, authors: Sequence[str]) -> tuple[Text, Text]:
    """Return what is wrong with one approval and what to do, or nothing."""
    who = each.name or each.role
    if each.refused:
        return (
            put("{who} did not approve", "{who} n'a pas approuvé", who=who),
            both("Settle what was objected", "Réglez ce qui a été objecté"),
        )
    if not each.name:
        if not who:
            return (_EMPTY, _SIGN)
        return put("{who}: not signed yet", "{who} : pas encore signé", who=who), _SIGN
    undated = _undated(subject, each)
    if undated:
        return undated, _DATE
    if any(same_person(each.name, author) for author in authors):
        return (
            put("{who} is the author", "{who} est l'auteur", who=who),
            both("Have somebody else approve it", "Faites approuver par quelqu'un d'autre"),
        )
    return _not_allowed(subject, each)


def _undated(subject: Subject, each: Approval) -> Text:
    if each.on is None:
        return put("{who}: no date", "{who} : pas de date", who=each.name)
    if is_to_come(subject, each.on):
        return put(
            "{who}: dated in the future, {on}",
            "{who} : daté du futur, {on}",
            who=each.name,
            on=day(each.on),
        )
    return {}


def _not_allowed(subject: Subject, each: Approval) -> tuple[Text, Text]:
    """Say that a person or a role may not approve, as far as that can be known."""
    allowed = _allowed(subject)
    if not allowed:
        return {}, {}
    holders = [
        name
        for role, names in subject.dossier.around.holders.items()
        if role in allowed
        for name in names
    ]
    if any(same_person(each.name, name) for name in holders):
        return {}, {}
    labels = {label for found in allowed.values() for label in found}
    if each.role and any(_names(each.role, label) for label in labels):
        if not holders:
            return {}, {}
    elif not each.role and not holders:
        return {}, {}
    shown = named([next(iter(found)) for found in allowed.values()])
    found = put(
        "{who} may not approve; {roles} may",
        "{who} n'est pas habilité ; {roles} l'est",
        who=f"{each.name}, {each.role}".rstrip(", "),
        roles=shown,
    )
    return found, both("Have it approved by who may", "Faites-le approuver par qui le peut")


def _allowed(subject: Subject) -> dict[str, tuple[str, ...]]:
    """Return the roles that may approve, each with what it is called."""
    said = [each.strip() for each in subject.words("roles", "").split(",") if each.strip()]
    method = subject.dossier.method
    known = {role.id: (*role.label.values(), role.id) for role in method.roles}
    if not said:
        return {each: known.get(each, (each,)) for each in subject.deliverable.signed_by}
    found: dict[str, tuple[str, ...]] = {}
    for each in said:
        same = [role for role, labels in known.items() if fold(each) in map(fold, labels)]
        found[same[0] if same else each] = known[same[0]] if same else (each,)
    return found


def _names(text: str, label: str) -> bool:
    return f" {fold(label)} " in f" {fold(text)} "


def _too_few(
    able: Sequence[Reading], sound: Sequence[tuple[Reading, Approval]], wanted: int
) -> Iterator[Verdict]:
    document = able[0].path
    if sound:
        found = put(
            "{count} approvals of {wanted}",
            "{count} approbations sur {wanted}",
            count=len(sound),
            wanted=wanted,
        )
        yield failed(found, expected=EXPECTED, fix=_SIGN, document=document)
    elif all(each.state is State.IMAGE for each in able):
        found = both("the document is a picture", "le document est une image")
        yield cannot_tell(found, expected=EXPECTED, fix=_SIGN, document=document)
    else:
        found = both("no approval was found", "aucune approbation trouvée")
        yield failed(found, expected=EXPECTED, fix=_SIGN, document=document)


_EMPTY = both("a line for an approval is blank", "une ligne d'approbation est vide")
_SIGN = both(
    "Have it signed: name, role, date, in a table of approvals or in the PDF's signature",
    "Faites-le signer : nom, rôle, date, dans un tableau d'approbation ou la signature du PDF",
)
_DATE = both("Give the day of the approval", "Donnez le jour de l'approbation")
