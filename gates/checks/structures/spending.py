"""Costs over time: tables with a row or a column for each period, read into one form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gates.checks.structures.breakdown import normal
from gates.checks.structures.periods import Period, in_row, period_of
from gates.evidence.content import Cell, Reading
from gates.evidence.understanding.columns import concept, is_total
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import cell_number, number, scale
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

FEWEST = 3
"""So many periods make a table a curve."""

_LONGEST_SUM = 24

_CUMULATIVE = Phrases.listed(load("columns")["columns"]["cumulative"])
_FUNDING = Phrases.listed(load("values")["fundings"])
_NAMES = ("task", "item", "deliverable", "description", "name", "category", "resource")


@dataclass(frozen=True)
class Point:
    """An amount in a period, in units of the currency, and its place."""

    period: Period
    value: Decimal
    location: str


@dataclass(frozen=True)
class Series:
    """Amounts over the periods: of an account, of all of them, running sums, or money granted.

    ``kind`` is account, total, cumulative or funding; ``stated`` is what the table gives as the
    sum of the row or column, with its place.
    """

    kind: str
    name: str
    code: str
    points: tuple[Point, ...]
    stated: Decimal | None = None
    location: str = ""

    @property
    def sum(self) -> Decimal:
        """The sum over all periods."""
        return sum((point.value for point in self.points), Decimal(0))


@dataclass(frozen=True)
class Curve:
    """A table of costs over time, with its periods in the order of the table."""

    reading: Reading
    register: Register
    periods: tuple[Period, ...]
    series: tuple[Series, ...]

    def of(self, kind: str) -> list[Series]:
        """Return the series of a kind."""
        return [each for each in self.series if each.kind == kind]


def curves(found: Iterator[tuple[Reading, Register]]) -> list[Curve]:
    """Return the tables that spread costs over at least three periods."""
    opened = (_down(*each) or _across(*each) for each in found)
    return [curve for curve in opened if curve is not None]


def _down(reading: Reading, register: Register) -> Curve | None:
    """Return a table with a row for each period."""
    place = register.columns.get("period", register.columns.get("date"))
    if place is None:
        return None
    rows = [
        (period, row)
        for row in register.rows
        if place < len(row.cells) and (period := period_of(row.cells[place], bare=True)) is not None
    ]
    if len(rows) < FEWEST or len({period.unit for period, _ in rows}) != 1:
        return None
    if len({period.index for period, _ in rows}) * 2 <= len(rows):
        return None  # A list with the same year in each row is no curve.
    series = [
        found
        for at, header in enumerate(register.headers)
        if at != place and (found := _column(register, rows, at, header)) is not None
    ]
    return Curve(reading, register, tuple(period for period, _ in rows), tuple(series))


def _column(
    register: Register, rows: Sequence[tuple[Period, Row]], place: int, header: str
) -> Series | None:
    factor = scale(header)
    points = tuple(
        Point(period, value * factor, row.cells[place].location)
        for period, row in rows
        if place < len(row.cells) and (value := _whole(row.cells[place])) is not None
    )
    if not points or not header:
        return None
    stated = next(
        (
            (value * factor, row.cells[place].location)
            for row in register.totals
            if place < len(row.cells) and (value := cell_number(row.cells[place])) is not None
        ),
        (None, ""),
    )
    return Series(_kind(header, place, register.columns), header, "", points, *stated)


def _whole(cell: Cell) -> Decimal | None:
    """Return the number that a cell is, not one that its text only mentions."""
    return cell.number if cell.number is not None else number(cell.value) or _money(cell)


def _money(cell: Cell) -> Decimal | None:
    return cell_number(cell) if len(cell.value) <= _LONGEST_SUM else None


def _kind(header: str, place: int, columns: Mapping[str, int]) -> str:
    words = fold(header)
    if _FUNDING.within(words) or columns.get("funding") == place:
        return "cumulative funding" if _CUMULATIVE.within(words) else "funding"
    if columns.get("cumulative") == place or _CUMULATIVE.within(words):
        return "cumulative"
    return "total" if is_total(header) or is_total(words.replace("(", " ")) else "account"


def _across(reading: Reading, register: Register) -> Curve | None:
    """Return a table with a column for each period."""
    headers = (in_row(row.cells) for row in register.header)
    header = next((each for each in headers if len(each) >= FEWEST), None)
    if header is None:
        return None
    total = next((register.columns[name] for name in ("amount",) if name in register.columns), None)
    if total in header:
        total = None
    rows = [*register.rows, *register.totals]
    series = [found for row in rows if (found := _row(register, row, header, total)) is not None]
    if not series:
        return None
    return Curve(reading, register, tuple(header.values()), tuple(series))


def _row(
    register: Register, row: Row, header: Mapping[int, Period], total: int | None
) -> Series | None:
    points = tuple(
        Point(period, value, row.cells[place].location)
        for place, period in header.items()
        if place < len(row.cells) and (value := cell_number(row.cells[place])) is not None
    )
    if not points:
        return None
    factor = scale(" ".join([register.title, *register.headers]))
    points = tuple(Point(each.period, each.value * factor, each.location) for each in points)
    stated = None
    place = row.location
    if total is not None and total < len(row.cells):
        stated = cell_number(row.cells[total])
        place = row.cells[total].location or place
    label = row.text(*_NAMES) or next(
        (cell.value for cell in row.cells if cell.value.strip() and cell_number(cell) is None), ""
    )
    words = fold(label)
    kind = "total" if row in register.totals or is_total(label) else "account"
    if _FUNDING.within(words):
        kind = "cumulative funding" if _CUMULATIVE.within(words) else "funding"
    elif _CUMULATIVE.within(words) or concept(label) == "cumulative":
        kind = "cumulative"
    code = normal(row.text("wbs", "id"))
    held = None if stated is None else stated * factor
    return Series(kind, label, code, points, held, place)
