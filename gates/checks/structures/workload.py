"""How much each resource of a schedule has to do, week by week, against what it can do."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from gates.checks.structures.activity_graph import is_finished
from gates.checks.structures.working_time import (
    DAY,
    WorkingTime,
    seconds_of,
    working_times,
)
from gates.checks.wording import is_blank
from gates.evidence.content import Assignment, Resource, Schedule, Task
from gates.evidence.understanding.folding import fold

_WEEK = 7
_MOST_WEEKS = 520
_PEOPLE = {"work"}
_VACANT = tuple(
    f"{words} "
    for words in (
        *("to be hired", "to be recruited", "to hire", "vacant", "unassigned", "not assigned"),
        *("a recruter", "a pourvoir", "non affecte", "non assegnato", "sin asignar", "tba", "n n"),
        *("zu besetzen", "unbesetzt", "por contratar", "a contratar", "offene stelle", "tbd"),
    )
)


@dataclass(frozen=True)
class Week:
    """What a resource has to do in a week, in hours, what it can do, and one of the tasks."""

    monday: date
    hours: Decimal
    capacity: Decimal
    uid: str

    @property
    def load(self) -> Decimal:
        """Work over capacity; a week without capacity counts as one of an hour."""
        return self.hours / max(self.capacity, Decimal(1))


def weeks_of(schedule: Schedule, since: date | None) -> dict[str, list[Week]]:
    """Return the weeks in which each person has unfinished work, from a day on.

    Work is spread evenly over the dates of its task. Materials, equipment and costs are left
    out; a resource without stated units counts as one person.
    """
    tasks = {task.uid: task for task in schedule.tasks}
    staff = {resource.name: resource for resource in schedule.staff}
    dated = [task.start for task in schedule.tasks if task.start is not None]
    if not dated:
        return {}
    times = working_times(schedule, max(1, min(dated).toordinal() - _WEEK))
    booked: dict[str, dict[int, list[tuple[Decimal, str]]]] = defaultdict(lambda: defaultdict(list))
    for assignment in schedule.assignments:
        task = tasks.get(assignment.task)
        resource = staff.get(assignment.resource, Resource(name=assignment.resource))
        if task is None or not _counts(task, resource):
            continue
        time = _time(times, task, resource)
        for monday, hours in _spread(task, assignment, time):
            booked[resource.name][monday].append((hours, task.uid))
    first = 0 if since is None else since.toordinal()
    return {
        name: [
            _week(monday, parts, times, staff.get(name))
            for monday, parts in sorted(weeks.items())
            if monday + _WEEK > first
        ]
        for name, weeks in booked.items()
    }


def _counts(task: Task, resource: Resource) -> bool:
    if task.summary or not task.active or task.external or task.milestone or is_finished(task):
        return False
    return resource.kind in _PEOPLE and not is_unnamed(resource.name)


def is_unnamed(name: str) -> bool:
    """Tell whether a name stands for nobody yet: empty, TBD, to be hired."""
    plain = fold(name)
    return is_blank(name) or f"{plain} ".startswith(_VACANT)


def _time(times: Mapping[str, WorkingTime], task: Task, resource: Resource) -> WorkingTime:
    return times.get(resource.calendar) or times.get(task.calendar) or times[""]


def _spread(task: Task, assignment: Assignment, time: WorkingTime) -> Iterator[tuple[int, Decimal]]:
    """Yield the hours of an assignment by the Monday of each week."""
    if task.start is None or task.finish is None or task.finish <= task.start:
        return
    start, end = seconds_of(task.start), seconds_of(_end(task.start, task.finish))
    whole = time.worked(end) - time.worked(start)
    if whole <= 0:
        return
    hours = assignment.work
    if not hours:
        hours = (1 if assignment.units is None else assignment.units) * Decimal(whole) / 3600
    monday = _monday(task.start.date())
    for _ in range(_MOST_WEEKS):
        begin, until = max(start, monday * DAY), min(end, (monday + _WEEK) * DAY)
        if begin >= end:
            return
        part = time.worked(until) - time.worked(begin)
        if part > 0:
            yield monday, hours * part / whole
        monday += _WEEK


def _end(start: datetime, finish: datetime) -> datetime:
    is_day = start.time() == finish.time() == datetime.min.time()
    return finish + timedelta(days=1) if is_day else finish


def _monday(day: date) -> int:
    return day.toordinal() - day.weekday()


def _week(
    monday: int,
    parts: list[tuple[Decimal, str]],
    times: Mapping[str, WorkingTime],
    resource: Resource | None,
) -> Week:
    time = (times.get(resource.calendar) if resource else None) or times[""]
    units = Decimal(1) if resource is None or not resource.most_units else resource.most_units
    worked = time.worked((monday + _WEEK) * DAY) - time.worked(monday * DAY)
    heaviest = max(parts)
    return Week(
        monday=date.fromordinal(monday),
        hours=sum((hours for hours, _ in parts), Decimal(0)),
        capacity=units * Decimal(worked) / 3600,
        uid=heaviest[1],
    )
