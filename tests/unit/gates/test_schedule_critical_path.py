"""The critical path method: known networks, each kind of link, constraint and calendar."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gates.checks.structures.critical_path import CriticalPath, Timing
from gates.evidence.content import Calendar, Hours, Link, Schedule, Task

MONDAY = datetime.fromisoformat("2027-03-01T08:00")
DAY = Decimal(480)
OFFICE = ((480, 720), (780, 1020))


def task(uid: str, days: float = 1, **more: Any) -> Task:
    return Task(uid=uid, name=uid, duration_minutes=DAY * Decimal(str(days)), **more)


def path(*tasks: Task, links: str = "", **more: Any) -> CriticalPath:
    """A schedule whose links are written ``A-B``, or ``A-B:SS+1`` with a lag in days."""
    found = []
    for each in links.split():
        ends, _, rest = each.partition(":")
        before, after = ends.split("-")
        kind, lag = (rest[:2] or "FS"), rest[2:]
        found.append(
            Link(
                predecessor=before,
                successor=after,
                kind=kind,
                lag_minutes=DAY * Decimal(lag or 0),
            )
        )
    return CriticalPath(Schedule(tasks=tasks, links=tuple(found), **({"start": MONDAY} | more)))


def at(found: CriticalPath, uid: str) -> Timing:
    timing = found.timing(uid)
    assert timing is not None
    return timing


def slack(found: CriticalPath, uid: str) -> Decimal | None:
    minutes = found.slack(uid)
    return None if minutes is None else minutes / DAY


def day(text: str) -> datetime:
    return datetime.fromisoformat(f"2027-03-{text}")


def test_a_chain_of_days_jumps_the_weekend() -> None:
    found = path(task("A", 3), task("B", 4), links="A-B")

    assert (at(found, "A").start, at(found, "A").finish) == (MONDAY, day("03T17:00"))
    assert (at(found, "B").start, at(found, "B").finish) == (day("04T08:00"), day("09T17:00"))
    assert found.finish == day("09T17:00")


def test_the_longest_way_is_critical_and_the_others_have_slack() -> None:
    lengths = {"A": 2, "B": 6, "C": 3, "D": 1, "E": 2}
    tasks = [task(uid, days) for uid, days in lengths.items()]
    found = path(*tasks, links="A-B A-C C-D B-E D-E")

    slacks = {uid: slack(found, uid) for uid in lengths}
    assert slacks == {"A": 0, "B": 0, "C": 2, "D": 2, "E": 0}
    assert [uid for uid in lengths if found.is_critical(uid)] == ["A", "B", "E"]


@pytest.mark.parametrize(
    ("link", "start", "finish"),
    [
        pytest.param("A-B", "03T08:00", "04T17:00", id="finish to start"),
        pytest.param("A-B:FS+1", "04T08:00", "05T17:00", id="with a lag"),
        pytest.param("A-B:FS-1", "02T08:00", "03T17:00", id="with a lead"),
        pytest.param("A-B:SS+1", "02T08:00", "03T17:00", id="start to start"),
        pytest.param("A-B:FF+1", "02T08:00", "03T17:00", id="finish to finish"),
        pytest.param("A-B:SF+3", "02T08:00", "03T17:00", id="start to finish"),
    ],
)
def test_each_kind_of_link(link: str, start: str, finish: str) -> None:
    found = path(task("A", 2), task("B", 2), links=link)

    assert (at(found, "B").start, at(found, "B").finish) == (day(start), day(finish))


def test_links_bound_the_late_dates_too() -> None:
    found = path(task("A"), task("B", 5), task("C", 3), task("D"), links="A-B A-C:SS C-D:FF B-D")

    assert slack(found, "C") == 4
    assert slack(found, "A") == 0


@pytest.mark.parametrize(
    ("kind", "when", "start", "before"),
    [
        pytest.param("SNET", "08T08:00", "08T08:00", 4, id="start no earlier than"),
        pytest.param("FNET", "09T17:00", "09T08:00", 5, id="finish no earlier than"),
        pytest.param("MSO", "01T08:00", "01T08:00", -1, id="must start on"),
        pytest.param("MFO", "01T17:00", "01T08:00", -1, id="must finish on"),
        pytest.param("SNLT", "01T08:00", "02T08:00", -1, id="start no later than"),
        pytest.param("FNLT", "01T17:00", "02T08:00", -1, id="finish no later than"),
    ],
)
def test_each_constraint_moves_a_task_or_takes_slack_before_it(
    kind: str, when: str, start: str, before: int
) -> None:
    bound = task("B", constraint=kind, constraint_date=day(when))
    found = path(task("A"), bound, links="A-B")

    assert at(found, "B").start == day(start)
    assert slack(found, "A") == before


def test_as_late_as_possible_has_no_slack() -> None:
    found = path(task("A", 5), task("B", 1, constraint="ALAP"), task("C"), links="A-C B-C")

    assert slack(found, "B") == 0
    assert at(found, "B").late_start == day("05T08:00")


def test_a_deadline_takes_the_slack_of_all_that_leads_to_it() -> None:
    late = task("B", 3, deadline=day("03T17:00"))
    found = path(task("A", 2), late, links="A-B")

    assert [slack(found, "A"), slack(found, "B")] == [-2, -2]
    bound = found.bound("A")
    assert bound is not None
    assert (bound.uid, bound.kind, bound.day) == ("B", "deadline", day("03T17:00"))


def test_an_imposed_end_takes_slack_from_all() -> None:
    found = path(task("A", 5), must_finish=day("03T17:00"))

    assert slack(found, "A") == -2
    bound = found.bound("A")
    assert bound is not None
    assert bound.kind == "must finish"


def test_work_that_has_not_begun_waits_for_the_status_date() -> None:
    done = task("A", 1, actual_start=MONDAY, actual_finish=day("01T17:00"))
    found = path(done, task("B"), links="A-B", status_date=day("03T17:00"))

    assert at(found, "B").start == day("04T08:00")
    assert slack(found, "A") is None


def test_work_that_runs_keeps_its_start_and_what_is_left_follows_the_status_date() -> None:
    running = task(
        "A",
        5,
        start=MONDAY,
        finish=day("03T17:00"),
        actual_start=MONDAY,
        percent_complete=Decimal(40),
        remaining_minutes=DAY * 2,
    )
    found = path(running, task("B"), links="A-B", status_date=day("05T17:00"))

    assert at(found, "A").finish == day("09T17:00")
    assert at(found, "B").start == day("10T08:00")


def test_an_elapsed_lag_and_an_elapsed_task_run_through_the_weekend() -> None:
    tasks = (task("A", 5), task("B"), task("C", 6, elapsed=True))
    lag = Link(predecessor="A", successor="B", lag_minutes=Decimal(2 * 1440), elapsed=True)
    after = Link(predecessor="A", successor="C")
    found = CriticalPath(Schedule(tasks=tasks, links=(lag, after), start=MONDAY))

    assert at(found, "B").start == day("08T08:00")
    # Six working days of minutes are two days of all hours.
    assert at(found, "C").finish == day("07T17:00")


def test_days_off_and_a_calendar_of_its_own() -> None:
    off = Hours(first=date(2027, 3, 2), last=date(2027, 3, 3))
    usual = Calendar(key="1", week=((OFFICE,) * 5 + ((), ())), exceptions=(off,))
    weekend = Calendar(key="2", week=((), (), (), (), (), OFFICE, OFFICE))
    child = Calendar(key="3", base="1")
    tasks = (task("A", 2), task("B", 2, calendar="2"), task("C", 2, calendar="3"))
    schedule = Schedule(tasks=tasks, start=MONDAY, calendar="1", calendars=(usual, weekend, child))
    found = CriticalPath(schedule)

    assert at(found, "A").finish == at(found, "C").finish == day("04T17:00")
    assert (at(found, "B").start, at(found, "B").finish) == (day("06T08:00"), day("07T17:00"))


def test_a_link_on_a_summary_holds_for_what_is_inside() -> None:
    tasks = (
        task("A", 2),
        Task(uid="S", name="S", summary=True, level=1),
        task("B", 1, level=2),
        task("C", 3, level=2),
        task("D", 1, level=1),
    )
    found = path(*tasks, links="A-S S-D")

    assert at(found, "B").start == at(found, "C").start == day("03T08:00")
    assert at(found, "D").start == day("08T08:00")
    assert slack(found, "B") == 2


def test_what_does_not_count_drives_nothing() -> None:
    tasks = (
        task("A", 9, active=False),
        task("B", 9, external=True),
        task("E", 9, effort=True),
        task("C"),
    )
    found = path(*tasks, links="A-C B-C E-C X-C")

    assert at(found, "C").start == MONDAY
    assert found.timing("E") is None
    assert found.slack("X") is None


def test_a_circle_is_named_and_nothing_is_computed() -> None:
    found = path(task("A"), task("B"), task("C"), links="A-B B-C C-B")

    assert found.circle == ("B", "C")
    assert found.timing("A") is None
    assert found.bound("A") is None
    assert found.finish is None
    assert found.finish_delayed("A", 5) is None


def test_a_schedule_without_tasks_has_no_finish() -> None:
    assert path().finish is None


def test_a_delay_on_the_critical_path_moves_the_finish_as_far() -> None:
    found = path(task("A", 2), task("B", 5), task("C", 1), links="A-B A-C")

    assert found.finish_delayed("A", 500) == 500
    assert found.finish_delayed("C", 3) == 0
    assert found.finish_delayed("C", 10) == 6


def test_an_imposed_date_stops_a_delay() -> None:
    fixed = task("B", constraint="MSO", constraint_date=day("02T08:00"))
    found = path(task("A"), fixed, task("C"), links="A-B B-C")

    moved = found.finish_delayed("A", 500)
    assert moved is not None
    assert moved < 500


def test_planned_dates_that_are_later_than_the_links_demand_stand() -> None:
    planned = task("B", start=day("08T08:00"), finish=day("08T17:00"))
    schedule = Schedule(
        tasks=(task("A"), planned), links=(Link(predecessor="A", successor="B"),), start=MONDAY
    )

    assert at(CriticalPath(schedule), "B").start == day("08T08:00")
    assert at(CriticalPath(schedule, as_planned=False), "B").start == day("02T08:00")


def test_the_length_of_a_task_is_that_of_its_dates_where_it_was_split() -> None:
    split = task("A", 2, start=MONDAY, finish=day("05T17:00"))

    assert at(path(split), "A").finish == day("05T17:00")


def test_days_without_hours_end_with_their_evening() -> None:
    plain = Task(uid="A", name="A", start=day("01"), finish=day("02"))

    assert at(path(plain, start=day("01")), "A").finish == day("02T17:00")


def test_dates_at_the_ends_of_the_calendar_do_not_disturb() -> None:
    odd = task("A", 10**15, start=datetime.fromisoformat("0001-01-01"))
    last = task("B", 3, start=datetime.fromisoformat("9999-12-31"), deadline=MONDAY)
    found = path(odd, last, links="A-B")

    assert found.finish is not None
    assert found.is_critical("B")


@given(
    lengths=st.lists(st.integers(0, 9), min_size=2, max_size=12),
    picks=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=24),
)
def test_slack_is_the_most_that_a_task_can_take_without_moving_the_finish(
    lengths: list[int], picks: list[tuple[int, int]]
) -> None:
    tasks = tuple(task(str(number), days) for number, days in enumerate(lengths))
    links = tuple(
        Link(predecessor=str(one), successor=str(other))
        for one, other in picks
        if one < other < len(lengths)
    )
    found = CriticalPath(Schedule(tasks=tasks, links=links, start=MONDAY))

    assert any(found.is_critical(each.uid) for each in tasks)
    for each in tasks:
        room = slack(found, each.uid)
        assert room is not None
        assert room >= 0
        assert found.finish_delayed(each.uid, int(room)) == 0
        assert found.finish_delayed(each.uid, int(room) + 3) == 3


def test_three_thousand_tasks_in_a_row_are_one_path() -> None:
    count = 3_000
    tasks = tuple(task(str(number)) for number in range(count))
    links = tuple(
        Link(predecessor=str(number), successor=str(number + 1)) for number in range(count - 1)
    )
    found = CriticalPath(Schedule(tasks=tasks, links=links, start=MONDAY))

    assert all(found.is_critical(each.uid) for each in tasks)
    assert found.finish == MONDAY + timedelta(weeks=count // 5 - 1, days=4, hours=9)
