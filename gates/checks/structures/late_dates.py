"""The backward pass of the critical path method: when each activity must start and finish."""

from collections.abc import Iterator

from gates.checks.structures.activity_graph import Activity, Graph
from gates.checks.structures.early_dates import Dates, Frame
from gates.checks.structures.working_time import seconds_of

_NEVER = 1 << 62

Why = int | str
"""What bounds an activity from behind: another activity by its place, or a kind of date."""


def late_dates(graph: Graph, frame: Frame, early: Dates) -> tuple[Dates, list[Why]]:
    """Return the latest dates that delay neither the end nor any bound, and what bounds each."""
    end = frame.must_finish
    if end is None:
        end = max((finish for _, finish in early), default=frame.first)
    late = [(end, end)] * len(graph.activities)
    why: list[Why] = ["end"] * len(graph.activities)
    for place in reversed(graph.order):
        late[place], why[place] = _latest(graph, place, early, late, end)
    return late, why


def _latest(
    graph: Graph, place: int, early: Dates, late: Dates, end: int
) -> tuple[tuple[int, int], Why]:
    activity = graph.activities[place]
    time = activity.time
    start: tuple[int, Why] = (_NEVER, "end")
    finish: tuple[int, Why] = (end, "end")
    bounds = [*_by_others(graph, activity, late), *_by_dates(activity)]
    for is_start, instant, why in bounds:
        if is_start and instant < start[0]:
            start = (instant, why)
        elif not is_start and instant < finish[0]:
            finish = (instant, why)
    duration = _length(activity, early[place])
    latest = time.back(finish[0], duration)
    if start[0] < latest:
        return (start[0], time.advance(start[0], duration)), start[1]
    return (latest, finish[0]), finish[1]


def _by_others(graph: Graph, activity: Activity, late: Dates) -> Iterator[tuple[bool, int, Why]]:
    """Yield whether a bound is one of the start, the instant, and which activity sets it."""
    for lead in activity.after:
        if graph.activities[lead.target].is_done:
            continue
        target = late[lead.target][lead.kind in {"FF", "SF"}]
        if lead.lag:
            target = lead.time.back(target, lead.lag)
        yield lead.kind in {"SS", "SF"}, target, lead.target


def _by_dates(activity: Activity) -> Iterator[tuple[bool, int, Why]]:
    task = activity.task
    if task is None or activity.is_done:
        return
    if task.deadline is not None:
        yield False, seconds_of(task.deadline), "deadline"
    if task.constraint_date is not None and task.constraint in {"MSO", "MFO", "SNLT", "FNLT"}:
        is_start = task.constraint in {"MSO", "SNLT"}
        yield is_start, seconds_of(task.constraint_date), task.constraint


def _length(activity: Activity, early: tuple[int, int]) -> int:
    """Return the working time that a task takes, by its dates where it began."""
    if activity.is_free:
        return activity.duration
    start, finish = early
    return max(0, activity.time.worked(finish) - activity.time.worked(start))
