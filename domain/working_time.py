"""Working time: shares of it, spans of it, and wall clocks where the clock is moved (gate rule 32).

A working day lasts from nine to six, local time, on days that are neither weekend nor holiday.
Instants are compared and subtracted in UTC, so that a day of 23 or 25 hours makes no difference.
"""

from collections.abc import Container, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.calendar import END_OF_DAY, add_working_days, is_working

START_OF_DAY = time(9, 0)
NOTHING = timedelta(0)
FAR = timedelta(days=4000)
"""A span of working time is sought no further; a calendar without working days would never end."""


def wall_instant(day: date, hour: time, zone: str) -> datetime:
    """Return the instant, in UTC, at which a wall clock shows a time.

    Where the clock is put forward past it, it is the moment after the gap that lies as far from
    its start; where the clock shows it twice, it is the first.
    """
    local = datetime.combine(day, hour.replace(fold=0), tzinfo=ZoneInfo(zone))
    return local.astimezone(UTC)


def working_time(
    start: datetime, end: datetime, *, zone: str, holidays: Container[date]
) -> timedelta:
    """Return how much working time lies between two instants; none when they are not in order."""
    return sum(
        (
            min(closes, end) - max(opens, start)
            for opens, closes in _days(start, end, zone, holidays)
            if min(closes, end) > max(opens, start)
        ),
        NOTHING,
    )


def after_working(
    start: datetime, span: timedelta, *, zone: str, holidays: Container[date]
) -> datetime:
    """Return the first instant before which a span of working time has passed since another.

    With no span it is the start itself.
    """
    left = span
    if left <= NOTHING:
        return start
    for opens, closes in _days(start, start + FAR, zone, holidays):
        begins = max(opens, start)
        if closes <= begins:
            continue
        if closes - begins >= left:
            return begins + left
        left -= closes - begins
    return start + FAR


def at_share(
    start: datetime, end: datetime, share: int, *, zone: str, holidays: Container[date]
) -> datetime:
    """Return the instant at which so many per cent of the working time between two have passed.

    Where there is no working time between them it is the same share of the span itself.
    """
    whole = working_time(start, end, zone=zone, holidays=holidays)
    if whole <= NOTHING:
        return start + max(end - start, NOTHING) * share / 100
    return min(after_working(start, whole * share / 100, zone=zone, holidays=holidays), end)


def shifted(day: date, days: int, holidays: Container[date]) -> date:
    """Return the working day so many working days after a day, or before it when negative."""
    if days >= 0:
        return add_working_days(day, days, holidays)
    for _ in range(-days):
        day -= timedelta(days=1)
        while not is_working(day, holidays):
            day -= timedelta(days=1)
    return day


def _days(
    start: datetime, end: datetime, zone: str, holidays: Container[date]
) -> Iterator[tuple[datetime, datetime]]:
    """Yield when each working day opens and closes, in UTC, from one instant to another."""
    place = ZoneInfo(zone)
    day, last = start.astimezone(place).date(), end.astimezone(place).date()
    while day <= last:
        if is_working(day, holidays):
            yield wall_instant(day, START_OF_DAY, zone), wall_instant(day, END_OF_DAY, zone)
        day += timedelta(days=1)
