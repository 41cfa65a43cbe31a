"""How large a piece of work is: its effort in hours, its duration in working days."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from gates.checks.check import Subject
from gates.checks.structures.breakdown import normal
from gates.evidence.content import Reading, Schedule, Task
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import number
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import listed, load

_WORDS = load("work_packages")
_UNITS = {
    name: unit for unit in ("hours", "days", "weeks", "months") for name in listed(_WORDS[unit])
}
_DAYS: Mapping[str, Decimal] = {"days": Decimal(1), "weeks": Decimal(5), "months": Decimal(21)}
_QUANTITY = re.compile(r"(\d[\d .,'’]*)\s*([^\d\W]+(?:[ -][^\d\W]+)?)?")
_ASIDE = re.compile(r"[(\[]([^)\]]*)[)\]]")
_FRIDAY = 4
HOURS_A_DAY = Decimal(8)


@dataclass(frozen=True)
class Size:
    """The effort in hours and the duration in working days; None where it is not said."""

    hours: Decimal | None = None
    days: Decimal | None = None
    document: str = ""
    location: str = ""

    def with_gaps_filled(self, other: "Size") -> "Size":
        """Return this size, with what it does not say taken from another."""
        if self.hours is None and self.days is None:
            return other
        return replace(
            self,
            hours=other.hours if self.hours is None else self.hours,
            days=other.days if self.days is None else self.days,
        )


def sizes(subject: Subject) -> dict[str, Size]:
    """Return the size of each coded piece of work: from breakdowns, then from schedules."""
    found: dict[str, Size] = {}
    for code, size in (*_in_registers(subject), *_in_schedules(subject)):
        found[code] = found[code].with_gaps_filled(size) if code in found else size
    return found


def size_in_words(work: str, duration: str) -> Size:
    """Return the size that a form states, such as ``60 h`` and ``3 weeks``."""
    effort, length = _in_words(work, ""), _in_words(duration, "")
    return Size(_hours(effort) if effort else None, _days(length) if length else None)


def _in_registers(subject: Subject) -> Iterator[tuple[str, Size]]:
    kinds = ("wbs", "acceptance_criteria", "schedule", "staffing")
    for reading, register in (*subject.registers(*kinds), *subject.registers_anywhere(*kinds)):
        headers = {
            name: register.headers[place]
            for name, place in register.columns.items()
            if place < len(register.headers)
        }
        for row in register.rows:
            number = row.text("id")
            code = normal(row.text("wbs") or (number if "." in number else ""))
            if code:
                yield code, _of_row(reading, headers, row)


def _of_row(reading: Reading, headers: Mapping[str, str], row: Row) -> Size:
    work, length = _figure(row, "work", headers), _figure(row, "duration", headers)
    days = _days(length) if length else None
    start, finish = row.day("start"), row.day("finish") or row.day("due")
    if days is None and start is not None and finish is not None and finish >= start:
        days = Decimal(working_days(start, finish))
    place = row.place("work") if work else row.place("duration", "finish")
    return Size(_hours(work) if work else None, days, reading.path, place)


def _in_schedules(subject: Subject) -> Iterator[tuple[str, Size]]:
    for reading in subject.dossier.readings:
        schedule = reading.content.schedule
        for task in schedule.tasks if schedule is not None else ():
            code = normal(task.wbs)
            if schedule is not None and code and task.active and not task.external:
                yield code, _of_task(reading, schedule, task)


def working_days(start: date, finish: date) -> int:
    """Return how many days from Monday to Friday there are, both ends counted."""
    days = (finish - start).days + 1
    return sum((start + timedelta(days=each)).weekday() <= _FRIDAY for each in range(days))


def _of_task(reading: Reading, schedule: Schedule, task: Task) -> Size:
    if task.effort:
        return Size()
    days = None
    if task.duration_minutes is not None and not task.elapsed:
        days = task.duration_minutes / schedule.minutes_per_day
    elif task.start is not None and task.finish is not None:
        days = Decimal(working_days(task.start.date(), task.finish.date()))
    return Size(task.work or None, days, reading.path, f"UID {task.uid}")


def _hours(figure: tuple[Decimal, str]) -> Decimal:
    """Return an effort in hours; a bare figure counts as hours, the least that it can mean."""
    value, unit = figure
    return value * _DAYS[unit] * HOURS_A_DAY if unit in _DAYS else value


def _days(figure: tuple[Decimal, str]) -> Decimal:
    """Return a duration in working days; a bare figure counts as days."""
    value, unit = figure
    return value / HOURS_A_DAY if unit == "hours" else value * _DAYS.get(unit, Decimal(1))


def _figure(row: Row, concept: str, headers: Mapping[str, str]) -> tuple[Decimal, str] | None:
    cell = row.cell(concept)
    if cell is None or not cell.value.strip():
        return None
    unit = _unit_of_header(headers.get(concept, ""))
    value = row.number(concept)
    return (value, unit) if value is not None else _in_words(cell.value, unit)


def _in_words(text: str, unit: str) -> tuple[Decimal, str] | None:
    match = _QUANTITY.match(text.strip())
    value = number(match[1].strip()) if match else None
    if match is None or value is None:
        return None
    return value, _UNITS.get(fold(match[2] or ""), unit)


def _unit_of_header(header: str) -> str:
    for aside in _ASIDE.findall(header):
        if fold(aside) in _UNITS:
            return _UNITS[fold(aside)]
    words = fold(header).split()
    pairs = [" ".join(words[place : place + 2]) for place in range(len(words))]
    return next((_UNITS[each] for each in (*pairs, *words) if each in _UNITS), "")
