"""COST-12: the time-phased curve is whole and fits the schedule."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import pytest

from domain.finding import Fact, Outcome
from gates.checks.check import Verdict
from gates.checks.structures.periods import gaps, period_of
from gates.evidence.content import Reading, Schedule, Table, Task
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import cell, sheet

PLAN = sheet(
    [
        ["WBS", "Item", "Cost (EUR)"],
        ["1", "Design", 30_000],
        ["2", "Build", 60_000],
        ["", "Total of the work", 90_000],
        ["", "Contingency", 9_000],
        ["", "Cost baseline", 99_000],
        ["", "Management reserve", 5_000],
        ["", "Total budget", 104_000],
    ],
    "Budget",
)
HEAD = ["Month", "Work (EUR)", "Contingency (EUR)", "Total of the month (EUR)", "Cumulative (EUR)"]
MONTHS: tuple[tuple[object, ...], ...] = (
    ("2027-01", 20_000, 2_000, 22_000, 22_000),
    ("2027-02", 30_000, 3_000, 33_000, 55_000),
    ("2027-03", 0, 0, 0, 55_000),
    ("2027-04", 40_000, 4_000, 44_000, 99_000),
)


def task(uid: str, wbs: str, name: str, start: date, finish: date) -> Task:
    first = datetime(start.year, start.month, start.day)  # noqa: DTZ001 - schedules hold local time
    last = datetime(finish.year, finish.month, finish.day)  # noqa: DTZ001 - as above
    return Task(uid=uid, wbs=wbs, name=name, start=first, finish=last)


def schedule(
    start: date = date(2027, 1, 4), finish: date = date(2027, 4, 20), cost: str = "90000"
) -> Reading:
    """A schedule of two tasks with the cost of its baseline."""
    tasks = (
        task("1", "1", "Design", start, date(2027, 2, 10)),
        task("2", "2", "Build", date(2027, 2, 11), finish),
    )
    fact = Fact(name="baseline_cost", value=cost, unit="EUR", document="plan.xml", location="")
    return reading("plan.xml", "schedule", schedule=Schedule(tasks=tasks), facts=[fact])


def said(
    *tables: Table, others: Sequence[Reading] = (), plan: Table | None = PLAN, **settings: object
) -> tuple[Verdict, ...]:
    sheets = [*tables, *([plan] if plan else [])]
    budget = reading("budget.xlsx", "cost", *sheets)
    return answers("COST-12", "cost-baseline", budget, *others, settings=settings)


def curve(*rows: Sequence[object], head: Sequence[object] = HEAD) -> Table:
    return sheet([head, *rows], "Curve")


def changed(row: int, place: int, value: object) -> list[list[object]]:
    rows = [list(each) for each in MONTHS]
    rows[row][place] = value
    return rows


def test_a_whole_curve_passes() -> None:
    (verdict,) = said(curve(*MONTHS), others=[schedule()])

    assert verdict.outcome is Outcome.PASS
    assert verdict.found["en"] == "4 periods from 2027-01 to 2027-04, 99,000 in all"


def test_a_month_left_out_is_told() -> None:
    rows = [MONTHS[0], MONTHS[1], MONTHS[3]]

    verdicts = said(curve(*rows))

    assert places(verdicts) == ["Curve!B4"]
    assert verdicts[0].found["en"] == ("2027-04 follows 2027-02: the periods are not contiguous")


def test_a_running_sum_that_falls_is_told() -> None:
    assert "Curve!E4" in places(said(curve(*changed(2, 4, 50_000))))


def test_a_running_sum_that_leaves_its_periods_is_told() -> None:
    verdicts = said(curve(*changed(1, 4, 54_000)))

    assert places(verdicts) == ["Curve!E3"]
    assert verdicts[0].found["en"] == "running sum 54,000, the periods so far make 55,000"


def test_a_curve_that_does_not_come_to_the_budget_is_told() -> None:
    rows = [*MONTHS[:3], ("2027-04", 50_000, 4_000, 54_000, 109_000)]

    assert places(said(curve(*rows))) == ["Curve!A1"]


def test_the_management_reserve_is_not_in_the_curve() -> None:
    rows = [*MONTHS[:3], ("2027-04", 45_000, 4_000, 49_000, 104_000)]

    assert places(said(curve(*rows))) == ["Curve!A1"]


def test_a_stated_total_is_the_sum_of_its_periods() -> None:
    right = ["Total", 90_000, 9_000, 99_000, ""]
    wrong = ["Total", 91_000, 9_000, 99_000, ""]

    assert outcomes(said(curve(*MONTHS, right))) == {Outcome.PASS}
    assert places(said(curve(*MONTHS, wrong))) == ["Curve!B6"]


@pytest.mark.parametrize(
    ("start", "finish", "cell_told"),
    [
        pytest.param(date(2027, 1, 31), date(2027, 4, 20), None, id="on the last day of a month"),
        pytest.param(date(2027, 2, 1), date(2027, 4, 20), "Curve!D2", id="before the start"),
        pytest.param(date(2027, 1, 4), date(2027, 2, 27), None, id="within the time to pay"),
        pytest.param(date(2027, 1, 4), date(2027, 1, 20), "Curve!D5", id="long after the end"),
    ],
)
def test_costs_fall_within_the_schedule(start: date, finish: date, cell_told: str | None) -> None:
    only = task("1", "9", "All", start, finish)
    plan = reading("plan.xml", "schedule", schedule=Schedule(tasks=(only,)))

    assert places(said(curve(*MONTHS), others=[plan])) == ([cell_told] if cell_told else [])


def test_the_time_to_pay_is_a_setting() -> None:
    only = task("1", "9", "All", date(2027, 1, 4), date(2027, 2, 27))
    plan = reading("plan.xml", "schedule", schedule=Schedule(tasks=(only,)))

    assert places(said(curve(*MONTHS), others=[plan], payment_lag_days=10)) == ["Curve!D5"]


ACROSS = ["WBS", "Work package", "Jan 2027", "Feb 2027", "Mar 2027", "Apr 2027", "Total (EUR)"]


def accounts(*rows: Sequence[object]) -> Table:
    return sheet([ACROSS, *rows, ["", "Total", 20_000, 30_000, 0, 40_000, 90_000]], "Curve")


def test_accounts_by_month_fall_within_their_tasks() -> None:
    design = ["1", "Design", 20_000, 10_000, 0, 0, 30_000]
    build = ["2", "Build", 0, 20_000, 0, 40_000, 60_000]
    early = ["2", "Build", 1, 19_999, 0, 40_000, 60_000]

    assert outcomes(said(accounts(design, build), others=[schedule()])) == {Outcome.PASS}
    assert places(said(accounts(design, early), others=[schedule()])) == ["Curve!C3"]


def test_an_account_whose_months_do_not_make_its_sum_is_told() -> None:
    design = ["1", "Design", 20_000, 10_000, 0, 0, 31_000]
    build = ["2", "Build", 0, 20_000, 0, 40_000, 60_000]

    verdicts = said(accounts(design, build))

    assert places(verdicts) == ["Curve!G2"]
    assert verdicts[0].found["en"] == "Design: 31,000 stated, the periods make 30,000"


@pytest.mark.parametrize(
    ("cost", "outcome"),
    [
        pytest.param("90000", Outcome.PASS, id="the work"),
        pytest.param("99000", Outcome.PASS, id="the baseline"),
        pytest.param("84000", Outcome.FAIL, id="another cost"),
    ],
)
def test_the_baseline_of_the_schedule_costs_what_the_plan_says(cost: str, outcome: Outcome) -> None:
    verdicts = said(curve(*MONTHS), others=[schedule(cost=cost)])

    assert outcomes(verdicts) == {outcome}
    if outcome is Outcome.FAIL:
        assert verdicts[0].document == "plan.xml"


def test_without_a_curve_or_a_budget_nothing_can_be_told() -> None:
    assert outcomes(said()) == {Outcome.CANNOT_TELL}
    assert outcomes(said(curve(*MONTHS), plan=None)) == {Outcome.CANNOT_TELL}


def test_quarters_in_french_with_decimal_commas_are_read() -> None:
    head = ["Trimestre", "Dépenses (EUR)", "Cumul (EUR)"]
    rows = [["T4 2026", "30 000,00", "30 000,00"], ["T1 2027", "60 000,00", "90 000,00"],
            ["T3 2027", "9 000,00", "99 000,00"]]  # fmt: skip
    table = sheet([["Échéancier"], [], head, *rows], "Curve")

    verdicts = said(table)

    assert places(verdicts) == ["Curve!B6"]
    assert verdicts[0].found["fr"].startswith("T3 2027 suit T1 2027")


@pytest.mark.parametrize(
    ("text", "unit", "first"),
    [
        ("2027-03", "month", date(2027, 3, 1)),
        ("03/2027", "month", date(2027, 3, 1)),
        ("mars 2027", "month", date(2027, 3, 1)),
        ("Mar 27", "month", date(2027, 3, 1)),
        ("März 2027", "month", date(2027, 3, 1)),
        ("Q2 2027", "quarter", date(2027, 4, 1)),
        ("2027 Q2", "quarter", date(2027, 4, 1)),
        ("2027", "year", date(2027, 1, 1)),
        ("M7", "number", None),
        ("Juin", "month of no year", None),
        ("Design", "", None),
    ],
)
def test_periods_are_read_as_people_write_them(text: str, unit: str, first: date | None) -> None:
    found = period_of(cell(text, "A1"))

    assert (found.unit if found else "") == unit
    assert (found.first if found else None) == first


def test_december_is_followed_by_january() -> None:
    names = ["Nov", "Dec", "Jan", "Mar"]
    periods = [found for name in names if (found := period_of(cell(name, "A1")))]

    assert [(one.label, other.label) for one, other in gaps(periods)] == [("Jan", "Mar")]
    assert Decimal(len(periods)) == len(names)
