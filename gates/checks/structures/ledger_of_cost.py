"""A table of costs in its own order: lines, subtotals, reserves, and what each total adds up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from gates.checks.structures.breakdown import Breakdown, adds_up, breakdown_of, line_of, normal
from gates.checks.structures.running_sums import Above
from gates.evidence.understanding.columns import is_total
from gates.evidence.understanding.numbers import currency, scale
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

COLUMNS = ("amount", "forecast", "actual_cost")
"""The columns that may hold the cost of a line, by preference."""

_CONTINGENCY = (
    *("contingency", "provision", "aleas", "alea", "imprevus", "imprevu", "risk reserve"),
    *("risk budget", "reserve pour risques", "divers et imprevus", "reserve for risk", "puffer"),
    *("unvorhergesehenes", "usikkerhet", "contingencia", "imprevistos", "imprevisti"),
)
LABELS = (
    *("item", "task", "description", "name", "category", "deliverable", "wbs", "id", "resource"),
)
"""The columns that may name a line, by preference."""
_CELLS = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?[A-Z]{1,3}\$?(\d+))?")
_PLACE = re.compile(r"([A-Z]{1,3})\d+\Z")
_LONGEST_RANGE = 10_000


@dataclass(frozen=True)
class Sheet:
    """A table of costs; ``concept`` is the column whose figures must add up."""

    register: Register
    concept: str
    lines: tuple[Row, ...]
    totals: tuple[Row, ...]
    uncalculated: tuple[Row, ...]
    breakdown: Breakdown

    @property
    def place(self) -> str:
        """Where the table stands."""
        return self.register.location

    @property
    def currency(self) -> str:
        """The currency that the heading of the column names, or an empty text."""
        index = self.register.columns.get(self.concept, 0)
        return currency(self.register.headers[index]) if self.register.headers else ""

    @cached_property
    def factor(self) -> Decimal:
        """What a figure counts: 1000 where the heading of the column says thousands, else 1."""
        headers = self.register.headers
        place = self.register.columns.get(self.concept, 0)
        return scale(headers[place]) if place < len(headers) else Decimal(1)

    @cached_property
    def has_formulas(self) -> bool:
        """Whether other totals of the table are formulas."""
        cells = [row.cell(self.concept) for row in (*self.totals, *self.lines)]
        return any(cell is not None and cell.formula for cell in cells)

    @cached_property
    def sum_of_lines(self) -> Decimal:
        """The sum of all lines."""
        return sum((self.value(row) for row in self.lines), Decimal(0))

    @property
    def largest(self) -> Decimal:
        """The largest total, or the sum of the lines where there is none."""
        return max((self.value(row) for row in self.totals), default=self.sum_of_lines)

    @cached_property
    def is_added_up_by_codes(self) -> bool:
        """Whether the codes of the lines make a tree whose top says the total."""
        return bool(self.breakdown.children)

    @cached_property
    def contingency_rows(self) -> Sequence[Row]:
        """The lines that are set apart for risks."""
        rows = (*self.lines, *self.totals, *self.register.headings)
        return [row for row in rows if _is_contingency(row)]

    @property
    def contingencies(self) -> Sequence[Decimal]:
        """The amounts of the lines that are set apart for risks."""
        return [self.value(row) for row in self.contingency_rows]

    @cached_property
    def unnamed_totals(self) -> list[Row]:
        """The lines that are not called totals, but add up what stands above them."""
        lines = {line_of(row) for row in self.lines}
        above = Above()
        found = []
        for row in self._rows():
            value = self.value(row)
            if line_of(row) in lines and not self._adds_up(row, value, above):
                above.pass_line(value)
                continue
            if line_of(row) in lines:
                found.append(row)
            above.pass_total(value)
        return found

    def value(self, row: Row) -> Decimal:
        """Return the figure of a row, zero where there is none."""
        return row.number(self.concept) or Decimal(0)

    def unsound_totals(self) -> Iterator[tuple[Row, Decimal, Decimal]]:
        """Yield each total that does not add up what it should: stated, and due.

        A typed total may add up all lines so far, those since the last total, the last total
        and what follows it, or the totals so far. A formula is believed, unless it leaves out
        a row of the kind that it adds up. An unsound total is carried on as it should be.
        """
        lines = {line_of(row) for row in self.lines}
        above = Above()
        for row in self._rows():
            value = self.value(row)
            if line_of(row) in lines and not self._adds_up(row, value, above):
                above.pass_line(value)
                continue
            due = value if above.explains(value) else self._due(row, value, above)
            if due != value:
                yield row, value, due
            above.pass_total(due)

    def _adds_up(self, row: Row, value: Decimal, above: Above) -> bool:
        """Tell whether a row that is not called a total is one all the same."""
        cell = row.cell(self.concept)
        added = rows_in(cell.formula, cell.location) if cell is not None else set()
        if added and (above.explains(value) or any(line_of(t) in added for t in self.totals)):
            return True
        return above.is_whole(value)

    def _rows(self) -> list[Row]:
        return sorted((*self.lines, *self.totals), key=line_of)

    def _due(self, row: Row, value: Decimal, above: Above) -> Decimal:
        """Return what a total that nothing above explains should have been."""
        cell = row.cell(self.concept)
        if cell is not None and cell.formula:
            added = rows_in(cell.formula, cell.location)
            return value + sum(
                (self.value(each) for each in self._left_out(row, added, above)), Decimal(0)
            )
        if not above.every.parts:
            return self._stated_first(row, value)
        return above.nearest(value)

    def _left_out(self, total: Row, added: set[int], above: Above) -> list[Row]:
        """Return the rows that a formula passes over: totals among totals, lines among lines."""
        if not added:
            return []
        here = line_of(total)
        adds_totals = any(line_of(row) in added for row in self.totals)
        kind = self.totals if adds_totals else self.lines
        passed_over = [
            row for row in kind if min(added) < line_of(row) < here and line_of(row) not in added
        ]
        if passed_over or adds_totals:
            return passed_over
        before = [row for row in self.lines if line_of(row) < min(added)]
        first = [row for row in before if line_of(row) == min(added) - 1]
        whole = self.value(total) + sum((self.value(row) for row in first), Decimal(0))
        return first if first and above.explains(whole) else []

    def _stated_first(self, total: Row, value: Decimal) -> Decimal:
        """Return what a total above its lines should be: the sum of the lines below it."""
        running = Decimal(0)
        for row in self.lines:
            if line_of(row) > line_of(total):
                running += self.value(row)
                if adds_up(value, [running]):
                    return value
        return running or value


def open_sheet(register: Register) -> Sheet:
    """Return a register of costs as a sheet; parents in a tree of codes are no lines."""
    concept = next((name for name in COLUMNS if name in register.columns), COLUMNS[0])
    breakdown = breakdown_of(register)
    above = [breakdown.elements[code] for code in breakdown.children if code in breakdown.elements]
    parents = {line_of(each.row) for each in above if each.row is not None}
    figured = [
        row
        for row in (*register.rows, *register.totals)
        if row.number(concept) is not None and line_of(row) not in parents
    ]
    called = {line_of(row) for row in register.totals if _is_called_total(row)}
    lines = tuple(row for row in figured if line_of(row) not in called)
    totals = tuple(row for row in figured if line_of(row) in called and not normal(row.text("wbs")))
    uncalculated = tuple(
        row
        for row in (*register.rows, *register.totals)
        if (cell := row.cell(concept)) is not None and cell.uncalculated
    )
    return Sheet(register, concept, lines, totals, uncalculated, breakdown)


def rows_in(formula: str, location: str) -> set[int]:
    """Return the rows of its own column that a formula names."""
    own = _PLACE.search(location)
    rows: set[int] = set()
    for column, first, last in _CELLS.findall(formula):
        if own is not None and column == own.group(1):
            end = int(last or first)
            rows.update(range(int(first), min(end, int(first) + _LONGEST_RANGE) + 1))
    return rows


def _is_called_total(row: Row) -> bool:
    """Tell whether a row is a total by its own name, not by that of a neighbouring table."""
    label = row.text(*LABELS)
    return not label or is_total(label)


def _is_contingency(row: Row) -> bool:
    label = f" {row.words(LABELS)} "
    return any(f" {word} " in label for word in _CONTINGENCY)
