"""Whether costs over time fall within the schedule: of the project, and of each account."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from domain.text import both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.breakdown import alike, normal
from gates.checks.structures.cost_plan import CostPlan, near
from gates.checks.structures.spending import Curve, Point, Series
from gates.checks.wording import day, money, put
from gates.evidence.content import Reading, State, Task

_CLOSE = Decimal("0.005")


@dataclass(frozen=True)
class _Window:
    """The days between which a piece of work is planned."""

    code: str
    name: str
    start: date
    finish: date


def outside_schedule(subject: Subject, found: list[Curve]) -> Iterator[Verdict]:
    """Yield costs before the first or after the last day of the work, plus the time to pay."""
    lag = timedelta(days=int(subject.number("payment_lag_days", 62)))
    windows = [window for reading in _schedules(subject) for window in _windows(reading)]
    if not windows:
        return
    whole = _Window(
        "", "", min(each.start for each in windows), max(each.finish for each in windows)
    )
    for curve in found:
        totals = [*curve.of("total"), *curve.of("account")]
        for series in totals[:1] if curve.of("total") else totals:
            yield from _outside(curve, series, whole, lag)
        for series in curve.of("account"):
            window = _window_of(series, windows)
            if window is not None:
                yield from _outside(curve, series, window, lag)


def baseline_cost(subject: Subject, plan: CostPlan) -> Iterator[Verdict]:
    """Yield a baseline cost of the schedule that is no total of the cost plan."""
    if plan.main is None:
        return
    for reading in _schedules(subject):
        for fact in reading.facts:
            if fact.name != "baseline_cost":
                continue
            value = Decimal(fact.value)
            if any(near(value, total, _CLOSE) for total in plan.totals):
                continue
            yield failed(
                put(
                    "the schedule's baseline costs {value}, the cost plan says {work}",
                    "la référence du planning coûte {value}, le tableau des coûts dit {work}",
                    value=money(value, fact.unit),
                    work=money(plan.work, fact.unit),
                ),
                expected=both(
                    "the same baseline cost in schedule and cost plan",
                    "le même coût de référence au planning et au budget",
                ),
                fix=both(
                    "Save the baseline of the schedule again, or correct the cost plan",
                    "Enregistrez à nouveau la référence du planning, ou corrigez le budget",
                ),
                document=reading.path,
                location=fact.location,
            )


def _schedules(subject: Subject) -> list[Reading]:
    return [
        reading
        for reading in subject.dossier.readings
        if reading.role == "schedule" and reading.state in (State.FILLED, State.PARTIAL)
    ]


def _windows(reading: Reading) -> Iterator[_Window]:
    schedule = reading.content.schedule
    if schedule is not None:
        for task in schedule.tasks:
            start, finish = _start(task), _finish(task)
            if task.active and not task.external and start and finish:
                yield _Window(normal(task.wbs), task.name, start, finish)
        return
    days = {fact.name: fact.value for fact in reading.facts if fact.name in ("start", "finish")}
    if len(days) > 1:
        yield _Window("", "", date.fromisoformat(days["start"]), date.fromisoformat(days["finish"]))


def _start(task: Task) -> date | None:
    found = [each for each in (task.start, task.baseline_start) if each is not None]
    return min(found).date() if found else None


def _finish(task: Task) -> date | None:
    found = [each for each in (task.finish, task.baseline_finish) if each is not None]
    return max(found).date() if found else None


def _window_of(series: Series, windows: list[_Window]) -> _Window | None:
    """Return the task that an account is about, by its code, else by a name that one task has."""
    if series.code:
        coded = [each for each in windows if each.code == series.code]
        if len(coded) == 1:
            return coded[0]
    named = [each for each in windows if each.name and alike(series.name, each.name)]
    return named[0] if len(named) == 1 else None


def _outside(curve: Curve, series: Series, window: _Window, lag: timedelta) -> Iterator[Verdict]:
    for point in series.points:
        first, last = point.period.first, point.period.last
        if not point.value or first is None or last is None:
            continue
        if last < window.start:
            yield _told(curve, series, point, window, early=True)
        elif first > window.finish + lag:
            yield _told(curve, series, point, window, early=False)


def _told(curve: Curve, series: Series, point: Point, window: _Window, *, early: bool) -> Verdict:
    found = put(
        "{value} in {period}{name}, {side} {day}",
        "{value} en {period}{name}, {side} le {day}",
        value=money(point.value),
        period=point.period.label,
        name=f" ({series.name})" if window.name else "",
        side=both("before the start on", "avant le début")
        if early
        else both("long after the end on", "bien après la fin"),
        day=day(window.start if early else window.finish),
    )
    return failed(
        found,
        expected=both(
            "costs within the dates of the schedule, plus the time to pay",
            "des coûts dans les dates du planning, plus le délai de paiement",
        ),
        fix=both(
            "Move the cost, or bring curve and schedule to the same dates",
            "Déplacez le coût, ou accordez la courbe et le planning",
        ),
        document=curve.reading.path,
        location=point.location,
    )
