"""Working time over clocks that are moved, holidays and weekends, in six zones."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.working_time import (
    after_working,
    at_share,
    shifted,
    wall_instant,
    working_time,
)

ZONES = (
    "Europe/Paris",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Asia/Kolkata",
    "Pacific/Apia",
)
"""Clocks put forward by an hour and by half of one, in both halves of the year, and never."""


def utc(*parts: int) -> datetime:
    year, month, day, hour, minute = parts
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


NOBODY = frozenset[date]()
DAY = timedelta(hours=9)


@pytest.mark.parametrize(
    ("zone", "day", "hour", "instant"),
    [
        # The hour does not exist: as far behind the end of the gap as it lies behind its start.
        ("Europe/Paris", date(2026, 3, 29), time(2, 30), utc(2026, 3, 29, 1, 30)),
        ("America/New_York", date(2026, 3, 8), time(2, 30), utc(2026, 3, 8, 7, 30)),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), utc(2026, 10, 3, 15, 45)),
        # The hour comes twice: the first one.
        ("Europe/Paris", date(2026, 10, 25), time(2, 30), utc(2026, 10, 25, 0, 30)),
        ("America/New_York", date(2026, 11, 1), time(1, 30), utc(2026, 11, 1, 5, 30)),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), utc(2026, 4, 4, 14, 45)),
        ("America/Santiago", date(2026, 4, 4), time(23, 30), utc(2026, 4, 5, 2, 30)),
        # No change at all.
        ("Asia/Kolkata", date(2026, 3, 29), time(2, 30), utc(2026, 3, 28, 21, 0)),
        ("Pacific/Apia", date(2026, 3, 29), time(2, 30), utc(2026, 3, 28, 13, 30)),
    ],
)
@pytest.mark.gate_rule(32)
def test_a_wall_clock_names_one_instant_also_where_it_is_moved(
    zone: str, day: date, hour: time, instant: datetime
) -> None:
    assert wall_instant(day, hour, zone) == instant


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("month", [3, 4, 9, 10, 11])
def test_a_week_has_forty_five_hours_of_work_whatever_the_clock_does(zone: str, month: int) -> None:
    for first in range(1, 29):
        start = wall_instant(date(2026, month, first), time(0), zone)
        end = wall_instant(date(2026, month, first) + timedelta(days=7), time(0), zone)

        assert working_time(start, end, zone=zone, holidays=NOBODY) == 5 * DAY


def test_the_night_of_the_change_lies_between_two_whole_days() -> None:
    friday = datetime(2026, 3, 27, 17, 0, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)

    due = after_working(friday, timedelta(hours=2), zone="Europe/Paris", holidays=NOBODY)

    assert due == datetime(2026, 3, 30, 8, 0, tzinfo=UTC)  # Monday at ten, in summer time
    assert due - friday == timedelta(hours=64)  # one hour less than in other weeks


def test_a_holiday_and_the_29th_of_february_are_counted_as_they_are() -> None:
    holidays = frozenset({date(2028, 2, 28)})
    monday = datetime(2028, 2, 28, 9, 0, tzinfo=UTC)

    due = after_working(monday, DAY, zone="UTC", holidays=holidays)

    assert due == datetime(2028, 2, 29, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "days", "found"),
    [
        (date(2026, 3, 22), -3, date(2026, 3, 18)),
        (date(2026, 3, 22), 1, date(2026, 3, 24)),
        (date(2026, 3, 23), 0, date(2026, 3, 23)),
        (date(2026, 3, 23), -1, date(2026, 3, 20)),
    ],
)
def test_days_are_counted_back_and_forth_over_weekends(day: date, days: int, found: date) -> None:
    assert shifted(day, days, NOBODY) == found


def test_a_calendar_without_working_days_ends_all_the_same() -> None:
    class Always:
        def __contains__(self, _day: object) -> bool:
            return True

    start = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

    assert after_working(start, DAY, zone="UTC", holidays=Always()) > start
    end = start + timedelta(days=10)
    assert at_share(start, end, 50, zone="UTC", holidays=Always()) == start + timedelta(days=5)


INSTANTS = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001 - hypothesis wants it so
    datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
SPANS = st.timedeltas(timedelta(0), timedelta(days=60))


@given(start=INSTANTS, span=SPANS, zone=st.sampled_from(ZONES))
def test_after_and_between_are_each_others_inverse(
    start: datetime, span: timedelta, zone: str
) -> None:
    end = after_working(start, span, zone=zone, holidays=NOBODY)

    assert working_time(start, end, zone=zone, holidays=NOBODY) == span


@given(start=INSTANTS, one=SPANS, two=SPANS, zone=st.sampled_from(ZONES))
def test_what_is_due_earlier_stays_due_earlier_when_the_clock_stood_still(
    start: datetime, one: timedelta, two: timedelta, zone: str
) -> None:
    first, second = sorted((one, two))

    assert after_working(start, first, zone=zone, holidays=NOBODY) <= after_working(
        start, second, zone=zone, holidays=NOBODY
    )


@given(start=INSTANTS, span=SPANS, zone=st.sampled_from(ZONES))
def test_reminders_lie_in_order_between_the_question_and_its_end(
    start: datetime, span: timedelta, zone: str
) -> None:
    end = start + span
    found = [at_share(start, end, share, zone=zone, holidays=NOBODY) for share in (50, 80, 100)]

    assert start <= found[0] <= found[1] <= found[2] <= end
