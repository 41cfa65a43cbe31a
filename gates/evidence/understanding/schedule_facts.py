"""The facts of a schedule: its size, its dates, its money, its critical path."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from domain.finding import Fact
from gates.evidence.content import Schedule, Task
from gates.evidence.understanding.numbers import plain


def schedule_facts(document: str, schedule: Schedule) -> Iterator[Fact]:
    """Yield the facts that a schedule file holds.

    ``tasks`` is what a person would count, ``task_rows`` every row of the file. Money and the
    critical path are those of the leaf tasks; what the file does not hold is left out.
    """
    tasks = schedule.tasks
    leaves = [task for task in tasks if not task.summary]
    counts = {
        "tasks": len(tasks),
        "task_rows": schedule.task_rows,
        "leaf": len(leaves),
        "summary": len(tasks) - len(leaves),
        "milestones": sum(task.milestone for task in leaves),
        "links": len(schedule.links),
        "resources": len(schedule.resources),
        "assignments": len(schedule.assignments),
    }
    for name, count in counts.items():
        yield _fact(document, name, str(count))
    if not leaves or any(task.critical is not None for task in leaves):
        yield _fact(document, "critical", str(sum(bool(task.critical) for task in leaves)))
    yield from _dates(document, leaves or list(tasks))
    yield from _money(document, schedule, leaves)
    if schedule.status_date:
        yield _fact(document, "status_date", schedule.status_date.date().isoformat())


def _dates(document: str, tasks: Sequence[Task]) -> Iterator[Fact]:
    first = _extreme(tasks, lambda task: task.start, min)
    last = _extreme(tasks, lambda task: task.finish, max)
    for name, found in (("start", first), ("finish", last)):
        if found is not None:
            day, task = found
            yield _fact(document, name, day.date().isoformat(), location=f"UID {task.uid}")


def _money(document: str, schedule: Schedule, leaves: Sequence[Task]) -> Iterator[Fact]:
    sums = {
        "cost": [task.cost for task in leaves],
        "baseline_cost": [task.baseline_cost for task in leaves],
        "actual_cost": [task.actual_cost for task in leaves],
    }
    for name, values in sums.items():
        total = sum((value for value in values if value is not None), Decimal(0))
        if total:
            yield _fact(document, name, plain(total), unit=schedule.currency)


def _extreme(
    tasks: Sequence[Task],
    of: Callable[[Task], datetime | None],
    choose: Callable[[list[datetime]], datetime],
) -> tuple[datetime, Task] | None:
    dated = [(day, task) for task in tasks if (day := of(task)) is not None]
    if not dated:
        return None
    day = choose([one for one, _ in dated])
    return day, next(task for one, task in dated if one == day)


def _fact(document: str, name: str, value: str, *, unit: str = "", location: str = "") -> Fact:
    return Fact(name=name, value=value, unit=unit, document=document, location=location)
