"""The forward pass of the critical path method: when each activity can start and finish."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from gates.checks.structures.activity_graph import Activity, Graph
from gates.checks.structures.working_time import WorkingTime, seconds_of
from gates.evidence.content import Task

_NEVER = 1 << 62

Dates = list[tuple[int, int]]
"""Start and finish of each activity, in seconds."""


@dataclass(frozen=True)
class Frame:
    """What bounds a project: its first day, its status date, the day it must be finished on.

    ``as_planned`` keeps to the dates of the file where they are later than the links demand.
    """

    first: int
    status: int | None
    must_finish: int | None
    as_planned: bool


def early_dates(graph: Graph, frame: Frame, extra: Mapping[int, int] | None = None) -> Dates:
    """Return the earliest dates; ``extra`` are seconds by which some activities take longer."""
    longer = extra or {}
    early = [(frame.first, frame.first)] * len(graph.activities)
    for place in graph.order:
        early[place] = _earliest(graph.activities[place], frame, early, longer.get(place, 0))
    return early


def _earliest(activity: Activity, frame: Frame, early: Dates, extra: int) -> tuple[int, int]:
    task, time = activity.task, activity.time
    duration = activity.duration + extra
    if task is not None:
        stated = _stated(activity, task, frame, extra)
        if stated is not None:
            return stated
    start, finish = _after_others(activity, early)
    start = max(start, frame.first)
    if task is not None:
        if frame.status is not None:
            start = max(start, frame.status)
        start, finish = _constrained(task, start, finish, frame)
        if task.constraint == "MSO" and task.constraint_date is not None:
            start, finish = seconds_of(task.constraint_date), -_NEVER
        elif task.constraint == "MFO" and task.constraint_date is not None:
            end = seconds_of(task.constraint_date)
            return time.back(end, activity.duration), time.advance(end, extra)
    return _span(time, start, finish, duration)


def _after_others(activity: Activity, early: Dates) -> tuple[int, int]:
    """Return before which instants an activity may not start, nor finish, for its links."""
    start = finish = -_NEVER
    for lead in activity.before:
        source = early[lead.source][lead.kind in {"FS", "FF"}]
        if lead.lag:
            source = lead.time.advance(source, lead.lag)
        if lead.kind in {"FS", "SS"}:
            start = max(start, source)
        else:
            finish = max(finish, source)
    return start, finish


def _constrained(task: Task, start: int, finish: int, frame: Frame) -> tuple[int, int]:
    """Return the same under what the file says of the task."""
    bound = None if task.constraint_date is None else seconds_of(task.constraint_date)
    if bound is not None and task.constraint == "SNET":
        start = max(start, bound)
    elif bound is not None and task.constraint == "FNET":
        finish = max(finish, bound)
    if frame.as_planned and task.start is not None and task.constraint != "ALAP":
        start = max(start, seconds_of(task.start))
    return start, finish


def _stated(activity: Activity, task: Task, frame: Frame, extra: int) -> tuple[int, int] | None:
    """Return the dates of a task that began, or whose dates were typed; None for others."""
    if activity.is_free:
        return None
    begun = task.actual_start or task.start or task.actual_finish
    ended = task.actual_finish or task.finish or begun
    if begun is None or ended is None:
        return None
    start, finish = seconds_of(begun), seconds_of(ended)
    if activity.is_done:
        return start, finish
    if frame.status is not None and not task.manual and finish < frame.status:
        rest = task.remaining_minutes or Decimal(0)
        finish = activity.time.advance(frame.status, int(rest * 60))
    return start, activity.time.advance(finish, extra)


def _span(time: WorkingTime, start: int, finish: int, duration: int) -> tuple[int, int]:
    """Return start and finish of a task that may not start, nor finish, before given instants."""
    if not duration:
        instant = max(start, finish)
        return instant, instant
    worked = time.worked(start)
    if finish > start:
        worked = max(worked, time.worked(finish) - duration)
    return time.start_at(worked), time.finish_at(worked + duration)
