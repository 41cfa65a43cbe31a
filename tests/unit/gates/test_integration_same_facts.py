"""Check 28: milestones, versions, counts, exclusions, schedules and costs say one thing."""

import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.finding import Outcome
from gates.checks.integration.persons import same_person
from gates.dossier import ProjectFacts, Surroundings
from gates.evidence.content import Reading, Schedule, State, Task
from gates.evidence.reading import Source, read_files
from tests.unit.gates.integration_packages import Rows, book, fact, found, plan, told
from tests.unit.gates.packages import reading

CHECK = "INTEGRATION-28"
PLAN = plan("# Quality plan", "We inspect every weld.")


def faults(*readings: Reading, before: tuple[Reading, ...] = (), **given: Any) -> list[str]:
    """What is wrong at a gate that does not ask for the check of the schedule's milestones."""
    around = Surroundings(earlier=before, project=given.pop("project", ProjectFacts()))
    at = {"at": "G1", "deliverable": "stakeholder-register"} | given
    return found(CHECK, PLAN, *readings, surroundings=around, **at)


def charter(*lines: str, tables: tuple[Rows, ...] = (), path: str = "Charter.docx") -> Reading:
    return plan("# Project charter", *lines, path=path, role="charter", tables=tables)


def schedule(*tasks: tuple[str, str], path: str = "Schedule.xml", **more: Any) -> Reading:
    made = [
        Task(
            uid=str(n),
            name=name,
            milestone=True,
            start=datetime.fromisoformat(f"{day}T17:00"),
            finish=datetime.fromisoformat(f"{day}T17:00"),
        )
        for n, (name, day) in enumerate(tasks, 1)
    ]
    facts = [fact("finish", day, path) for _, day in tasks[-1:]]
    return reading(
        path,
        "schedule",
        schedule=Schedule(tasks=tuple(made)),
        facts=facts,
        kind="mspdi",
        sha256=str(tasks),
        **more,
    )


MILESTONES = ["Milestone", "Date"]
G3: dict[str, Any] = {"at": "G3", "deliverable": "quality-plan"}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        pytest.param("2027-06-01", [], id="same"),
        pytest.param(
            "2027-06-15",
            ["milestone Opening: 2027-06-01, but 2027-06-15 in Schedule.xml, UID 1"],
            id="other",
        ),
    ],
)
def test_a_milestone_has_one_date(day: str, said: list[str]) -> None:
    listed = charter("We build.", tables=([MILESTONES, ["Opening", "01/06/2027"]],))

    assert faults(schedule(("Opening", day)), listed) == said


def test_a_gate_that_asks_for_the_check_of_the_schedule_is_told_by_that_one() -> None:
    listed = charter("We build.", tables=([MILESTONES, ["Opening", "01/06/2027"]],))

    assert faults(schedule(("Opening", "2027-06-15")), listed, **G3) == []


def test_milestones_of_two_text_documents_and_within_the_tolerance() -> None:
    one = charter("We build.", tables=([MILESTONES, ["Ouverture", "01/06/2027"]],))
    other = plan(
        "# Plan",
        "All.",
        path="Plan.docx",
        tables=[[["Jalon", "Date"], ["Ouverture", "03/06/2027"]]],
    )

    assert len(faults(one, other)) == 1
    assert faults(one, other, settings={"tolerance_days": 2}) == []


@pytest.mark.parametrize(
    ("finish", "count"),
    [
        pytest.param("2027-07-01", 0, id="at-the-border"),
        pytest.param("2027-07-02", 1, id="a-day-more"),
        pytest.param("2027-01-06", 0, id="month-written-first"),
    ],
)
def test_the_end_of_the_schedule_is_near_the_stated_end(finish: str, count: int) -> None:
    project = ProjectFacts(finish=date(2027, 6, 1))
    days: dict[str, Any] = {"settings": {"schedule_days": 30}}

    assert len(faults(schedule(("Opening", finish)), project=project, **days)) == count


def test_the_sum_of_a_cost_plan_without_a_total_is_its_total() -> None:
    path = "Budget.xlsx"
    costs = reading(path, "cost", facts=[fact("total", "5400000", path, "USD", "A1")])
    stated = reading(
        "Charter.docx", "charter", facts=[fact("budget", "300000", "Charter.docx", "USD")]
    )

    (said,) = found(CHECK, costs, stated, deliverable="cost-baseline")
    assert said == "budget: 5,400,000 USD, but 300,000 USD in Charter.docx, A1"


def budget(version: str) -> Reading:
    rows: Rows = [["Version", version], ["Date", "01/02/2027"], [], ["Item", "Cost"], ["Study", 10]]
    return book("Project budget.xlsx", "cost", rows)


@pytest.mark.parametrize(
    ("line", "count"),
    [
        pytest.param("The costs are in the project budget, version 1.2.", 0, id="same"),
        pytest.param("The costs are in the project budget, version 1.1.", 1, id="older"),
        pytest.param("See Project Budget v2.0", 1, id="newer"),
        pytest.param("See Project budget.xlsx (v1.1)", 1, id="file"),
        pytest.param("This replaces the project budget, version 1.1.", 0, id="history"),
        pytest.param("The project budget rises. Version 1.1 of this plan did too.", 0, id="apart"),
    ],
)
def test_a_quoted_version_is_that_of_the_package(line: str, count: int) -> None:
    said = faults(budget("1.2"), charter(line))

    assert len(said) == count
    assert all("the package holds 1.2" in each for each in said)


def test_a_table_of_references_is_read_too() -> None:
    references: Rows = [["Reference", "Issue"], ["Project budget", "1.1"]]

    (said,) = faults(budget("1.2"), charter("We build.", tables=(references,)))
    assert said == "quotes version 1.1 of Project budget.xlsx, the package holds 1.2"


REQUIREMENTS: Rows = [
    ["ID", "Requirement", "Priority"],
    *([f"REQ-{n}", f"The door {n} opens", "high"] for n in range(1, 5)),
]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        pytest.param("The product has 4 requirements in total.", 0, id="same"),
        pytest.param("The product has 5 requirements in total.", 1, id="other"),
        pytest.param("Nombre d'exigences : 6", 1, id="in-french"),
        pytest.param("Of them, 2 requirements are new.", 0, id="a-part"),
    ],
)
def test_the_number_of_requirements_is_the_same(line: str, count: int) -> None:
    table = book("Requirements.xlsx", "requirements", REQUIREMENTS)

    assert len(faults(table, charter(line))) == count


def test_the_business_case_and_the_benefits_plan_hold_as_many_benefits() -> None:
    head = ["ID", "Benefit", "Measure", "Target"]
    one, two = ["B-1", "Gas", "MWh", "10"], ["B-2", "Heat", "MWh", "20"]
    case = book("Case.xlsx", "business case", [head, one, two])
    follow = book("Benefits.xlsx", "benefits", [head, one])

    assert faults(case, book("Benefits.xlsx", "benefits", [head, one, two])) == []
    assert faults(case, follow) == ["1 benefits, but 2 in Case.xlsx, Sheet1!A1"]


WBS: Rows = [
    ["WBS", "Task", "Owner"],
    ["1", "Furnace", "Ada"],
    ["1.1", "Heat exchanger", "Ada"],
    ["1.2", "Training of the operators", "Ada"],
]


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        pytest.param(("# Out of scope", "Training of operators"), 1, id="heading"),
        pytest.param(("Exclusions: cabling; training of the operators",), 1, id="label"),
        pytest.param(("# Hors périmètre", "- Heat exchanger"), 1, id="heading-in-french"),
        pytest.param(("# Out of scope", "Training of the neighbours", "Roof"), 0, id="other-work"),
        pytest.param(("# Out of scope", "Roof", "# Scope", "Heat exchanger"), 0, id="next-heading"),
    ],
)
def test_what_is_excluded_is_not_planned(lines: tuple[str, ...], count: int) -> None:
    said = faults(book("WBS.xlsx", "wbs", WBS), charter(*lines))

    assert len(said) == count
    assert all("out of scope in Charter.docx" in each for each in said)


def costs(amount: int) -> Reading:
    rows: Rows = [["Item", "Cost (EUR)"], ["Study", amount], ["Build", 20], ["Total", amount + 20]]
    return book("Budget.xlsx", "cost", rows, sha256=str(amount))


def test_a_schedule_planned_anew_has_costs_planned_anew() -> None:
    before = (schedule(("Opening", "2027-06-01")), costs(10))
    later = schedule(("Opening", "2027-08-01"))

    (said,) = faults(later, costs(10), before=before, **G3)
    assert said == "the cost baseline is as it was approved, and Schedule.xml has other dates"
    assert faults(later, costs(15), before=before, **G3) == []
    assert faults(schedule(("Opening", "2027-06-01")), costs(10), before=before, **G3) == []
    assert faults(later, costs(10), **G3) == []


@pytest.mark.parametrize(
    ("header", "said", "count"),
    [
        pytest.param("Duration (days)", 14, 0, id="days"),
        pytest.param("Duration (days)", 10, 0, id="working-days"),
        pytest.param("Duration (weeks)", 2, 0, id="weeks"),
        pytest.param("Durée (semaines)", 6, 1, id="too-many-weeks"),
        pytest.param("Duration", 14, 0, id="unit-unsaid"),
        pytest.param("Duration", 0, 1, id="no-time"),
    ],
)
def test_durations_are_those_of_the_dates(header: str, said: int, count: int) -> None:
    rows: Rows = [
        ["Task", "Start", "Finish", header],
        ["Dig", "01/03/2027", "14/03/2027", said],
        ["Opening", "15/03/2027", "15/03/2027", 0],
    ]

    assert len(faults(book("Plan.xlsx", "schedule", rows))) == count


def test_a_package_that_agrees_passes_with_what_was_compared() -> None:
    project = ProjectFacts(name="Heat recovery")
    named = reading("c.docx", "charter", facts=[fact("project_name", "Heat recovery", "c.docx")])
    around = Surroundings(project=project)

    (verdict,) = told(CHECK, PLAN, named, surroundings=around)
    assert verdict.outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Ada Byron", "A. Byron", True, id="initial"),
        pytest.param("Ada Byron", "BYRON Ada", True, id="turned"),
        pytest.param("Mrs Ada Byron", "Ada Byron, sponsor", True, id="title-and-function"),
        pytest.param("Carolina Gauss", "Carolina Gaus", True, id="a-letter"),
        pytest.param("Ada Byron", "Carl Byron", False, id="a-relative"),
        pytest.param("Ada Byron", "Carl Gauss", False, id="another"),
    ],
)
def test_who_is_the_same_person(one: str, other: str, *, same: bool) -> None:
    assert same_person(one, other) is same


SAMPLES = os.environ.get("JALON_SAMPLES", "")


@pytest.mark.skipif(not SAMPLES, reason="JALON_SAMPLES names no folder of real documents")
def test_every_described_inconsistency_of_real_packages_is_found() -> None:
    """A package is recognised by the first part of its file names."""
    folder = Path(SAMPLES) / "documents"
    described = [
        line.split("|")[1].strip()
        for line in (folder / "SOURCES.md").read_text("utf-8").splitlines()
        if line.startswith("|") and ("disagree" in line or "do not match" in line)
    ]
    assert described
    for name in described:
        paths = sorted(folder.glob(f"{name.split('_')[0]}_*"))
        readings = read_files([Source(path=path, name=path.name) for path in paths])
        own = next(each for each in readings if each.path == name)
        filled = (State.FILLED, State.PARTIAL)
        others = [each for each in readings if each.path != name and each.state in filled]

        verdicts = told(CHECK, own, *others, deliverable="risk-register", at="G1")

        wrong = [each for each in verdicts if each.outcome is Outcome.FAIL]
        assert any(each.document == name and "durations" in each.found["en"] for each in wrong)
        assert any("end date" in each.found["en"] for each in wrong)
