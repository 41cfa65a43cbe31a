"""Working days: what counts as one where a person works. The holidays are given, not looked up."""

from collections.abc import Container
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SATURDAY = 5
END_OF_DAY = time(18, 0)
"""A due date ends at six in the evening, local time."""


def is_working(day: date, holidays: Container[date]) -> bool:
    """Tell whether a day is neither a weekend nor a holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def add_working_days(day: date, count: int, holidays: Container[date]) -> date:
    """Return the working day that lies ``count`` working days after a day.

    With ``count`` 0 it is the day itself, or the next working day.
    """
    while not is_working(day, holidays):
        day += timedelta(days=1)
    for _ in range(count):
        day += timedelta(days=1)
        while not is_working(day, holidays):
            day += timedelta(days=1)
    return day


def working_days_late(day: date, due: date, holidays: Container[date]) -> int:
    """Return how many working days a day lies after a due date; 0 when it is not late."""
    late = 0
    while due < day:
        due += timedelta(days=1)
        late += is_working(due, holidays)
    return late


def due_at(opened_at: datetime, days: int, *, zone: str, holidays: Container[date]) -> datetime:
    """Return the end of the working day that lies ``days`` working days after an instant."""
    place = ZoneInfo(zone)
    day = add_working_days(opened_at.astimezone(place).date(), days, holidays)
    return datetime.combine(day, END_OF_DAY, tzinfo=place)
