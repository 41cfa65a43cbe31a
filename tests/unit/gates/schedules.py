"""Schedules built by hand for the checks of the schedule."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from gates.checks.check import Verdict
from gates.evidence.content import Link, Reading, Schedule, Task
from tests.unit.gates.packages import answers, reading

MONDAY = datetime.fromisoformat("2027-03-01T08:00")
DAY = Decimal(480)


def at(week: int, weekday: int = 0, hour: int = 8) -> datetime:
    """An hour of a weekday of a week, counted from the Monday of the package."""
    return MONDAY + timedelta(weeks=week, days=weekday, hours=hour - 8)


def weekly(count: int = 6, **more: Any) -> dict[str, Task]:
    """Tasks of a week each, one after the other, and a milestone at their end."""
    tasks = {
        str(week + 1): Task(
            uid=str(week + 1),
            name=f"Work {week + 1}",
            start=at(week),
            finish=at(week, 4, 17),
            baseline_start=at(week),
            baseline_finish=at(week, 4, 17),
            duration_minutes=DAY * 5,
            percent_complete=Decimal(0),
            cost=Decimal(100),
            **more,
        )
        for week in range(count)
    }
    end = at(count - 1, 4, 17)
    tasks["E"] = Task(
        uid="E",
        name="End",
        milestone=True,
        start=end,
        finish=end,
        baseline_finish=end,
        duration_minutes=Decimal(0),
        percent_complete=Decimal(0),
    )
    return tasks


def changed(tasks: dict[str, Task], uid: str, **more: Any) -> dict[str, Task]:
    """The same tasks, one of them otherwise."""
    return tasks | {uid: tasks[uid].model_copy(update=more)}


def in_a_row(tasks: dict[str, Task]) -> tuple[Link, ...]:
    """Links from each task to the next."""
    uids = list(tasks)
    return tuple(Link(predecessor=one, successor=other) for one, other in pairwise(uids))


def plan(
    tasks: dict[str, Task],
    links: tuple[Link, ...] | None = None,
    *,
    kind: str = "mspdi",
    **more: Any,
) -> Reading:
    """A schedule file."""
    found = in_a_row(tasks) if links is None else links
    schedule = Schedule(tasks=tuple(tasks.values()), links=found, **more)
    return reading("plan.xml", "schedule", schedule=schedule, kind=kind)


def judged(
    check: str,
    tasks: dict[str, Task],
    links: tuple[Link, ...] | None = None,
    *others: Reading,
    about: dict[str, Any] | None = None,
    **given: Any,
) -> tuple[Verdict, ...]:
    """What a check says of a schedule; ``about`` is what the file says besides."""
    return answers(check, "schedule", plan(tasks, links, **(about or {})), *others, **given)
