"""A row of a register, asked by concept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gates.evidence.content import Cell
from gates.evidence.understanding.dates import cell_day
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import cell_number


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a register; ``location`` is the place of its first filled cell."""

    cells: tuple[Cell, ...]
    location: str
    columns: Mapping[str, int] = field(repr=False)
    _said: dict[tuple[str, ...], str] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def cell(self, concept: str) -> Cell | None:
        """Return the cell under a concept, or ``None`` where the register has no such column."""
        index = self.columns.get(concept)
        return self.cells[index] if index is not None and index < len(self.cells) else None

    def text(self, *concepts: str) -> str:
        """Return the text under the first of the concepts that is filled, else an empty text."""
        for concept in concepts:
            cell = self.cell(concept)
            if cell is not None and cell.value.strip():
                return cell.value.strip()
        return ""

    def words(self, concepts: tuple[str, ...]) -> str:
        """Return all that stands under the concepts, in their order, as words are compared."""
        known = self._said.get(concepts)
        if known is None:
            known = self._said[concepts] = " ".join(self._words(concepts))
        return known

    def _words(self, concepts: tuple[str, ...]) -> Iterator[str]:
        columns, cells = self.columns, self.cells
        for concept in concepts:
            index = columns.get(concept)
            if index is not None and index < len(cells):
                words = fold(cells[index].value)
                if words:
                    yield words

    def number(self, concept: str) -> Decimal | None:
        """Return the number under a concept, in local writing too, or ``None``."""
        cell = self.cell(concept)
        return None if cell is None else cell_number(cell)

    def day(self, concept: str) -> date | None:
        """Return the day under a concept, typed or written, or ``None``."""
        cell = self.cell(concept)
        return None if cell is None else cell_day(cell)

    def place(self, *concepts: str) -> str:
        """Return the place of the first of the concepts that has a column, else of the row."""
        for concept in concepts:
            cell = self.cell(concept)
            if cell is not None and cell.location:
                return cell.location
        return self.location
