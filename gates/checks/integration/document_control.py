"""Check 31: does each document say what it is, and is nothing in it still open?"""

from collections.abc import Iterator

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, check, failed, not_applicable, passed
from gates.checks.integration.signing import approvals_of, authors_of
from gates.checks.integration.unfinished import unfinished
from gates.checks.structures.document_versions import number_in, same_version
from gates.checks.structures.package_day import is_to_come
from gates.checks.wording import day, put
from gates.evidence.content import Reading, State
from gates.evidence.understanding.marks import says_final
from gates.ladders import latest

EXPECTED = both(
    "version, date, status, author and approver, approved by the gate, nothing left open",
    "version, date, statut, auteur et approbateur, approuvé au jalon, rien d'ouvert",
)
_TEXTS = frozenset({"docx", "docm", "odt", "pdf", "pptx", "odp"})
"""Kinds of file that are written for readers; tables and data need not say all of it."""

_PARTS = ("version", "date", "status", "author", "approver")


@check("INTEGRATION-31")
def documents_are_controlled(subject: Subject) -> Iterator[Verdict]:
    """Judge what the documents of a deliverable say of themselves, and what is still open.

    ``wanted`` lists what a text document must say of itself from the second level of maturity on
    (``version, date, status, author, approver``); less of it may be asked.
    """
    faults: list[Verdict] = []
    judged = 0
    for reading in subject.documents:
        if reading.content.schedule is not None:
            continue
        judged += 1
        faults += _of_document(subject, reading)
    document = subject.documents[0].path
    if faults:
        yield from faults
    elif not judged:
        found = both(
            "a schedule file carries no page of control",
            "un planning ne porte pas de page de contrôle",
        )
        yield not_applicable(found, expected=EXPECTED, document=document)
    else:
        words = put(
            "{count} documents under control",
            "{count} documents maîtrisés",
            count=judged,
        )
        yield passed(words, expected=EXPECTED, document=document)


def _of_document(subject: Subject, reading: Reading) -> Iterator[Verdict]:
    if reading.state is State.TEMPLATE:
        found = both("it is a blank form", "c'est un modèle vide")
        fix = both("Fill it in", "Remplissez-le")
        yield failed(found, expected=EXPECTED, fix=fix, document=reading.path)
        return
    final = subject.is_final or any(
        says_final(each.value) for each in subject.dossier.marks[reading.path].statuses
    )
    for found, place, fix in unfinished(reading, final=final):
        yield failed(found, expected=EXPECTED, fix=fix, document=reading.path, location=place)
    if reading.kind in _TEXTS and not subject.is_first_draft:
        yield from _lacking(subject, reading)
    yield from _dates(subject, reading)
    yield from _properties(subject, reading)


def _lacking(subject: Subject, reading: Reading) -> Iterator[Verdict]:
    marks = subject.dossier.marks[reading.path]
    approvals = approvals_of(subject.dossier, reading)
    there = {
        "version": bool(marks.issues) or number_in(reading.path) != (),
        "date": bool(marks.days),
        "status": bool(marks.statuses) or any(each.name for each in approvals),
        "author": bool(authors_of(subject.dossier, reading)),
        "approver": any(each.name or each.role for each in approvals),
    }
    wanted = [each.strip() for each in subject.words("wanted", ", ".join(_PARTS)).split(",")]
    missing = [each for each in _PARTS if each in wanted and not there[each]]
    if missing:
        yield failed(
            put("no {parts}", "sans {parts}", parts=_named(missing)),
            expected=EXPECTED,
            fix=both(
                "Say it on the first page or in a table of versions",
                "Dites-le en première page ou dans un tableau des versions",
            ),
            document=reading.path,
        )


def _dates(subject: Subject, reading: Reading) -> Iterator[Verdict]:
    """Yield what is dated after the gate."""
    as_of = subject.dossier.as_of
    late = [(each.on, each.location) for each in approvals_of(subject.dossier, reading) if each.on]
    for on, place in late:
        if is_to_come(subject, on):
            yield failed(
                put(
                    "approved after the gate, {on}", "approuvé après le jalon, le {on}", on=day(on)
                ),
                expected=EXPECTED,
                fix=both("Have it approved before", "Faites-le approuver avant"),
                document=reading.path,
                location=place,
            )
    days = subject.dossier.marks[reading.path].days
    if days and latest(subject.dossier.marks[reading.path], as_of) is None:
        on, place = days[0]
        yield failed(
            put("dated in the future, {on}", "daté du futur, {on}", on=day(on)),
            expected=EXPECTED,
            fix=both("Correct the date", "Corrigez la date"),
            document=reading.path,
            location=place,
        )


def _properties(subject: Subject, reading: Reading) -> Iterator[Verdict]:
    """Yield where the name of the file or its title says another version than the document."""
    said = subject.dossier.marks[reading.path].issues
    own = [each for each in said if number_in(each.value) and each.location != "title"]
    if not own:
        return
    stem = reading.path.rpartition("/")[2].rpartition(".")[0]
    for told, what in (
        (stem, both("the name of the file", "le nom du fichier")),
        (
            reading.content.title,
            both("the title in its properties", "le titre dans ses propriétés"),
        ),
    ):
        version = number_in(told)
        if version and not any(same_version(version, number_in(each.value)) for each in own):
            yield failed(
                put(
                    "{what} says version {told}, the document {own}",
                    "{what} dit version {told}, le document {own}",
                    what=what,
                    told=".".join(map(str, version)),
                    own=own[-1].value,
                ),
                expected=EXPECTED,
                fix=both("Make them agree", "Accordez-les"),
                document=reading.path,
                location=own[-1].location,
            )


def _named(parts: list[str]) -> Text:
    return both(", ".join(parts), ", ".join(_FRENCH[each] for each in parts))


_FRENCH = {
    "version": "version",
    "date": "date",
    "status": "statut",
    "author": "auteur",
    "approver": "approbateur",
}
