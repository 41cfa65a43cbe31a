"""The graph that a critical path is computed on: activities, what leads to them, their order.

A link on a summary task holds for the tasks inside it: two points without duration stand for
its start and its end. Tasks that only accompany others (level of effort) drive nothing and are
left out, like inactive tasks and those of other schedules.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from gates.checks.structures.working_time import DAY, ELAPSED, WorkingTime, seconds_of
from gates.evidence.content import Link, Task

_HUNDRED = Decimal(100)
_LONGEST = 100 * 366 * 1_440
"""No duration or lag counts for more minutes than a century has."""


@dataclass(slots=True)
class Lead:
    """What leads from one activity to another: how, and after which lag of which time."""

    source: int
    target: int
    kind: str
    lag: int
    time: WorkingTime


@dataclass(slots=True)
class Activity:
    """A task of the graph; ``task`` is missing for the ends of a summary. Time in seconds."""

    uid: str
    task: Task | None
    duration: int
    time: WorkingTime
    is_done: bool
    is_free: bool
    before: list[Lead] = field(default_factory=list)
    after: list[Lead] = field(default_factory=list)


@dataclass(frozen=True)
class Graph:
    """Activities, the order in which they can be computed, and those caught in a circle."""

    activities: list[Activity]
    place: Mapping[str, int]
    order: list[int]
    circle: tuple[str, ...]


def graph_of(
    tasks: Sequence[Task],
    links: Iterable[Link],
    times: Mapping[str, WorkingTime],
    *,
    as_planned: bool,
) -> Graph:
    """Return the graph of a schedule; links that lead nowhere are left out.

    ``as_planned`` takes the time between the dates of a task as its duration.
    """
    activities = []
    for task in tasks:
        if not task.summary and task.active and not task.external and not task.effort:
            time = ELAPSED if task.elapsed else times.get(task.calendar, times[""])
            length = _duration(task, time, as_planned)
            done, free = is_finished(task), is_free(task)
            activities.append(Activity(task.uid, task, length, time, done, free))
    place = {activity.uid: number for number, activity in enumerate(activities)}
    ends = _Ends(tasks, activities, place, times[""])
    for link in links:
        source = ends.of(link.predecessor, last=link.kind in {"FS", "FF"})
        target = ends.of(link.successor, last=link.kind in {"FF", "SF"})
        if source is None or target is None or source == target:
            continue
        time = ELAPSED if link.elapsed else activities[target].time
        lag = _seconds(link.lag_minutes) if link.lag_minutes else 0
        _connect(activities, source, target, link.kind, lag, time)
    order = _order(activities)
    ordered = set(order)
    circle = tuple(one.uid for number, one in enumerate(activities) if number not in ordered)
    return Graph(activities, place, order, circle)


class _Ends:
    """The ends of summary tasks, made where a link asks for them."""

    def __init__(
        self,
        tasks: Sequence[Task],
        activities: list[Activity],
        place: Mapping[str, int],
        usual: WorkingTime,
    ) -> None:
        self._tasks, self._activities, self._place, self._usual = tasks, activities, place, usual
        self._rows = {task.uid: row for row, task in enumerate(tasks) if task.summary}
        self._made: dict[tuple[str, bool], int] = {}

    def of(self, uid: str, *, last: bool) -> int | None:
        """Return the activity that a link with a task holds for, or None where there is none."""
        if uid in self._place:
            return self._place[uid]
        if uid not in self._rows:
            return None
        if (uid, last) not in self._made:
            self._made[uid, last] = self._make(uid, last=last)
        return self._made[uid, last]

    def _make(self, uid: str, *, last: bool) -> int:
        number = len(self._activities)
        self._activities.append(Activity(uid, None, 0, self._usual, is_done=False, is_free=True))
        for inner in self._inside(self._rows[uid]):
            if last:
                _connect(self._activities, inner, number, "FS", 0, self._usual)
            else:
                _connect(self._activities, number, inner, "FS", 0, self._usual)
        return number

    def _inside(self, row: int) -> Iterator[int]:
        level = self._tasks[row].level
        for task in self._tasks[row + 1 :]:
            if task.level <= level:
                return
            if task.uid in self._place:
                yield self._place[task.uid]


def _connect(
    activities: list[Activity], source: int, target: int, kind: str, lag: int, time: WorkingTime
) -> None:
    lead = Lead(source, target, kind, lag, time)
    activities[target].before.append(lead)
    activities[source].after.append(lead)


def _order(activities: Sequence[Activity]) -> list[int]:
    """Return the activities so that each stands after what leads to it; circles are left out."""
    waiting = [len(activity.before) for activity in activities]
    order = [number for number, count in enumerate(waiting) if not count]
    for number in order:
        for lead in activities[number].after:
            waiting[lead.target] -= 1
            if not waiting[lead.target]:
                order.append(lead.target)
    return order


def _duration(task: Task, time: WorkingTime, as_planned: bool) -> int:  # noqa: FBT001 - one caller
    stated = None if task.duration_minutes is None else max(0, _seconds(task.duration_minutes))
    if task.milestone and not stated:
        return 0
    if stated is not None and not (as_planned and stated):
        return stated
    if task.start is None or task.finish is None:
        return stated or 0
    # Splits and the calendars of people are in the dates, not in the duration.
    between = time.worked(_end(task.start, task.finish)) - time.worked(seconds_of(task.start))
    return between if between > 0 else stated or 0


def _end(start: datetime, finish: datetime) -> int:
    """Return when a task ends; a day without an hour ends with its evening."""
    end = seconds_of(finish)
    is_day = start.time() == finish.time() == datetime.min.time()
    return end + DAY if is_day else end


def _seconds(minutes: Decimal) -> int:
    return int(min(max(float(minutes), -_LONGEST), _LONGEST) * 60)


def is_finished(task: Task) -> bool:
    """Tell whether a task is done."""
    return task.actual_finish is not None or task.percent_complete == _HUNDRED


def has_begun(task: Task) -> bool:
    """Tell whether work on a task has begun."""
    return task.actual_start is not None or bool(task.percent_complete)


def is_free(task: Task) -> bool:
    """Tell whether a task can still be moved by what leads to it."""
    return not (has_begun(task) or is_finished(task) or task.manual)
