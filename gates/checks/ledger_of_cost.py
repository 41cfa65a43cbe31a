"""A table of costs in its own order: lines, headings, subtotals, reserves and totals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gates.checks.breakdown import adds_up, breakdown_of, line_of, normal
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import currency
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

COLUMNS = ("amount", "forecast", "actual_cost")
"""The columns that may hold the cost of a line, by preference."""

_CONTINGENCY = (
    *("contingency", "provision", "aleas", "alea", "imprevus", "imprevu", "risk reserve"),
    *("risk budget", "reserve pour risques", "divers et imprevus", "reserve for risk", "puffer"),
    *("unvorhergesehenes", "usikkerhet", "contingencia", "imprevistos", "imprevisti"),
)
_LABELS = (
    "item",
    "task",
    "description",
    "name",
    "category",
    "deliverable",
    "wbs",
    "id",
    "resource",
)


@dataclass(frozen=True)
class Sheet:
    """A table of costs; ``concept`` is the column whose figures must add up."""

    register: Register
    concept: str
    lines: tuple[Row, ...]
    totals: tuple[Row, ...]
    uncalculated: tuple[Row, ...]

    @property
    def place(self) -> str:
        """Where the table stands."""
        return self.register.location

    @property
    def currency(self) -> str:
        """The currency that the heading of the column names, or an empty text."""
        index = self.register.columns.get(self.concept, 0)
        return currency(self.register.headers[index]) if self.register.headers else ""

    @property
    def has_formulas(self) -> bool:
        """Whether other totals of the table are formulas."""
        cells = [row.cell(self.concept) for row in (*self.totals, *self.lines)]
        return any(cell is not None and cell.formula for cell in cells)

    @property
    def sum_of_lines(self) -> Decimal:
        """The sum of all lines."""
        return sum((_value(row, self.concept) for row in self.lines), Decimal(0))

    @property
    def largest(self) -> Decimal:
        """The largest total, or the sum of the lines where there is none."""
        stated = [_value(row, self.concept) for row in self.totals]
        return max(stated, default=self.sum_of_lines)

    @property
    def is_added_up_by_codes(self) -> bool:
        """Whether the codes of the lines make a tree whose top says the total."""
        return bool(breakdown_of(self.register).children)

    @property
    def contingencies(self) -> Sequence[Decimal]:
        """The amounts of the lines that are set apart for risks."""
        rows = (*self.lines, *self.totals, *self.register.headings)
        return [_value(row, self.concept) for row in rows if _is_contingency(row)]

    def unsound_totals(self) -> Iterator[tuple[Row, Decimal, Decimal]]:
        """Yield each total that no reading of the rows above it explains: stated, and due.

        A total may add up all lines so far, those since the last total, the last total and
        what follows it, or the totals since the last that closed them. An unsound total is
        carried on with the sum that it should have had.
        """
        lines = {line_of(row) for row in self.lines}
        rows = sorted((*self.lines, *self.totals), key=line_of)
        every = since = carried = Decimal(0)
        parts = parts_since = 0
        subtotals: list[Decimal] = []
        for row in rows:
            value = _value(row, self.concept)
            if line_of(row) in lines and not _sums_up(value, every, parts):
                every, since = every + value, since + value
                parts, parts_since = parts + 1, parts_since + 1
                continue
            ways = [(every, parts), (since, parts_since), (carried + since, parts_since + 1)]
            if subtotals:
                ways.append((sum(subtotals, Decimal(0)), len(subtotals)))
                ways.append((sum(subtotals, since), len(subtotals) + parts_since))
            sound = next((way for way, count in ways if _meets(value, way, count)), None)
            if sound is None:
                due = min(
                    (way for way, _ in ways if way), key=lambda way: abs(way - value), default=every
                )
                yield row, value, due
                value = due
            if sound is not None and subtotals and value == sum(subtotals, Decimal(0)):
                subtotals = []
            subtotals.append(value)
            carried, since, parts_since = value, Decimal(0), 0


def open_sheet(register: Register) -> Sheet:
    """Return a register of costs as a sheet; parents in a tree of codes are no lines."""
    concept = next((name for name in COLUMNS if name in register.columns), COLUMNS[0])
    breakdown = breakdown_of(register)
    above = [breakdown.elements[code] for code in breakdown.children if code in breakdown.elements]
    parents = {line_of(each.row) for each in above if each.row is not None}
    lines = tuple(
        row
        for row in register.rows
        if row.number(concept) is not None and line_of(row) not in parents
    )
    totals = tuple(
        row
        for row in register.totals
        if row.number(concept) is not None
        and line_of(row) not in parents
        and not normal(row.text("wbs"))
    )
    uncalculated = tuple(
        row
        for row in (*register.rows, *register.totals)
        if (cell := row.cell(concept)) is not None and cell.uncalculated
    )
    return Sheet(register, concept, lines, totals, uncalculated)


def _sums_up(value: Decimal, every: Decimal, parts: int) -> bool:
    """Tell whether a line is no line but the sum of all above it, whatever it is called."""
    return parts >= 2 and bool(value) and _meets(value, every, parts)  # noqa: PLR2004 - of one, it is a copy


def _meets(value: Decimal, way: Decimal, count: int) -> bool:
    return count > 0 and adds_up(value, [way, *[Decimal(0)] * (count - 1)])


def _value(row: Row, concept: str) -> Decimal:
    value = row.number(concept)
    return value if value is not None else Decimal(0)


def _is_contingency(row: Row) -> bool:
    label = f" {' '.join(fold(row.text(concept)) for concept in _LABELS)} "
    return any(f" {word} " in label for word in _CONTINGENCY)
