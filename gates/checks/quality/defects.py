"""Defects and waivers: what each is about, how bad it is, and whether it is settled."""

from collections.abc import Iterator
from dataclasses import dataclass

from gates.checks.check import Subject
from gates.checks.quality.severity import is_closed, severity_of
from gates.checks.structures.identifiers import identifiers, own_identifier
from gates.checks.structures.logs import logs
from gates.checks.wording import is_blank
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

_DEFECTS = Phrases.listed(load("verification")["defects"])
_REFUSED = Phrases.listed(load("verification")["failed"])
SEVERITY = ("impact", "class", "priority", "score")


@dataclass(frozen=True)
class Entry:
    """A row of a list of defects or of waivers: its identifier, and those that it names."""

    key: str
    reading: Reading
    register: Register
    row: Row
    names: frozenset[str]

    @property
    def label(self) -> str:
        """What the entry is called."""
        number = self.row.text("id", "issue", "waiver")
        words = self.row.text("description", "name", "issue")
        return number if number == words or not words else f"{number} {words}".strip()

    @property
    def severity(self) -> int | None:
        """The rank of the severity, or None where it is not said."""
        return severity_of(self.row.text(*SEVERITY))

    @property
    def is_closed(self) -> bool:
        """Whether the defect is settled."""
        return is_closed(self.row)

    @property
    def approver(self) -> str:
        """Who approved the waiver, or an empty text."""
        name = self.row.text("decider", "signature", "person")
        return "" if is_blank(name) else name

    @property
    def is_refused(self) -> bool:
        """Whether the waiver was asked for and not given."""
        return _REFUSED.open(fold(self.row.text("decision", "status")))


def defects_of(subject: Subject) -> list[Entry]:
    """Return the defects of the package; a log of other issues holds none."""
    return [
        entry
        for reading, register in logs(subject, "issues")
        if _lists_defects(reading, register)
        for entry in _entries(reading, register)
    ]


def waivers_of(subject: Subject) -> list[Entry]:
    """Return the waivers of the package."""
    return [
        entry
        for reading, register in logs(subject, "waivers")
        for entry in _entries(reading, register)
    ]


def _lists_defects(reading: Reading, register: Register) -> bool:
    place = register.columns.get("issue")
    header = register.headers[place] if place is not None else ""
    titles = (register.title, header, reading.content.title)
    return any(_DEFECTS.within(fold(each)) for each in titles)


def _entries(reading: Reading, register: Register) -> Iterator[Entry]:
    for row in register.rows:
        own = (own_identifier(row.text(name)) for name in ("id", "issue", "waiver"))
        key = next((each for each in own if each), "")
        named = frozenset([
            each for cell in row.cells if cell.value for each in identifiers(cell.value, letters=1)
        ])  # fmt: skip
        yield Entry(key, reading, register, row, named - {key})
