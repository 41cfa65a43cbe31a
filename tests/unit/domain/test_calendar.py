from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.calendar import add_working_days, due_at

CHRISTMAS = frozenset({date(2026, 12, 25)})


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        pytest.param(date(2026, 11, 24), 1, date(2026, 11, 25), id="the next day"),
        pytest.param(date(2026, 11, 27), 1, date(2026, 11, 30), id="over a weekend"),
        pytest.param(date(2026, 12, 24), 1, date(2026, 12, 28), id="over Christmas"),
        pytest.param(date(2026, 11, 28), 0, date(2026, 11, 30), id="a Saturday moves to Monday"),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(day: date, count: int, due: date) -> None:
    assert add_working_days(day, count, CHRISTMAS) == due


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/New_York", "Asia/Tokyo"])
def test_a_due_date_ends_in_the_evening_where_the_person_is(zone: str) -> None:
    opened = datetime(2026, 10, 23, 12, 0, tzinfo=UTC)

    due = due_at(opened, 3, zone=zone, holidays=frozenset())

    assert due.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M") == "2026-10-28 18:00"
