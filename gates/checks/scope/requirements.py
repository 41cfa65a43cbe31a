"""The requirements of a package, the rows that trace them, and the tests that verify them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gates.checks.check import Subject
from gates.checks.structures.identifiers import (
    family_of,
    identifiers,
    is_requirement_like,
    own_identifier,
)
from gates.checks.wording import is_blank
from gates.evidence.content import Reading, State
from gates.evidence.understanding.columns import concept
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

LINKS = {
    "need": ("need", "cause", "requester", "stakeholder"),
    "design": ("design", "wbs", "deliverable", "task"),
    "verification": ("test", "verification"),
}
"""The columns that trace a requirement: up to its need, down to work, and to its proof."""

_DROPPED = Phrases.listed(load("requirements")["dropped"])
_STATED = re.compile(
    r"\s*([A-Z][A-Z_-]{0,20}\s?[-_.]?\s?\d[\d.]*)\s*[:.)\]–—\t-]?\s+(\S.{10,})", re.DOTALL
)
_TESTS = ("tests", "test_plan")
_OTHER_KINDS = ("issues", "acceptance_criteria", "wbs")


@dataclass(frozen=True)
class Stated:
    """A requirement where a text or a row states it, or where a row of a matrix traces it."""

    key: str
    label: str
    text: str
    reading: Reading
    location: str
    register: Register | None = None
    row: Row | None = None


@dataclass(frozen=True)
class Test:
    """A test: its own identifier, its name, and the requirements that it names."""

    key: str
    label: str
    reading: Reading
    register: Register
    row: Row
    requirements: frozenset[str]


@dataclass
class Requirements:
    """All that a package says of requirements."""

    stated: list[Stated] = field(default_factory=list)
    traced: list[Stated] = field(default_factory=list)
    unnamed: list[tuple[Reading, Row]] = field(default_factory=list)
    tests: list[Test] = field(default_factory=list)
    unnumbered: list[tuple[Reading, Row]] = field(default_factory=list)

    @property
    def families(self) -> frozenset[str]:
        """The letters by which requirements are numbered."""
        return frozenset([family_of(each.key) for each in (*self.stated, *self.traced)])


def requirements_of(subject: Subject) -> Requirements:
    """Return the requirements stated and traced in the package, and the tests."""
    found = Requirements()
    readings = {each.path: each for each in (*subject.documents, *subject.dossier.readings)}
    usable = [each for each in readings.values() if each.state in (State.FILLED, State.PARTIAL)]
    for reading in usable:
        for register in _shown(subject, reading):
            if register.kind == "traceability":
                _read(found, reading, register, found.traced)
            elif _states_requirements(register):
                _read(found, reading, register, found.stated)
        found.stated += _in_text(reading)
    for reading in usable:
        for register in _shown(subject, reading):
            if register.kind in _TESTS:
                found.tests += _tests(reading, register, found.families)
    return found


def _shown(subject: Subject, reading: Reading) -> Iterator[Register]:
    registers = subject.dossier.registers.get(reading.path, ())
    return (each for each in registers if not each.hidden)


def is_dropped(row: Row | None) -> bool:
    """Tell whether the status of a requirement says that it no longer counts."""
    return row is not None and _DROPPED.open(fold(row.text("status")))


def has_link(register: Register, link: str) -> bool:
    """Tell whether a table has a column for a kind of trace."""
    return any(name in register.columns for name in LINKS[link])


def linked(row: Row, link: str) -> str:
    """Return what a row says for a kind of trace, or an empty text."""
    texts = [row.text(name) for name in LINKS[link]]
    return "; ".join(text for text in texts if not is_blank(text))


def _read(found: Requirements, reading: Reading, register: Register, into: list[Stated]) -> None:
    for row in (*register.rows, *register.prepared):
        label = _label(row)
        key = own_identifier(label)
        text = _text(register, row)
        if key:
            into.append(Stated(key, label, text, reading, row.location, register, row))
        elif text and row in register.rows:
            found.unnumbered.append((reading, row))
        elif row in register.rows:
            found.unnamed.append((reading, row))


def _label(row: Row) -> str:
    """Return the number of a requirement: from the column of numbers, else from its own."""
    for name in ("requirement", "id"):
        match = own_identifier(row.text(name))
        if match and (family_of(match) or name == "id"):
            text = row.text(name)
            return text if len(text) <= len(match) + 4 else text.split()[0].strip(":.")
    return ""


def _text(register: Register, row: Row) -> str:
    """Return the words of a requirement, from whichever column holds them."""
    texts = [
        row.cells[place].value.strip()
        for place, header in enumerate(register.headers)
        if place < len(row.cells) and concept(header) in {"requirement", "description", "name"}
    ]
    worded = [text for text in texts if len(fold(text).split()) > 1 and not is_blank(text)]
    return max(worded, key=len, default="")


def _states_requirements(register: Register) -> bool:
    """Tell a list of requirements, by its columns or else by most of its numbers."""
    if register.kind == "requirements":
        return True
    if register.kind not in _OTHER_KINDS or {"test", "requirement"} & set(register.columns):
        return False
    keys = [own_identifier(row.text("id", "issue")) for row in register.rows]
    like = [key for key in keys if family_of(key) and is_requirement_like(key)]
    return len(like) > 1 and len(like) * 2 > len(keys)


def _in_text(reading: Reading) -> list[Stated]:
    """Return the requirements that paragraphs state behind their number."""
    found = []
    for paragraph in reading.content.paragraphs:
        match = _STATED.match(paragraph.text) if paragraph.part == "body" else None
        key = own_identifier(match[1]) if match else ""
        if match and key and is_requirement_like(key):
            found.append(Stated(key, match[1], match[2].strip(), reading, paragraph.location))
    return found if len(found) > 1 else []


def _tests(reading: Reading, register: Register, families: frozenset[str]) -> Iterator[Test]:
    for row in register.rows:
        label = next(
            (text for name in ("id", "test") if own_identifier(text := row.text(name))), ""
        )
        key = own_identifier(label)
        named = [each for cell in row.cells for each in _named(cell.value, families) if each != key]
        said = row.text("requirement")
        bare = [own_identifier(part) for part in re.split(r"[,;\s]+", said) if part]
        named += [each for each in bare if each]
        name = label or row.text("test", "description") or row.location
        yield Test(key, name, reading, register, row, frozenset(named))


def _named(text: str, families: Sequence[str] | frozenset[str]) -> list[str]:
    return [each for each in identifiers(text, letters=1) if family_of(each) in families]
