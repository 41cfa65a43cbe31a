"""Money granted over time: by the funding column of a curve, or by dated tranches."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from gates.checks.check import Subject
from gates.checks.structures.cost_plan import CostPlan, near
from gates.checks.structures.spending import Curve, Series, curves
from gates.dossier import Dossier
from gates.evidence.content import Reading, State
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

_VALUES = load("values")
FUNDS = Phrases.listed(_VALUES["fundings"])
STATES = Phrases.listed(_VALUES["funding_states"])
SOURCES = Phrases.listed(_VALUES["funding_sources"])
_TRANCHES = Phrases.listed(_VALUES["tranches"])
_GATES = Phrases.listed(_VALUES["gate_words"])
_DATES = ("date", "due", "start", "decision_date", "finish")


@dataclass(frozen=True)
class Grants:
    """A table that lists money granted, row by row, each with its source, state and gate."""

    reading: Reading
    register: Register

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows with a sum."""
        return tuple(row for row in self.register.rows if self.value(row) is not None)

    @property
    def are_tranches(self) -> bool:
        """Whether the money comes in tranches."""
        words = [self.register.title, *self.register.headers]
        return any(_TRANCHES.within(fold(word)) for word in words) or any(
            _TRANCHES.within(_words(row)) for row in self.rows
        )

    def value(self, row: Row) -> Decimal | None:
        """Return the sum of a row."""
        found = row.number("funding")
        return found if found is not None else row.number("amount")

    def day(self, row: Row) -> date | None:
        """Return the day from which the money is there."""
        return next((day for name in _DATES if (day := row.day(name)) is not None), None)

    def has(self, row: Row, words: Phrases) -> bool:
        """Tell whether a cell of a row, or the header above a filled cell, says something."""
        return words.within(_words(row)) or any(
            words.within(fold(header)) and place < len(row.cells) and row.cells[place].value.strip()
            for place, header in enumerate(self.register.headers)
        )

    def names_gate(self, row: Row, dossier: Dossier) -> bool:
        """Tell whether a row is tied to a gate: a gate of the method, or the word."""
        words = f" {_words(row)} "
        own = [
            fold(name) for gate in dossier.method.gates for name in (gate.id, *gate.label.values())
        ]
        return (
            bool(row.text("milestone"))
            or _GATES.within(words.strip())
            or any(name and f" {name} " in words for name in own)
        )


@dataclass(frozen=True)
class Step:
    """What is granted in all up to a period, with its place."""

    value: Decimal
    location: str


def grants(subject: Subject) -> list[Grants]:
    """Return the tables of the package that list money granted, those over periods left out."""
    found = []
    for reading in subject.dossier.readings:
        if reading.state not in (State.FILLED, State.PARTIAL):
            continue
        for register in subject.dossier.registers.get(reading.path, ()):
            if register.hidden or register.kind in ("risk", "raci") or not _is_granting(register):
                continue
            table = Grants(reading, register)
            if table.rows and not curves(iter([(reading, register)])):
                found.append(table)
    return found


def funding_curves(subject: Subject) -> list[tuple[Curve, Series]]:
    """Return the series of money granted over periods, those of the deliverable first."""
    for found in (
        subject.registers("funding", "cost", "wbs"),
        subject.registers_anywhere("funding", "cost", "wbs"),
    ):
        kept = [
            (curve, series)
            for curve in curves(found)
            for kind in ("cumulative funding", "funding")
            for series in curve.of(kind)
        ]
        if kept:
            return kept
    return []


def granted_by_period(series: Series, plan: CostPlan) -> dict[int, Step]:
    """Return what is granted in all by the end of each period."""
    values = [point.value for point in series.points]
    rises = all(one <= other for one, other in pairwise(values))
    top = max(plan.totals, default=Decimal(0))
    running = (
        series.kind == "cumulative funding"
        or any(near(values[-1], each) for each in plan.totals)
        or (rises and sum(values) > 2 * top > 0)
    )
    steps: dict[int, Step] = {}
    so_far = Decimal(0)
    for point in series.points:
        so_far = point.value if running else so_far + point.value
        steps[point.period.index] = Step(so_far, point.location)
    return steps


def granted_by_day(tables: list[Grants], last: date) -> Step | None:
    """Return what dated tranches grant in all up to a day, with the place of the last."""
    found = [
        (day, value, row.place("amount", "funding"))
        for table in tables
        for row in table.rows
        if (day := table.day(row)) is not None
        and (value := table.value(row)) is not None
        and day <= last
    ]
    if not found:
        return None
    return Step(sum((value for _, value, _ in found), Decimal(0)), max(found)[2])


def texts(reading: Reading) -> Iterator[str]:
    """Yield each text of a document, folded."""
    for paragraph in reading.content.paragraphs:
        yield fold(paragraph.text)
    for table in reading.content.tables:
        for cells in table.rows:
            yield " ".join(fold(cell.value) for cell in cells if cell.value)


def _is_granting(register: Register) -> bool:
    if not {"amount", "funding"} & set(register.columns):
        return False
    words = [register.title, *register.headers]
    return any(FUNDS.within(fold(word)) or _TRANCHES.within(fold(word)) for word in words)


def _words(row: Row) -> str:
    return " ".join(fold(cell.value) for cell in row.cells if cell.value)
