"""What stands under a header: entries, section headings, totals, and rows left blank."""

import re
from collections.abc import Sequence

from gates.evidence.content import Cell, Table
from gates.evidence.understanding.blanks import is_blank
from gates.evidence.understanding.columns import is_total
from gates.evidence.understanding.headers import Header
from gates.evidence.understanding.numbers import cell_number
from gates.evidence.understanding.row import Row

_OUTLINED = frozenset({"schedule", "cost", "earned_value", "milestones", "staffing"})
"""Kinds in which a row with a name and nothing else opens a section."""

_LABELS = 4
_TIMED = ("start", "finish", "due", "duration", "pessimistic")
_BRACKETED = re.compile(r"\([^()]{1,40}\)|\[[^\[\]]{1,40}\]")


class Body:
    """The rows under a header, sorted by what they are."""

    def __init__(self, header: Header, table: Table) -> None:
        self._table = table
        self._header = header
        self._width = len(header.texts)
        columns = header.columns
        self._what = {columns[name] for name in header.kind.what if name in columns}
        self._numbered = {columns[name] for name in ("id", "wbs") if name in columns}
        self._known = set(columns.values())
        self.rows: list[Row] = []
        self.totals: list[Row] = []
        self.headings: list[Row] = []
        self.prepared: list[Row] = []

    def read(self, start: int, end: int) -> None:
        """Sort the rows from one index to another; a legend after a gap ends the register."""
        gap = apart = False
        opened = 0
        for cells in self._table.rows[start:end]:
            filled = [
                place
                for place, cell in enumerate(cells[: self._width])
                if cell.value and cell.value.strip()
            ]
            if not filled:
                gap = apart = True
                continue
            if not (self.rows or self.prepared or gap) and self._explains(cells, filled):
                continue
            into = self._sorted(cells, filled, gap=gap, apart=apart)
            if into is None:
                break
            into.append(Row(cells, cells[filled[0]].location, self._header.columns))
            apart = apart and into is not self.rows
            if into is not self.headings:
                opened = len(self.headings)
            gap = False
        if self.rows:
            # What opens nothing is a note below the table.
            del self.headings[opened:]

    def _sorted(
        self, cells: Sequence[Cell], filled: Sequence[int], *, gap: bool, apart: bool
    ) -> list[Row] | None:
        """Return the list that a row belongs to, or None where the register ended before it."""
        if self._adds_up(cells, filled):
            return self.totals
        if self._is_unfilled(cells, filled):
            return self.prepared
        if (gap and self._is_legend(cells, filled)) or (
            apart and self._is_reckoning(cells, filled)
        ):
            return None
        return self.headings if self._is_heading(cells, filled) else self.rows

    def _explains(self, cells: Sequence[Cell], filled: Sequence[int]) -> bool:
        """Tell whether the row below a header only explains it: units and scales in brackets."""
        return not self._what & set(filled) and all(
            _BRACKETED.fullmatch(cells[place].value.strip()) for place in filled
        )

    def _adds_up(self, cells: Sequence[Cell], filled: Sequence[int]) -> bool:
        labels = [place for place in filled[:_LABELS] if _is_worded(cells[place])]
        return bool(labels) and any(is_total(cells[place].value) for place in labels[:2])

    def _is_unfilled(self, cells: Sequence[Cell], filled: Sequence[int]) -> bool:
        """Tell whether a row was only prepared: a number, a formula, a placeholder."""
        said = [place for place in filled if place not in self._numbered]
        if not said:
            return True
        words = [place for place in said if _is_worded(cells[place])]
        if not all(is_blank(cells[place].value) for place in words):
            return False
        return not any(_counts(cells[place]) for place in said if place not in words)

    def _is_heading(self, cells: Sequence[Cell], filled: Sequence[int]) -> bool:
        if self._width <= 2:  # noqa: PLR2004 - a list of two columns has no sections
            return False
        said = [place for place in filled if place not in self._numbered]
        if self._header.kind.name in _OUTLINED:
            return len(said) == 1 and _is_worded(cells[said[0]])
        return len(filled) == 1 and filled[0] not in self._what and len(self._known) > len(filled)

    def _is_legend(self, cells: Sequence[Cell], filled: Sequence[int]) -> bool:
        """Tell whether a row after a gap is a note: no entry, and far fewer cells than usual."""
        if not self.rows or self._header.kind.name in _OUTLINED:
            return False
        places = set(filled)
        numbers = "".join(cells[place].value for place in self._numbered & places)
        if any(sign.isdigit() for sign in numbers) and self._what & places:
            return False
        usual = sorted(self._fill(row.cells) for row in self.rows)[len(self.rows) // 2]
        return len(filled) * 2 < usual

    def _is_reckoning(self, cells: Sequence[Cell], filled: Sequence[int]) -> bool:
        """Tell whether a row after a gap below a plan reckons with it: no dates, few cells."""
        if not self.rows or self._header.kind.name != "schedule":
            return False
        columns = self._header.columns
        timed = {columns[name] for name in _TIMED if name in columns}
        if not timed or timed & set(filled):
            return False
        usual = sorted(self._fill(row.cells) for row in self.rows)[len(self.rows) // 2]
        # The number of a heading, such as "2 Planning", reckons with nothing.
        figures = [place for place in filled if place not in self._numbered]
        return len(filled) * 2 < usual and any(cells[p].number is not None for p in figures)

    def _fill(self, cells: Sequence[Cell]) -> int:
        return sum(bool(cell.value.strip()) for cell in cells[: self._width])


def _is_worded(cell: Cell) -> bool:
    """Tell whether somebody wrote words here; the text of a formula nobody wrote."""
    return (
        cell.number is None and cell.day is None and not cell.formula and cell_number(cell) is None
    )


def _counts(cell: Cell) -> bool:
    """Tell whether a figure was entered: a result of a formula is not, nor is a naught."""
    return not cell.formula and cell_number(cell) not in {None, 0}
