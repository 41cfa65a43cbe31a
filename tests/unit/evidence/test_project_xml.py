"""What is read of a schedule in MS Project XML."""

from datetime import datetime
from decimal import Decimal

import pytest

from gates.evidence.content import Schedule
from tests.unit.evidence.documents import content, found

NAMESPACE = 'xmlns="http://schemas.microsoft.com/project"'


def plan(tasks: str, *, more: str = "", namespace: str = NAMESPACE) -> bytes:
    return (
        f"<?xml version='1.0'?><Project {namespace}><Title>Four</Title>"
        "<CurrencyCode>EUR</CurrencyCode><StatusDate>2026-03-31T17:00:00</StatusDate>"
        "<MinutesPerDay>420</MinutesPerDay><Tasks>"
        "<Task><UID>0</UID><ID>0</ID><Name>Four</Name><Summary>1</Summary></Task>"
        f"{tasks}</Tasks>{more}</Project>"
    ).encode()


def read(tasks: str, *, more: str = "", namespace: str = NAMESPACE) -> Schedule:
    schedule = content(plan(tasks, more=more, namespace=namespace), "plan.xml").schedule
    assert schedule is not None
    return schedule


def task(uid: int, more: str = "") -> str:
    return f"<Task><UID>{uid}</UID><ID>{uid}</ID><Name>T{uid}</Name>{more}</Task>"


def test_a_task_has_its_dates_money_and_slack() -> None:
    schedule = read(
        task(
            7,
            "<WBS>1.2</WBS><OutlineLevel>2</OutlineLevel><Start>2026-01-05T09:00:00</Start>"
            "<Finish>2026-01-09T17:00:00</Finish><Duration>PT35H0M0S</Duration>"
            "<Milestone>0</Milestone><Critical>1</Critical><TotalSlack>-4800</TotalSlack>"
            "<PercentComplete>40</PercentComplete><Cost>352625</Cost><ActualCost>1000</ActualCost>"
            "<Work>PT70H30M0S</Work><ConstraintType>5</ConstraintType>"
            "<ConstraintDate>2026-01-10T00:00:00</ConstraintDate>"
            "<Deadline>2026-01-12T17:00:00</Deadline>"
            "<Baseline><Number>1</Number><Cost>9900</Cost></Baseline>"
            "<Baseline><Number>0</Number><Start>2026-01-04T09:00:00</Start>"
            "<Finish>2026-01-08T17:00:00</Finish><Cost>340000</Cost></Baseline>",
        )
    )
    (one,) = schedule.tasks

    assert (schedule.title, schedule.currency, schedule.minutes_per_day) == ("Four", "EUR", 420)
    assert schedule.status_date == datetime(2026, 3, 31, 17)  # noqa: DTZ001 - Project has no zone
    assert (one.uid, one.wbs, one.level, one.critical) == ("7", "1.2", 2, True)
    assert (one.cost, one.baseline_cost, one.actual_cost) == (
        Decimal("3526.25"),
        Decimal(3400),
        Decimal(10),
    )
    assert (one.duration_minutes, one.total_slack_minutes) == (Decimal(2100), Decimal(-480))
    assert one.work == Decimal("70.5")
    assert one.constraint == "SNLT"
    assert one.deadline is not None
    assert one.baseline_finish is not None
    assert (one.deadline.day, one.baseline_finish.day) == (12, 8)


def test_the_root_and_blank_rows_are_counted_as_rows_only() -> None:
    blank = "<Task><UID>3</UID><ID>3</ID><IsNull>1</IsNull></Task><Task><UID>4</UID></Task>"

    schedule = read(task(1) + blank + task(2))

    assert schedule.task_rows == 5
    assert [one.uid for one in schedule.tasks] == ["1", "2"]


@pytest.mark.parametrize(
    ("link", "kind", "lag"),
    [
        ("<Type>0</Type><LinkLag>4800</LinkLag><LagFormat>7</LagFormat>", "FF", 480),
        ("<Type>1</Type><LinkLag>-100</LinkLag>", "FS", -10),
        ("<Type>2</Type>", "SF", 0),
        ("<Type>3</Type><LinkLag>50</LinkLag><LagFormat>19</LagFormat>", "SS", 240),
    ],
    ids=["finish to finish", "a lead", "start to finish", "half of the predecessor"],
)
def test_a_link_has_its_kind_and_its_lag_in_minutes(link: str, kind: str, lag: int) -> None:
    schedule = read(
        task(1, "<Duration>PT8H0M0S</Duration>")
        + task(2, f"<PredecessorLink><PredecessorUID>1</PredecessorUID>{link}</PredecessorLink>")
    )
    (one,) = schedule.links

    assert (one.predecessor, one.successor, one.kind) == ("1", "2", kind)
    assert one.lag_minutes == Decimal(lag)


def test_a_wrapper_around_links_is_no_link_and_a_lost_namespace_is_said() -> None:
    inner = "<PredecessorLink><PredecessorUID>1</PredecessorUID></PredecessorLink>"
    data = plan(
        task(1) + task(2) + task(3, f"<PredecessorLink>{inner}{inner}</PredecessorLink>"),
        namespace="",
    )

    read_plan = found(data, "plan.xml")

    assert read_plan.content.schedule is not None
    assert len(read_plan.content.schedule.links) == 2
    assert read_plan.whole
    assert "namespace" in read_plan.reason["en"]


def test_assignments_name_the_resource_or_nobody() -> None:
    more = (
        "<Resources><Resource><UID>0</UID></Resource>"
        "<Resource><UID>1</UID><Name>Anna</Name></Resource><Resource><UID>2</UID></Resource>"
        "</Resources><Assignments>"
        "<Assignment><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>0.5</Units>"
        "<Work>PT4H0M0S</Work></Assignment>"
        "<Assignment><TaskUID>1</TaskUID><ResourceUID>-65535</ResourceUID></Assignment>"
        "<Assignment><TaskUID>99</TaskUID><ResourceUID>1</ResourceUID></Assignment></Assignments>"
    )

    schedule = read(task(1), more=more)

    assert schedule.resources == ("Anna",)
    assert [(one.task, one.resource, one.units) for one in schedule.assignments] == [
        ("1", "Anna", Decimal("0.5")),
        ("1", "", None),
    ]


def test_nonsense_in_a_field_is_no_value_and_no_fault() -> None:
    schedule = read(
        task(
            1,
            "<Start>soon</Start><Cost>a lot</Cost><Duration>P</Duration><Work>PT</Work>"
            "<ConstraintType>99</ConstraintType><OutlineLevel>1e9999</OutlineLevel>"
            "<PercentComplete>NaN</PercentComplete>",
        )
    )
    (one,) = schedule.tasks

    assert (one.start, one.cost, one.duration_minutes, one.work) == (None, None, None, None)
    assert (one.constraint, one.level, one.percent_complete) == ("", 1, None)
