"""Working time: how much of it lies between two instants, and when some of it is used up.

Instants are whole seconds since midnight of day 0 of the common calendar (``datetime.toordinal``),
so that a schedule of thousands of tasks is computed with whole numbers only.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from typing_extensions import override

from gates.evidence.content import Calendar, Schedule

DAY = 86_400
_MINUTE = 60
_CHUNK = 512
_MOST_DAYS = 60_000
_MOST_EXCEPTIONS = 20_000
_BREAK_FROM = 360
"""A working day of more minutes has a break at noon."""

Spans = tuple[tuple[int, int], ...]


def seconds_of(moment: datetime) -> int:
    """Return an instant as seconds."""
    return moment.toordinal() * DAY + moment.hour * 3_600 + moment.minute * _MINUTE + moment.second


def moment_of(seconds: int) -> datetime:
    """Return seconds as an instant; the first or the last one there is, beyond them."""
    days, rest = divmod(seconds, DAY)
    return datetime.fromordinal(min(max(days, 1), 3_652_059)) + timedelta(seconds=rest)


def office_week(minutes_per_day: int) -> tuple[Spans, ...]:
    """Return five days of so many minutes from eight o'clock, with a break of an hour at noon."""
    minutes = min(max(minutes_per_day, 1), 1_440)
    if minutes > 900:  # noqa: PLR2004 - shifts round the clock, whose day ends at midnight
        day: Spans = ((0, minutes),)
    elif minutes <= _BREAK_FROM:
        day = ((480, 480 + minutes),)
    else:
        day = ((480, 720), (780, 540 + minutes))
    return (day,) * 5 + ((), ())


def _in_seconds(spans: Spans) -> Spans:
    return tuple((start * _MINUTE, end * _MINUTE) for start, end in spans)


class WorkingTime:
    """Hours of a week from Monday, and days that differ, from a first day on."""

    def __init__(self, week: Sequence[Spans], differing: Mapping[int, Spans], first: int) -> None:
        self._week = [_in_seconds(spans) for spans in week]
        if not any(self._week):
            self._week = [_in_seconds(spans) for spans in office_week(480)]
        self._differing = {day: _in_seconds(spans) for day, spans in differing.items()}
        self._first = first
        self._spans: list[Spans] = []
        self._before: list[int] = [0]

    def worked(self, instant: int) -> int:
        """Return the working seconds from the first day to an instant."""
        day, second = divmod(instant, DAY)
        place = day - self._first
        if place < 0:
            return instant - self._first * DAY
        if place >= len(self._spans) and not self._reach(place):
            return self._before[-1] + instant - (self._first + len(self._spans)) * DAY
        total = self._before[place]
        for start, end in self._spans[place]:
            if second <= end:
                return total + second - start if second > start else total
            total += end - start
        return total

    def finish_at(self, worked: int) -> int:
        """Return the first instant by which so much has been worked: where a task ends."""
        return self._at(worked, ends=True)

    def start_at(self, worked: int) -> int:
        """Return the last instant by which no more has been worked: where a task starts."""
        return self._at(worked, ends=False)

    def advance(self, instant: int, seconds: int) -> int:
        """Return the instant by which so much more has been worked."""
        return self.finish_at(self.worked(instant) + seconds) if seconds else instant

    def back(self, instant: int, seconds: int) -> int:
        """Return the last instant from which so much can be worked until another."""
        return self.start_at(self.worked(instant) - seconds) if seconds else instant

    def _at(self, worked: int, *, ends: bool) -> int:
        if worked < 0 or (ends and worked == 0):
            return self._first * DAY + worked
        while self._before[-1] <= worked:
            if not self._reach(len(self._spans)):
                return (self._first + len(self._spans)) * DAY + worked - self._before[-1]
        place = (bisect_left if ends else bisect_right)(self._before, worked) - 1
        rest = worked - self._before[place]
        for start, end in self._spans[place]:
            length = end - start
            if rest < length or (ends and rest == length):
                return (self._first + place) * DAY + start + rest
            rest -= length
        return (self._first + place + 1) * DAY

    def _reach(self, place: int) -> bool:
        """Lay out days until there is the one at a place; tell whether there is."""
        if place >= _MOST_DAYS:
            return False
        total = self._before[-1]
        for day in range(len(self._spans), (place // _CHUNK + 1) * _CHUNK):
            ordinal = self._first + day
            spans = self._differing.get(ordinal)
            if spans is None:
                spans = self._week[(ordinal - 1) % 7]
            self._spans.append(spans)
            for start, end in spans:
                total += end - start
            self._before.append(total)
        return True


class Elapsed(WorkingTime):
    """Time that runs through nights and weekends."""

    def __init__(self) -> None:
        super().__init__(office_week(480), {}, 0)

    @override
    def worked(self, instant: int) -> int:
        """Return the instant itself: each second counts."""
        return instant

    @override
    def _at(self, worked: int, *, ends: bool) -> int:
        del ends
        return worked


ELAPSED = Elapsed()


def working_times(schedule: Schedule, first: int) -> dict[str, WorkingTime]:
    """Return the calendars of a schedule by their keys, and under "" the one of the project."""
    usual = office_week(schedule.minutes_per_day)
    stated = {calendar.key: calendar for calendar in schedule.calendars}
    found: dict[str, WorkingTime] = {}
    for calendar in schedule.calendars:
        base = stated.get(calendar.base)
        week = calendar.week or (base.week if base else ()) or usual
        differing = {**(_differing(base) if base else {}), **_differing(calendar)}
        found[calendar.key] = WorkingTime(week, differing, first)
    project = found.get(schedule.calendar) if schedule.calendar else None
    return {**found, "": project or WorkingTime(usual, {}, first)}


def _differing(calendar: Calendar) -> dict[int, Spans]:
    found: dict[int, Spans] = {}
    for each in calendar.exceptions:
        for day in range(each.first.toordinal(), each.last.toordinal() + 1):
            if len(found) >= _MOST_EXCEPTIONS:
                return found
            found[day] = each.hours
    return found
