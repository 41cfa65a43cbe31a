"""PEOPLE-26: nobody has more work than time, people are named, there, paid for and trained."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Assignment, Calendar, Hours, Reading, Resource
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.gates.schedules import DAY, at, changed, plan, weekly
from tests.unit.understanding.documents import sheet

CHECK = "PEOPLE-26"


def schedule(*assignments: Assignment, tasks: Any = None, **more: Any) -> Reading:
    return plan(tasks or weekly(), assignments=assignments, **more)


def judged(*documents: Reading, **given: Any) -> tuple[Verdict, ...]:
    return answers(CHECK, "schedule", *documents, **given)


def at_once() -> dict[str, Any]:
    """Two tasks that run in the same week."""
    return changed(weekly(), "2", start=at(0), finish=at(0, 4, 17))


def test_one_task_after_the_other_is_feasible() -> None:
    found = judged(
        schedule(Assignment(task="1", resource="Ana"), Assignment(task="2", resource="Ana"))
    )

    assert outcomes(found) == {Outcome.PASS}
    assert found[0].found["en"].startswith("1 people")


def test_two_tasks_in_one_week_are_too_many() -> None:
    both = (Assignment(task="1", resource="Ana"), Assignment(task="2", resource="Ana"))

    (verdict,) = judged(schedule(*both, tasks=at_once()))

    assert verdict.found["en"] == "Ana has 80 hours of work for 40 in the week of 2027-03-01"
    assert verdict.location in {"UID 1", "UID 2"}


@pytest.mark.parametrize(
    ("units", "outcome"),
    [
        pytest.param("0.5", Outcome.PASS, id="half and half"),
        pytest.param("0.6", Outcome.FAIL, id="more than all"),
    ],
)
def test_units_are_shares_of_the_time(units: str, outcome: Outcome) -> None:
    parts = [Assignment(task=uid, resource="Ana", units=Decimal(units)) for uid in ("1", "2")]

    assert outcomes(judged(schedule(*parts, tasks=at_once()))) == {outcome}


@pytest.mark.parametrize(
    ("hours", "outcome"),
    [
        pytest.param(20, Outcome.PASS, id="forty hours"),
        pytest.param(22, Outcome.FAIL, id="forty-four hours"),
    ],
)
def test_hours_of_work_count_before_units(hours: int, outcome: Outcome) -> None:
    parts = [
        Assignment(task=uid, resource="Ana", units=Decimal(1), work=Decimal(hours))
        for uid in ("1", "2")
    ]

    assert outcomes(judged(schedule(*parts, tasks=at_once()))) == {outcome}


def test_a_team_has_the_time_of_several() -> None:
    parts = [Assignment(task=uid, resource="Masons") for uid in ("1", "2")]
    team = (Resource(name="Masons", most_units=Decimal(2)),)

    assert outcomes(judged(schedule(*parts, tasks=at_once(), staff=team))) == {Outcome.PASS}


def test_machines_and_material_are_not_people() -> None:
    parts = [Assignment(task=uid, resource="Sand") for uid in ("1", "2")]
    sand = (Resource(name="Sand", kind="material"),)

    assert outcomes(judged(schedule(*parts, tasks=at_once(), staff=sand))) == {Outcome.PASS}


def test_days_off_leave_less_time() -> None:
    office = ((480, 720), (780, 1020))
    usual = Calendar(key="1", week=((office,) * 5 + ((), ())))
    away = Calendar(
        key="2", base="1", exceptions=(Hours(first=date(2027, 3, 2), last=date(2027, 3, 4)),)
    )
    work = Assignment(task="1", resource="Ana", work=Decimal(40))
    about: dict[str, Any] = {"calendar": "1", "calendars": (usual, away)}

    there = (Resource(name="Ana", calendar="1"),)
    assert outcomes(judged(schedule(work, staff=there, **about))) == {Outcome.PASS}
    off = (Resource(name="Ana", calendar="2"),)
    (verdict,) = judged(schedule(work, staff=off, **about))
    assert "40 hours of work for 16" in verdict.found["en"]


def test_what_is_over_does_not_count() -> None:
    both = (Assignment(task="1", resource="Ana"), Assignment(task="2", resource="Ana"))
    tasks = changed(at_once(), "1", percent_complete=Decimal(100))

    assert outcomes(judged(schedule(*both, tasks=tasks))) == {Outcome.PASS}
    late = schedule(*both, tasks=at_once(), status_date=at(2))
    assert outcomes(judged(late)) == {Outcome.PASS}


def test_the_method_may_allow_more() -> None:
    both = (Assignment(task="1", resource="Ana"), Assignment(task="2", resource="Ana"))

    assert outcomes(judged(schedule(*both, tasks=at_once()), settings={"most_load": 2})) == {
        Outcome.PASS
    }


@pytest.mark.parametrize("name", ["TBD", "à recruter", "To be hired", "N.N.", "Vacant (analyst)"])
def test_somebody_is_named_for_the_next_months(name: str) -> None:
    nobody = Assignment(task="2", resource=name)

    assert places(judged(schedule(nobody))) == ["UID 2"]
    far = judged(schedule(nobody), settings={"next_days": 3})
    assert Outcome.FAIL not in outcomes(far)


def test_a_name_that_begins_alike_is_a_name() -> None:
    assert outcomes(judged(schedule(Assignment(task="2", resource="N. Nguyen")))) == {Outcome.PASS}


def team(*rows: list[object], header: list[object] | None = None) -> Reading:
    names = header or ["Person", "Role", "Start", "End", "Effort (days)"]
    return reading("team.xlsx", "resources", sheet([["Team"], names, *rows]))


def test_people_are_there_while_their_tasks_run() -> None:
    work = Assignment(task="3", resource="Ana Roy")
    row: list[object] = ["Ana Roy", "Analyst", at(0).date(), at(9).date(), 10]

    assert outcomes(judged(schedule(work), team(row))) == {Outcome.PASS}
    row[2] = at(2, 2).date()
    assert places(judged(schedule(work), team(row))) == ["Feuil1!C3"]
    row[2:4] = [at(0).date(), at(2, 2).date()]
    (verdict,) = judged(schedule(work), team(row))
    assert verdict.found["en"] == "Ana Roy leaves on 2027-03-17, before Work 3 ends"


def test_a_role_of_the_next_months_has_a_name() -> None:
    given: list[object] = ["", "Analyst", at(2).date(), at(9).date(), 10]
    other: list[object] = ["Ana Roy", "Leader", at(0).date(), at(9).date(), 10]

    found = judged(team(other, given))

    assert [each.found["en"] for each in found] == ["nobody is named for Analyst"]
    given[2] = date(2027, 9, 1)
    assert outcomes(judged(team(other, given))) == {Outcome.PASS}


def test_key_roles_of_the_method_are_staffed() -> None:
    row: list[object] = ["Ana Roy", "Project manager", at(0).date(), at(9).date(), 10]
    wanted = {"key_roles": "project manager; quality manager"}

    (verdict,) = judged(team(row), settings=wanted)

    assert verdict.found["en"] == "no one is planned as quality manager"
    second: list[object] = ["Ben Low", "Quality Manager", at(0).date(), at(9).date(), 10]
    assert outcomes(judged(team(row, second), settings=wanted)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("header", "values", "outcome"),
    [
        pytest.param(["Name", "Mar (days)", "x"], [20, 0], None, id="one period is no table"),
        pytest.param(["Person", "Jan 2027", "Feb 2027"], [20, 23], Outcome.PASS, id="days"),
        pytest.param(["Person", "Jan 2027", "Feb 2027"], [20, 26], Outcome.FAIL, id="too many"),
        pytest.param(["Personne (h)", "janv. 2027", "févr. 2027"], [160, 184], Outcome.PASS,
                     id="hours in French"),
        pytest.param(["Personne (h)", "janv. 2027", "févr. 2027"], [160, 200], Outcome.FAIL,
                     id="too many hours"),
        pytest.param(["Person (FTE)", "Q1 2027", "Q2 2027"], ["0,5", "1,2"], Outcome.FAIL,
                     id="full-time equivalents with a comma"),
        pytest.param(["Person (%)", "W 10", "W 11"], [80, 100], Outcome.PASS, id="per cent"),
        pytest.param(["Person (%)", "W 10", "W 11"], [80, 130], Outcome.FAIL, id="above all"),
    ],
)  # fmt: skip
def test_a_table_of_periods_gives_out_no_more_than_the_time(
    header: list[object], values: list[object], outcome: Outcome | None
) -> None:
    document = reading(
        "load.xlsx", "resources", sheet([["Load of the team"], [], header, ["Ana Roy", *values]])
    )

    found = outcomes(judged(document))

    assert found == {Outcome.CANNOT_TELL if outcome is None else outcome}


def test_rows_of_one_person_add_up_and_roles_may_be_several_people() -> None:
    header: list[object] = ["Person", "W 10", "W 11"]
    twice = sheet([["Load (days)"], header, ["Ana Roy", 3, 2], ["Ana Roy", 3, 1]])
    roles = sheet([["Load (days)"], ["Role", *header[1:]], ["Developer", 10, 10]])

    (verdict,) = judged(reading("load.xlsx", "resources", twice))
    assert verdict.found["en"] == "Ana Roy: 120% of the time is given out in W 10"
    assert Outcome.FAIL not in outcomes(judged(reading("load.xlsx", "resources", roles)))


@pytest.mark.parametrize(
    ("who", "outcome"),
    [
        pytest.param("Ann Lee", Outcome.FAIL, id="one person"),
        pytest.param("Ann Lee and Bob Ray", Outcome.PASS, id="two"),
        pytest.param("Ann Lee et Bob Ray", Outcome.PASS, id="two in French"),
        pytest.param("Design and build", Outcome.FAIL, id="words that are no names"),
    ],
)
def test_a_row_has_the_time_of_all_whom_it_names(who: str, outcome: Outcome) -> None:
    table = sheet(
        [
            ["Staffing in days a month"],
            ["Resource", "Holders", "02/2027", "03/2027"],
            ["Engineering", who, 20, 30],
        ]
    )

    assert outcomes(judged(reading("Load.xlsx", "organisation", table))) == {outcome}


def test_a_table_of_money_by_period_is_no_load() -> None:
    costs = sheet([["Cost of the team"], ["Person", "Q1 2027", "Q2 2027"], ["Ana Roy", 12, 900]])

    assert Outcome.FAIL not in outcomes(judged(reading("cost.xlsx", "resources", costs)))


def test_the_marks_of_a_bar_chart_are_no_load() -> None:
    header: list[object] = ["Task", "Resource", "W 10", "W 11"]
    bars = sheet([header, ["Dig", "Ana Roy", 1, 1], ["Lay", "Ana Roy", 1, ""]])

    assert Outcome.FAIL not in outcomes(judged(reading("bars.xlsx", "schedule", bars)))


def test_allocations_at_the_same_time_add_up() -> None:
    header: list[object] = ["Person", "Role", "Start", "End", "Allocation", "Effort (days)"]
    first: list[object] = ["Ana Roy", "Analyst", at(0).date(), at(5).date(), "60 %", 10]
    second: list[object] = ["Ana Roy", "Tester", at(3).date(), at(9).date(), "50 %", 10]

    (verdict,) = judged(team(first, second, header=header))
    assert "110%" in verdict.found["en"]
    second[2] = at(6).date()
    assert outcomes(judged(team(first, second, header=header))) == {Outcome.PASS}


PAID = ["Person", "Effort (hours)", "Hourly rate", "Cost"]


def test_effort_times_rate_is_the_cost_of_a_row() -> None:
    right = team(["Ana Roy", 100, 50, 5000], header=list(PAID))
    wrong = team(["Ana Roy", 100, 50, 6000], header=list(PAID))

    assert outcomes(judged(right)) == {Outcome.PASS}
    assert places(judged(wrong)) == ["Feuil1!D3"]


def test_days_are_paid_by_the_hour() -> None:
    header: list[object] = ["Person", "Effort (days)", "Hourly rate", "Cost"]

    assert outcomes(judged(team(["Ana Roy", 10, 50, 4000], header=header))) == {Outcome.PASS}


def costs(labour: object) -> Reading:
    rows: list[list[object]] = [
        ["Item", "Amount (EUR)"],
        ["Labour", labour],
        ["Machines", 700],
        ["Personal protective equipment", 300],
        ["Staff training", 900],
    ]
    return reading("costs.xlsx", "cost", sheet(rows))


@pytest.mark.parametrize(
    ("labour", "outcome"),
    [
        pytest.param(8000, Outcome.PASS, id="the same"),
        pytest.param(8079, Outcome.PASS, id="within one in a hundred"),
        pytest.param(8100, Outcome.FAIL, id="beyond it"),
    ],
)
def test_effort_times_rate_is_the_labour_of_the_cost_sheet(labour: int, outcome: Outcome) -> None:
    header = ["Person", "Effort (hours)", "Hourly rate"]
    staff = team(["Ana Roy", 100, 50], ["Ben Low", 60, 50], header=list(header))

    found = judged(staff, costs(labour))

    assert outcomes(found) == {outcome}
    if outcome is Outcome.FAIL:
        assert [(each.document, each.location) for each in found] == [("costs.xlsx", "Feuil1!B2")]


def test_training_that_is_needed_is_planned() -> None:
    header: list[object] = ["Person", "Role", "Effort (days)", "Training needs", "Due date"]
    lacking = team(["Ana Roy", "Analyst", 10, "Welding", ""], header=header)
    dated = team(["Ana Roy", "Analyst", 10, "Welding", at(1).date()], header=header)
    none = team(["Ana Roy", "Analyst", 10, "none", ""], header=header)
    heading = reading("hr.xlsx", "resources", sheet([["x", "y"]], title="Training plan"))

    assert places(judged(lacking)) == ["Feuil1!D3"]
    assert outcomes(judged(dated)) == outcomes(judged(none)) == {Outcome.PASS}
    assert outcomes(judged(lacking, heading)) == {Outcome.PASS}
    wanted = judged(none, settings={"training_plan": True})
    assert outcomes(wanted) == {Outcome.FAIL}


def test_names_alone_do_not_say_whether_the_work_can_be_done() -> None:
    named = team(["Ana Roy", "Analyst"], header=["Person", "Role"])

    assert outcomes(judged(named)) == {Outcome.CANNOT_TELL}


def test_without_assignments_nothing_can_be_told() -> None:
    tasks = {uid: t.model_copy(update={"duration_minutes": DAY}) for uid, t in weekly().items()}

    assert outcomes(judged(plan(tasks))) == {Outcome.CANNOT_TELL}
