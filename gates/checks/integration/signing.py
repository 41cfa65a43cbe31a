"""Who wrote a document and who approved it, as the document itself says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gates.checks.wording import is_blank
from gates.dossier import Dossier
from gates.evidence.content import Cell, Paragraph, Reading
from gates.evidence.understanding.blanks import is_blank as is_slot
from gates.evidence.understanding.dates import cell_day, day
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, listed, load

_WORDS = load("control")
AUTHORS = frozenset(listed(_WORDS["authors"]))
APPROVERS = frozenset(listed(_WORDS["approvers"]))
_REJECTED = Phrases.listed(_WORDS["rejected"])
_AGREES = Phrases.listed(_WORDS["approved"])
_PENDING = Phrases.listed(_WORDS["pending"])
_DAYS = ("date", "decision_date", "signature", "updated", "closed")
_LONGEST = 120


@dataclass(frozen=True, kw_only=True)
class Approval:
    """An approval as it is written: who, in which role, when, and what was said.

    ``name`` is empty where a line waits for its signature; ``refused`` tells that it says no.
    """

    name: str = ""
    role: str = ""
    on: date | None = None
    location: str = ""
    refused: bool = False
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A value beside or behind a label, with its place."""

    value: str
    location: str
    rest: tuple[Cell, ...] = ()


def authors_of(dossier: Dossier, reading: Reading) -> list[str]:
    """Return who wrote a document: by its labels, its versions, its properties."""
    found = [each.value for each in labelled(reading, AUTHORS)]
    for register in dossier.registers.get(reading.path, ()):
        if register.kind == "versions":
            found += [row.text("requester", "person", "owner", "name") for row in register.rows]
    found.append(reading.content.author)
    return [each for each in dict.fromkeys(found) if each.strip() and not _waits(each)]


def approvals_of(dossier: Dossier, reading: Reading) -> list[Approval]:
    """Return the approvals that a document holds, those that wait for their name among them."""
    found = [_sealed(each) for each in reading.content.signatures]
    registers = dossier.registers.get(reading.path, ())
    for register in registers:
        if register.hidden:
            continue
        if _holds_approvals(register):
            found += [_of_row(row) for row in register.rows or register.prepared]
        elif register.kind == "versions" and "decider" in register.columns:
            found += [_of_row(row) for row in register.rows[-1:]]
    if not any(each.name for each in found):
        found += [_of_line(each) for each in labelled(reading, APPROVERS)]
    return found


def _holds_approvals(register: Register) -> bool:
    """Tell whether a table says who approved: persons beside a date or a signature."""
    columns = register.columns.keys()
    signed = not columns.isdisjoint({"date", "decision_date", "signature"})
    named = not columns.isdisjoint({"name", "person"}) and "mission" not in columns
    return register.kind == "approvals" or (register.kind == "people" and signed and named)


def labelled(reading: Reading, labels: frozenset[str]) -> Iterator[Said]:
    """Yield what stands behind a label in a line, or beside it in a table."""
    for paragraph in reading.content.paragraphs:
        yield from _in_line(paragraph, labels)
    for table in reading.content.tables:
        if table.hidden:
            continue
        for cells in table.rows:
            filled = [cell for cell in cells if cell.value.strip()]
            if not filled or fold(filled[0].value.rstrip(" :")) not in labels:
                continue
            if len(filled) == 1:
                yield Said("", filled[0].location)
            elif fold(filled[1].value) not in labels:
                yield Said(filled[1].value, filled[1].location, tuple(filled[2:]))


def _in_line(paragraph: Paragraph, labels: frozenset[str]) -> Iterator[Said]:
    if len(paragraph.text) > 2 * _LONGEST:
        return
    for part in paragraph.text.replace("\t", "\n").replace(" | ", "\n").split("\n"):
        label, colon, value = part.partition(":")
        if colon and fold(label) in labels:
            yield Said(value.strip(), paragraph.location)


def _sealed(text: str) -> Approval:
    name, _, on = text.rpartition(", ")
    written = day(on) if name else None
    return Approval(name=name if written else text, on=written, location="signature", sealed=True)


def _of_row(row: Row) -> Approval:
    """Return what a line of a table of approvals says.

    A line that names who is to sign is signed when it has a date or a signature.
    """
    name = row.text("person", "name", "decider", "owner", "requester")
    signature = row.text("signature", "decision", "status")
    on = next(
        (found for each in _DAYS if (found := row.day(each)) is not None),
        day(signature),
    )
    if not name and not _waits(signature) and not _AGREES.open(fold(signature)):
        name = signature
    signed = on is not None or not _waits(signature)
    waits = _waits(name) or not signed or _PENDING.open(fold(signature))
    return Approval(
        name="" if waits else name,
        role=row.text("role", "mission", "organisation"),
        on=on,
        location=row.location,
        refused=_says_no([row.text("decision"), row.text("status"), signature]),
    )


def _of_line(said: Said) -> Approval:
    texts = [said.value, *(cell.value for cell in said.rest)]
    days = [cell_day(cell) for cell in said.rest]
    on = next((each for each in (day(said.value), *days) if each is not None), None)
    return Approval(
        name="" if _waits(said.value) else said.value,
        on=on,
        location=said.location,
        refused=_says_no(texts),
    )


def _says_no(texts: Sequence[str]) -> bool:
    return any(_REJECTED.open(fold(text)) for text in texts)


def _waits(text: str) -> bool:
    return is_blank(text) or is_slot(text) or len(text) > _LONGEST
