"""What the open risks of a package may cost in money and in time, by their probability."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from gates.checks.check import Subject
from gates.checks.structures.risks import Risks, chance, is_opportunity, level
from gates.evidence.content import Cell, Reading, State
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.register_facts import is_open
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

_MARGINS = Phrases.listed(load("values")["time_margins"])
_SPAN = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:working |calendar |ouvr\w+ )?"
    r"(days?|weeks?|months?|jours?|semaines?|mois|tage?n?|wochen?|monate?n?|d[ií]as?|semanas?|mes(?:es)?)\b",
    re.IGNORECASE,
)
_WEEK, _MONTH = Decimal(5), Decimal(20)
_MONEY = ("expected_value", "cost_impact")


@dataclass(frozen=True)
class Priced:
    """A table of risks that have a price or a delay; ``rows`` are those that may still occur."""

    risks: Risks
    rows: tuple[Row, ...]

    def expected(self, row: Row) -> Decimal | None:
        """Return probability times cost of a risk, else the expected value that is stated."""
        product = self.product(row)
        return product if product is not None else row.number("expected_value")

    def product(self, row: Row) -> Decimal | None:
        """Return probability times cost, what remains counting where responses are paid for."""
        cost, likely = row.number("cost_impact"), chance(self.risks, row)
        if row.number("response_cost"):
            after = chance(self.risks, row, "residual_probability")
            likely = likely if after is None else after
        return None if cost is None or likely is None else cost * likely

    def delay(self, row: Row) -> Decimal | None:
        """Return probability times delay of a risk, in working days."""
        days = days_in(row.cell("delay_impact"), self.risks.header("delay_impact"))
        likely = chance(self.risks, row)
        return None if days is None or likely is None else days * likely


def priced(subject: Subject, *concepts: str) -> list[Priced]:
    """Return the tables of risks with a column for one of the concepts, each risk once.

    Those of the deliverable count first, then those of the package. A risk that a register
    says is over counts nowhere.
    """
    wanted = concepts or _MONEY
    everywhere = [Risks(*each) for each in subject.registers_anywhere("risk")]
    over = {
        fold(row.text("id"))
        for risks in everywhere
        for row in risks.rows
        if row.text("id") and not is_open(row)
    }
    for found in (subject.registers("risk"), subject.registers_anywhere("risk")):
        tables = [Risks(*each) for each in found]
        kept = [each for each in tables if each.has(*wanted)]
        if kept:
            return list(_once(kept, over))
    return []


def margin(readings: Iterable[Reading]) -> tuple[Decimal, Reading, str] | None:
    """Return the time that the plan keeps free, in working days, with its place, or None."""
    readings = [each for each in readings if each.state in (State.FILLED, State.PARTIAL)]
    for reading in readings:
        schedule = reading.content.schedule
        if schedule is None:
            continue
        tasks = [
            task
            for task in schedule.tasks
            if task.active and not task.summary and task.duration_minutes
            and _MARGINS.within(fold(task.name))
        ]  # fmt: skip
        if tasks:
            minutes = sum((task.duration_minutes or Decimal(0) for task in tasks), Decimal(0))
            return minutes / schedule.minutes_per_day, reading, f"UID {tasks[0].uid}"
    for reading in readings:
        for text, beside, place in _texts(reading):
            if _MARGINS.within(fold(text)) and (span := _SPAN.search(f"{text} {beside}")):
                return _in_days(Decimal(span[1].replace(",", ".")), span[2]), reading, place
    return None


def days_in(cell: Cell | None, header: str) -> Decimal | None:
    """Return a span of time in working days; the cell, or else the header, names the unit."""
    if cell is None or not cell.value.strip():
        return None
    span = _SPAN.search(cell.value)
    if span is not None:
        return _in_days(Decimal(span[1].replace(",", ".")), span[2])
    value = level(cell)
    return None if value is None else _in_days(value, header)


def _in_days(value: Decimal, unit: str) -> Decimal:
    words = f" {fold(unit)} "
    if any(f" {word}" in words for word in ("week", "semaine", "woche", "semana")):
        return value * _WEEK
    if any(f" {word}" in words for word in ("month", "mois", "monat", "mes ", "meses")):
        return value * _MONTH
    return value


def _once(tables: Iterable[Risks], over: set[str]) -> Iterator[Priced]:
    seen: set[str] = set()
    for risks in tables:
        rows = []
        for row in risks.open:
            number = fold(row.text("id"))
            if (number and (number in seen or number in over)) or is_opportunity(row):
                continue
            seen.add(number)
            rows.append(row)
        if rows:
            yield Priced(risks, tuple(rows))


def _texts(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Yield each text with the cell beside it and its place."""
    for paragraph in reading.content.paragraphs:
        yield paragraph.text, "", paragraph.location
    for table in reading.content.tables:
        for cells in table.rows:
            for place, cell in enumerate(cells):
                if cell.value and cell.number is None:
                    beside = cells[place + 1].value if place + 1 < len(cells) else ""
                    yield cell.value, beside, cell.location
