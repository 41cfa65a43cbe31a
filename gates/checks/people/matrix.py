"""A responsibility matrix as it is judged: its lines with their letters, and lines left blank."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gates.checks.structures.breakdown import line_of, normal
from gates.checks.structures.entries import label_of
from gates.evidence.content import Reading
from gates.evidence.understanding.letters import letters
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

NAMES = ("task", "deliverable", "description", "name", "item", "milestone")
_LEGEND = re.compile(
    r"[RASCIVQO]\s*[:=(–-]|l[eé]gende?\b|key\b|notes?\b|ras?ci\b|\*", re.IGNORECASE
)
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Line:
    """A row of a matrix and the letters of each column."""

    row: Row
    said: Mapping[str, frozenset[str]]

    def with_letter(self, letter: str) -> list[str]:
        """Return the columns that hold a letter."""
        return [name for name, each in self.said.items() if letter in each]

    @property
    def is_blank(self) -> bool:
        """Whether nobody has any letter."""
        return not any(self.said.values())

    @property
    def code(self) -> str:
        """Its code in the breakdown, or an empty text."""
        return normal(self.row.text("wbs", "id"))

    @property
    def name(self) -> str:
        """What the row is about."""
        return self.row.text(*NAMES)

    @property
    def label(self) -> str:
        """Its code and its name."""
        return label_of(self.row, *NAMES)


@dataclass(frozen=True)
class ResponsibilityMatrix:
    """A matrix in a document; ``lines`` are its real rows, headings of sections left out."""

    reading: Reading
    register: Register

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The rows that ask for letters."""
        rows = sorted((*self._first(), *self.register.rows, *self._bare()), key=line_of)
        above = self._parents(rows)
        lines = [self._line(row) for row in rows]
        return tuple(each for each in lines if not (each.is_blank and each.code in above))

    @property
    def columns(self) -> Sequence[str]:
        """The roles or persons."""
        return tuple(self.register.letters)

    def place_of(self, column: str) -> str:
        """Return where the header of a column stands."""
        place = self.register.letters[column]
        for row in self.register.header:
            if place < len(row.cells) and row.cells[place].location:
                return row.cells[place].location
        return self.register.location

    def _line(self, row: Row) -> Line:
        said = {
            name: letters(row.cells[place].value) if place < len(row.cells) else frozenset[str]()
            for name, place in self.register.letters.items()
        }
        return Line(row, said)

    def _opening(self) -> Iterator[Row]:
        """Yield what stands between the header and the first letters, and names no column."""
        columns = set(self.register.letters.values())
        for row in self.register.header[1:]:
            filled = {place for place, cell in enumerate(row.cells) if cell.value.strip()}
            if filled and not filled & columns:
                yield row

    def _first(self) -> Iterator[Row]:
        """Yield rows above the first letters that have a code and a name, and no letters."""
        for row in self._opening():
            if len(row.columns) > 1 and all(row.text(name) for name in row.columns):
                yield row

    def _bare(self) -> Iterator[Row]:
        """Yield rows without letters that open no section: somebody forgot to fill them in.

        A matrix with sections opens with the heading of its first one, and rows follow each.
        """
        if not self.register.rows:
            return
        lettered = [line_of(row) for row in self.register.rows]
        headings = sorted(self.register.headings, key=line_of)
        in_sections = any(True for _ in self._opening())
        lines = {*lettered, *(line_of(row) for row in headings)}
        for row in headings:
            place = line_of(row)
            text = " ".join(cell.value for cell in row.cells if cell.value.strip())
            if len(text) > _LONGEST_NAME or _LEGEND.match(text):
                continue
            followed = place < lettered[-1]
            if place - 1 in lines and (not followed or not in_sections):
                yield row

    def _parents(self, rows: Sequence[Row]) -> set[str]:
        """Return the codes that stand above others: rows that only add up what is below."""
        every = (*rows, *self.register.headings)
        codes = {code for row in every if (code := normal(row.text("wbs", "id")))}
        return {code.rpartition(".")[0] for code in codes} - {""}
