"""Reviews: by somebody else than the author, with findings that are each dealt with."""

from collections.abc import Iterator

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, failed
from gates.checks.quality.people_of_document import (
    Named,
    authors_and_reviewers,
    is_same_person,
)
from gates.checks.quality.severity import is_closed
from gates.checks.structures.logs import logs
from gates.checks.wording import is_blank, put
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

EXPECTED = both(
    "a review by somebody else than the author, each finding dealt with",
    "une revue par quelqu'un d'autre que l'auteur, chaque constat traité",
)
_WORDS = load("verification")
_UNDISPOSED = Phrases.listed(_WORDS["undisposed"])
_REVIEWS = Phrases.listed(_WORDS["reviews"])
_NO_FINDINGS = Phrases.listed(_WORDS["no_findings"])
_FIRST_LINES = 6


def findings_of(subject: Subject) -> list[tuple[Reading, Register, Row]]:
    """Return the findings of reviews, of the deliverable or else of the package."""
    for registers in (subject.registers("findings"), logs(subject, "findings")):
        found = [
            (reading, register, row) for reading, register in registers for row in register.rows
        ]
        if found:
            return found
    return []


def reviews_that_lack(subject: Subject) -> Iterator[Verdict]:
    """Yield findings without disposition, reviewers who wrote what they review, bare minutes."""
    for reading, register, row in findings_of(subject):
        words = _undealt(subject, register, row)
        if words:
            yield failed(
                put(words["en"], words["fr"], name=_name(row)),
                expected=EXPECTED,
                fix=both(
                    "Say what is done about it, and close it",
                    "Dites ce qui en est fait, et fermez-le",
                ),
                document=reading.path,
                location=row.place("decision", "response", "status"),
            )
    for reading in subject.documents:
        yield from _reviewed_by_author(subject, reading)
        yield from _without_findings(subject, reading)


def is_review(reading: Reading) -> bool:
    """Tell whether a document calls itself the record of a review."""
    body = [each.text for each in reading.content.paragraphs if each.part == "body"]
    titles = [table.title for table in reading.content.tables]
    heads = (reading.content.title, *body[:_FIRST_LINES], *titles)
    return any(_REVIEWS.within(fold(text)) for text in heads)


def _undealt(subject: Subject, register: Register, row: Row) -> Text:
    said = row.text("decision", "response")
    status = fold(row.text("status"))
    if is_blank(said) and (not status or _UNDISPOSED.open(status)):
        return _NOT_DISPOSED
    if not is_blank(said) and _UNDISPOSED.open(fold(said)):
        return _NOT_DISPOSED
    if subject.is_final and "status" in register.columns and not is_closed(row):
        return _NOT_CLOSED
    return {}


def _reviewed_by_author(subject: Subject, reading: Reading) -> Iterator[Verdict]:
    authors, reviewers = authors_and_reviewers(reading)
    for register in subject.dossier.registers.get(reading.path, ()):
        for row in register.rows:
            if register.kind == "findings" and row.text("reviewer"):
                reviewers.append(Named(row.text("reviewer"), row.place("reviewer")))
            elif row.text("reviewer") and is_same_person(
                row.text("reviewer"), row.text("requester")
            ):
                authors.append(Named(row.text("requester"), row.place("requester")))
                reviewers.append(Named(row.text("reviewer"), row.place("reviewer")))
    seen = set()
    for reviewer in reviewers:
        same = any(is_same_person(reviewer.name, author.name) for author in authors)
        if same and fold(reviewer.name) not in seen:
            seen.add(fold(reviewer.name))
            yield failed(
                put(
                    "{name} reviews what {name} wrote",
                    "{name} relit ce que {name} a écrit",
                    name=reviewer.name,
                ),
                expected=EXPECTED,
                fix=both("Have somebody else review it", "Faites-le relire par quelqu'un d'autre"),
                document=reading.path,
                location=reviewer.location,
            )


def _without_findings(subject: Subject, reading: Reading) -> Iterator[Verdict]:
    """Yield the minutes of a review that list no findings and do not say that there are none."""
    kinds = {each.kind for each in subject.dossier.registers.get(reading.path, ())}
    if not is_review(reading) or kinds & {"findings", "tests", "issues"}:
        return
    texts = [each.text for each in reading.content.paragraphs]
    texts += [cell.value for table in reading.content.tables for row in table.rows for cell in row]
    if not any(_NO_FINDINGS.within(fold(text)) for text in texts if text):
        yield cannot_tell(
            both("the minutes of the review list no findings",
                 "le compte rendu de revue ne liste aucun constat"),
            expected=EXPECTED,
            fix=both("List the findings in a table, each with what is done, or say there are none",
                     "Listez les constats et leur suite, ou dites qu'il n'y en a pas"),
            document=reading.path,
        )  # fmt: skip


def _name(row: Row) -> str:
    number, words = row.text("id"), row.text("finding", "description")
    return f"{number} {words}".strip() or row.location


_NOT_DISPOSED = both("{name}: nothing says what is done", "{name} : aucune suite donnée")
_NOT_CLOSED = both("{name} is not closed", "{name} n'est pas clos")
