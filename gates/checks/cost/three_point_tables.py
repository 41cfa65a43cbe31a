"""Tables of estimates of three points: in order, and with the mean and spread that follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.cost.value_report import half_unit
from gates.checks.structures.three_point import ThreePoints
from gates.checks.wording import put
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import cell_number, plain
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

_VALUES = load("values")
_MEANS = Phrases.listed(_VALUES["means"])
_DEVIATIONS = Phrases.listed(_VALUES["deviations"])
_MONEY = ("optimistic_cost", "most_likely_cost", "pessimistic_cost")
_TIME = ("optimistic", "most_likely", "pessimistic")
_EXPECTED = both(
    "low, likely and high in order, mean (low + 4 likely + high) / 6, deviation (high - low) / 6",
    "bas, probable et haut dans l'ordre, moyenne (b + 4 p + h) / 6, écart type (h - b) / 6",
)


@dataclass(frozen=True)
class ThreePointTable:
    """A table with low, likely and high values, of costs or of durations."""

    reading: Reading
    register: Register
    concepts: tuple[str, str, str]
    rows: tuple[tuple[Row, ThreePoints], ...]

    @property
    def is_money(self) -> bool:
        """Whether the values are costs."""
        return self.concepts == _MONEY or self.register.kind == "cost"

    @property
    def low(self) -> Decimal:
        """The sum of the low values."""
        return sum((points.low for _, points in self.rows), Decimal(0))

    @property
    def likely(self) -> Decimal:
        """The sum of the likely values."""
        return sum((points.likely for _, points in self.rows), Decimal(0))

    @property
    def high(self) -> Decimal:
        """The sum of the high values."""
        return sum((points.high for _, points in self.rows), Decimal(0))


def three_point_tables(subject: Subject) -> list[ThreePointTable]:
    """Return the tables of three points in the documents of a deliverable."""
    found = []
    for reading, register in subject.registers("cost", "schedule", "wbs", "staffing"):
        for concepts in (_MONEY, _TIME):
            if all(name in register.columns for name in (concepts[0], concepts[2])):
                rows = _rows(register, concepts)
                if rows:
                    found.append(ThreePointTable(reading, register, concepts, rows))
                    break
    return found


def unsound_points(table: ThreePointTable) -> Iterator[Verdict]:
    """Yield values out of order, and means and deviations that do not follow from them."""
    means = _columns(table.register, _MEANS)
    deviations = _columns(table.register, _DEVIATIONS)
    for row, points in table.rows:
        if not points.is_ordered:
            found = put(
                "{name}: low {low}, likely {likely}, high {high} are not in order",
                "{name} : bas {low}, probable {likely}, haut {high} ne sont pas dans l'ordre",
                name=_name(row),
                low=plain(points.low),
                likely=plain(points.likely),
                high=plain(points.high),
            )
            yield _told(table, found, row.place(table.concepts[1], table.concepts[0]))
            continue
        for places, due, what in (
            (means, points.mean, both("mean", "moyenne")),
            (deviations, points.deviation, both("standard deviation", "écart type")),
        ):
            for place in places:
                yield from _off(table, row, place, due, what)


def _off(
    table: ThreePointTable, row: Row, place: int, due: Decimal, what: Text
) -> Iterator[Verdict]:
    cell = row.cells[place] if place < len(row.cells) else None
    stated = None if cell is None else cell_number(cell)
    if cell is None or stated is None or abs(stated - due) <= half_unit(stated):
        return
    found = put(
        "{name}: {what} {stated} stated, {due} recomputed",
        "{name} : {what} {stated} affiché, {due} recalculé",
        name=_name(row),
        what=what,
        stated=plain(stated),
        due=plain(round(due, 3)),
    )
    yield _told(table, found, cell.location)


def _told(table: ThreePointTable, found: Text, place: str) -> Verdict:
    return failed(
        found,
        expected=_EXPECTED,
        fix=both("Correct the estimate or its formula", "Corrigez l'estimation ou sa formule"),
        document=table.reading.path,
        location=place,
    )


def _rows(
    register: Register, concepts: tuple[str, str, str]
) -> tuple[tuple[Row, ThreePoints], ...]:
    rows = []
    for row in register.rows:
        low, high = row.number(concepts[0]), row.number(concepts[2])
        likely = row.number(concepts[1])
        if likely is None:
            likely = row.number("amount")
        if low is not None and high is not None and likely is not None:
            rows.append((row, ThreePoints(low, likely, high)))
    return tuple(rows)


def _columns(register: Register, words: Phrases) -> list[int]:
    return [place for place, header in enumerate(register.headers) if words.within(fold(header))]


def _name(row: Row) -> str:
    return row.text("task", "item", "description", "name", "wbs", "id") or row.location
