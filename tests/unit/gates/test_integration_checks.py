"""INTEGRATION-28 and INTEGRATION-30: one project in all documents, and the last gate settled."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from domain.finding import Fact, Outcome, Severity
from domain.judgement import Verdict as Answer
from gates.checks.check import Verdict
from gates.dossier import OpenCondition, ProjectFacts, Surroundings
from gates.evidence.content import Reading
from tests.unit.gates.packages import answers, judged, outcomes, reading

PROJECT = ProjectFacts(
    name="Heat recovery",
    code="HEAT-2",
    currency="EUR",
    budget=Decimal(3_600_000),
    start=date(2026, 9, 14),
    finish=date(2027, 11, 18),
)


def stating(path: str, role: str = "other", **facts: str) -> Reading:
    said = [
        Fact(name=name, value=value, document=path, location=f"place of {name}")
        for name, value in facts.items()
    ]
    return reading(path, role, facts=said)


def agree(
    *others: Reading, project: ProjectFacts = PROJECT, **settings: Any
) -> tuple[Verdict, ...]:
    case = stating("case.docx", "business case", budget="3600000", project_manager="Helen Vass")
    return answers(
        "INTEGRATION-28",
        "business-case",
        case,
        *others,
        surroundings=Surroundings(project=project),
        settings=settings,
    )


def test_documents_that_agree_pass() -> None:
    charter = stating(
        "charter.docx",
        "charter",
        project_name="Heat recovery of furnace 2",
        project_code="heat-2",
        finish="2027-11-18",
        budget="3600000",
        project_manager="H. Vass",
    )

    assert outcomes(agree(charter)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("project_name", "A new canteen"),
        ("project_code", "HEAT-3"),
        ("start", "2026-09-15"),
        ("finish", "2027-12-01"),
        ("budget", "3590000"),
        ("project_manager", "Sam Other"),
        ("currency", "USD"),
    ],
)
def test_each_disagreement_is_told_with_both_places(name: str, value: str) -> None:
    (verdict,) = agree(stating("charter.docx", "charter", **{name: value}))

    places = {("charter.docx", f"place of {name}"), ("case.docx", f"place of {name}")}
    assert (verdict.document, verdict.location) in places
    assert verdict.outcome is Outcome.FAIL


def test_the_days_of_a_schedule_are_left_to_its_own_check_where_the_gate_asks_for_it() -> None:
    budget = stating("budget.xlsx", "cost", stated_total="3500000")
    plan = stating("plan.xml", "schedule", finish="2028-01-01")

    (verdict,) = agree(budget, plan)

    assert verdict.document == "budget.xlsx"


def test_tolerances_are_settings() -> None:
    charter = stating("charter.docx", "charter", budget="3590000", finish="2027-11-20")

    assert outcomes(agree(charter, tolerance=Decimal("0.01"), tolerance_days=2)) == {Outcome.PASS}


def test_nothing_stated_twice_does_not_apply() -> None:
    assert outcomes(agree(project=ProjectFacts())) == {Outcome.NOT_APPLICABLE}


def test_an_open_condition_keeps_a_package_back_whatever_the_method_asks() -> None:
    idea = reading("idea.docx", "project proposal")
    condition = OpenCondition(number=2, gate="G2", due_on=date(2027, 4, 1))
    reported = OpenCondition(number=3, gate="G2", due_on=date(2027, 4, 1), reported=True)

    free = judged(idea, at="G0")
    held = judged(idea, at="G0", surroundings=Surroundings(conditions=(condition, reported)))

    assert free.verdict is Answer.READY
    assert held.verdict is Answer.NOT_READY
    (row,) = [each for each in held.deliverables if each.id == "conditions"]
    assert [each.check for each in row.findings] == ["INTEGRATION-30"] * 2
    assert [each.location for each in row.findings] == ["G2 #2", "G2 #3"]
    assert {each.severity for each in row.findings} == {Severity.BLOCKER}
    assert "not verified yet" in row.findings[1].found["en"]


@pytest.mark.gate_rule(13)
def test_an_overdue_condition_says_so() -> None:
    condition = OpenCondition(number=1, gate="G2", due_on=date(2027, 2, 28))

    (verdict,) = answers(
        "INTEGRATION-30",
        "quality-plan",
        reading("plan.docx", "quality"),
        surroundings=Surroundings(conditions=(condition,)),
    )

    assert "overdue since 2027-02-28" in verdict.found["en"]


def test_without_conditions_the_check_passes() -> None:
    assert outcomes(answers("INTEGRATION-30", "quality-plan", reading("plan.docx", "quality"))) == {
        Outcome.PASS
    }
