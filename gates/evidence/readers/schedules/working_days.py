"""The working days of a plan: which days of the week and of the calendar count."""

from bisect import bisect_left
from collections.abc import Collection
from datetime import date, timedelta

from gates.evidence.content import Calendar, Hours

_YEARS = range(1900, 2200)
_WEEK = 7
_OFFICE = ((480, 720), (780, 1_020))


class WorkingDays:
    """Counts working days; ``free`` are days off, ``worked`` days at work, ``rest`` weekdays off.

    Weekdays are counted from 0 for Monday; ``yearly`` are days off in each year, as month and
    day.
    """

    def __init__(
        self,
        rest: Collection[int],
        *,
        free: Collection[date] = (),
        worked: Collection[date] = (),
        yearly: Collection[tuple[int, int]] = (),
    ) -> None:
        # A week without any working day would never end a task.
        self._rest = frozenset(rest) if len(set(rest)) < _WEEK else frozenset()
        self._free = frozenset(free)
        self._worked = frozenset(worked)
        self._yearly = frozenset(yearly)
        self._days: list[date] = []
        self._from: date | None = None

    def last(self, start: date, days: int) -> date | None:
        """Return the last day of work that takes this many days, or None beyond all calendars."""
        if days < 1:
            return start
        if start.year not in _YEARS:
            return None
        if self._from is None or start < self._from:
            self._days, self._from = [], start
        first = self._found(start)
        while len(self._days) < first + days:
            if not self._lengthen():
                return None
        return self._days[first + days - 1]

    def as_calendar(self, years: range) -> Calendar:
        """Return the same as a calendar of eight hours a day, its yearly days for some years."""
        off = [day for year in years for day in self._in_year(year)]
        found = dict.fromkeys([*self._free, *off], False) | dict.fromkeys(self._worked, True)
        return Calendar(
            key="1",
            week=tuple(() if day in self._rest else _OFFICE for day in range(_WEEK)),
            exceptions=tuple(
                Hours(first=day, last=day, hours=_OFFICE if works else ())
                for day, works in sorted(found.items())
            ),
        )

    def _in_year(self, year: int) -> list[date]:
        found = []
        for month, day in self._yearly:
            try:
                found.append(date(year, month, day))
            except ValueError:
                continue
        return found

    def _found(self, start: date) -> int:
        while not self._days or self._days[-1] < start:
            if not self._lengthen():
                break
        return bisect_left(self._days, start)

    def _lengthen(self) -> bool:
        """Add the working days of a year more; tell whether there was one."""
        start = self._days[-1] + timedelta(1) if self._days else self._from
        if start is None or start.year not in _YEARS:
            return False
        added = [day for each in range(366) if self._works(day := start + timedelta(each))]
        self._days.extend(added)
        return bool(added)

    def _works(self, day: date) -> bool:
        if day in self._worked:
            return True
        return (
            day.weekday() not in self._rest
            and day not in self._free
            and (day.month, day.day) not in self._yearly
        )
