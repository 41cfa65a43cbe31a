"""The critical path method: early and late dates, slack, and what bounds each task.

The forward pass honours links of all kinds with lags, constraints, actual dates and the status
date; the backward pass honours the end of the project, deadlines and constraints. Must dates
stand whatever leads to them, as planning programs do it, so that what comes before them loses
slack.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from gates.checks.structures.activity_graph import Graph, Lead, graph_of, has_begun
from gates.checks.structures.early_dates import Frame, early_dates
from gates.checks.structures.late_dates import late_dates
from gates.checks.structures.working_time import (
    WorkingTime,
    moment_of,
    seconds_of,
    working_times,
)
from gates.evidence.content import Schedule

_YEAR = 366
_FIRST_DAY = datetime(2000, 1, 3, 8)  # noqa: DTZ001 - local time, for plans without any date


@dataclass(frozen=True, slots=True)
class Bound:
    """What bounds a task from behind: a deadline, a constraint, or the end of the project."""

    uid: str
    kind: str
    day: datetime | None


@dataclass(frozen=True, slots=True)
class Timing:
    """When a task can start and finish at the earliest and at the latest.

    ``slack_minutes`` is working time by the task's calendar, None for what is finished.
    """

    start: datetime
    finish: datetime
    late_start: datetime
    late_finish: datetime
    slack_minutes: Decimal | None


class CriticalPath:
    """The computed dates of a schedule.

    ``as_planned`` takes the dates that the file states as the earliest ones: what was planned
    later than the links demand stays there. Nothing is computed where tasks wait for each other
    in a circle: ``circle`` then names them, and those behind them.
    """

    def __init__(self, schedule: Schedule, *, as_planned: bool = True) -> None:
        self._schedule = schedule
        moments = [task.start for task in schedule.tasks if task.start is not None]
        if schedule.start is not None and len(moments) < len(schedule.tasks):
            moments.append(schedule.start)
        first = min(moments, default=_FIRST_DAY)
        # Negative slack may reach back before the first task.
        self._times = working_times(schedule, max(1, first.toordinal() - _YEAR))
        self.graph: Graph = graph_of(
            schedule.tasks, schedule.links, self._times, as_planned=as_planned
        )
        self.circle = self.graph.circle
        status, must = schedule.status_date, schedule.must_finish
        self._frame = Frame(
            first=seconds_of(first),
            status=None if status is None else seconds_of(status),
            must_finish=None if must is None else seconds_of(must),
            as_planned=as_planned,
        )
        self._early = early_dates(self.graph, self._frame)
        self._late, self._why = late_dates(self.graph, self._frame, self._early)

    @property
    def usual(self) -> WorkingTime:
        """The working time of the project."""
        return self._times[""]

    @property
    def finish(self) -> datetime | None:
        """When the project finishes at the earliest, or None for a schedule without tasks."""
        last = _last(self._early)
        return None if last is None or self.circle else moment_of(last)

    def finish_delayed(self, uid: str, days: int, *, of: str = "") -> Decimal | None:
        """Return by how many working days the finish moves when one task takes so many more.

        With ``of``, it is the finish of that task which is looked at, not that of the project.
        """
        place, seen = self.graph.place.get(uid), self.graph.place.get(of)
        if self.circle or place is None or (of and seen is None):
            return None
        minutes = self._schedule.minutes_per_day
        later = early_dates(self.graph, self._frame, {place: days * minutes * 60})
        before, after = (
            _last(dates if seen is None else [dates[seen]]) or 0 for dates in (self._early, later)
        )
        moved = self.usual.worked(after) - self.usual.worked(before)
        return Decimal(moved) / (60 * minutes)

    def timing(self, uid: str) -> Timing | None:
        """Return the dates of a task, or None where it is not computed."""
        place = self.graph.place.get(uid)
        if place is None or self.circle:
            return None
        (start, finish), (late_start, late_finish) = self._early[place], self._late[place]
        return Timing(
            moment_of(start),
            moment_of(finish),
            moment_of(late_start),
            moment_of(late_finish),
            self._slack(place),
        )

    def slack(self, uid: str) -> Decimal | None:
        """Return the slack of a task in minutes of working time, None where it is finished."""
        place = self.graph.place.get(uid)
        return None if place is None or self.circle else self._slack(place)

    def is_critical(self, uid: str) -> bool:
        """Tell whether a task has no slack beyond the limit of the schedule."""
        slack = self.slack(uid)
        return slack is not None and slack <= self._schedule.critical_slack_minutes

    def gap(self, lead: Lead) -> int:
        """Return the working seconds between what a link asks of an activity and its dates."""
        source = self._early[lead.source][lead.kind in {"FS", "FF"}]
        target = self._early[lead.target][lead.kind in {"FF", "SF"}]
        time = self.graph.activities[lead.target].time
        return time.worked(target) - time.worked(lead.time.advance(source, lead.lag))

    def bound(self, uid: str) -> Bound | None:
        """Return what a task's slack runs up against, through all that follows it."""
        place = self.graph.place.get(uid)
        if place is None or self.circle:
            return None
        while isinstance(why := self._why[place], int):
            place = why
        activity = self.graph.activities[place]
        day = None
        if why == "deadline" and activity.task is not None:
            day = activity.task.deadline
        elif why != "end" and activity.task is not None:
            day = activity.task.constraint_date
        elif self._schedule.must_finish is not None:
            return Bound("", "must finish", self._schedule.must_finish)
        return Bound(activity.uid, why, day)

    def _slack(self, place: int) -> Decimal | None:
        activity = self.graph.activities[place]
        task, time = activity.task, activity.time
        if task is None or activity.is_done:
            return None
        (start, finish), (late_start, late_finish) = self._early[place], self._late[place]
        slack = time.worked(late_finish) - time.worked(finish)
        if not has_begun(task):
            slack = min(slack, time.worked(late_start) - time.worked(start))
        if task.constraint == "ALAP":
            slack = min(slack, 0)
        return Decimal(slack) / 60


def _last(dates: list[tuple[int, int]]) -> int | None:
    return max((finish for _, finish in dates), default=None)
