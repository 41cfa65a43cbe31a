"""What methods may name is what documents are understood by, and both guides list it."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from domain.fact_names import NAMES
from gates.checks.catalogue import CHECKS
from gates.evidence.content import Assignment, Content, Link, Schedule, Task
from gates.evidence.understanding.register_kinds import KINDS
from gates.evidence.understanding.understand import understand
from gates.nameable import CATALOGUE
from jalon.cli import run
from tests.unit.understanding.documents import Rows, form, sheet, text, workbook

HOWTO = Path(__file__).parents[3] / "docs" / "howto"
NAMED = re.compile(r"<!-- names -->\n(.*?)\n<!-- end of names -->", re.DOTALL)


def at(day: int) -> datetime:
    return datetime.combine(date(2026, 9, day), time(17))


SCHEDULE = Content(
    schedule=Schedule(
        currency="EUR",
        status_date=at(3),
        task_rows=3,
        tasks=(
            Task(uid="1", name="All", summary=True, critical=True),
            Task(
                uid="2",
                name="Dig",
                level=2,
                start=at(1),
                finish=at(9),
                critical=True,
                cost=Decimal(5),
                baseline_cost=Decimal(4),
                actual_cost=Decimal(3),
            ),
        ),
        links=(Link(predecessor="2", successor="3"),),
        resources=("Ann",),
        assignments=(Assignment(task="2", resource="Ann"),),
    )
)
RISKS: Rows = [
    ["No", "Risk", "Probability", "Impact", "Owner", "Status"],
    ["R1", "The site floods", 3, 4, "Ann", "Open"],
    ["R2", "The crane is late", 2, 5, "", "Closed"],
]
COSTS: Rows = [
    ["WBS", "Item", "Amount (EUR)"],
    ["1", "Hall", 400],
    ["2", "Crane", 500],
    ["3", "Contingency", 100],
    ["", "Total", 1000],
]
MATRIX: Rows = [
    ["Task", "Ann", "Bob", "Zoe"],
    ["Dig", "A", "R", "I"],
    ["Build", "A", "A", "R"],
    ["Test", "R", "C", "I"],
]
LESSONS: Rows = [["Lesson", "Recommendation"], ["Order early", "Order in May"]]
PARTIES: Rows = [["Stakeholder", "Influence", "Interest"], ["Town", "High", "Low"]]
FIGURES = (*("BAC", "PV", "EV", "AC", "CV", "SV", "CPI", "SPI", "EAC", "ETC", "VAC", "TCPI"),)
EARNED: Rows = [["Earned value report", ""], *([name, 12.5] for name in FIGURES)]
CHARTER = text(
    "# Project charter",
    "Project name: North quay",
    "Project code: NQ-7",
    "Sponsor: Ann Lee",
    "Project manager: Bob Ray",
    "Budget: 900,000 EUR",
    "Start date: 2026-01-05",
    "End date: 2026-12-01",
    "Version: 1.2",
    "Status date: 2026-06-01",
    tables=[form([["Currency", "EUR"]])],
)
DOCUMENTS = {
    "plan.xml": SCHEDULE,
    "Risk register.xlsx": workbook(sheet(RISKS, "Risks")),
    "Budget.xlsx": workbook(sheet(COSTS, "Budget")),
    "RACI.xlsx": workbook(sheet(MATRIX, "RACI")),
    "Lessons learned.xlsx": workbook(sheet(LESSONS, "Lessons learned")),
    "Stakeholders.xlsx": workbook(sheet(PARTIES, "Stakeholders")),
    "Status report.xlsx": workbook(sheet(EARNED, "Status report")),
    "Project charter.docx": CHARTER,
}


def stated() -> set[str]:
    return {
        fact.name
        for name, content in DOCUMENTS.items()
        for fact in understand(name, "xlsx", content).facts
    }


def test_the_facts_that_can_be_named_are_those_that_documents_state() -> None:
    assert sorted(NAMES) == CATALOGUE.facts
    assert stated() == set(NAMES)


def test_every_kind_of_register_and_each_of_its_columns_can_be_named() -> None:
    assert {kind.name for kind in KINDS} | {"raci"} == set(CATALOGUE.registers or ())
    needed = {name for kind in KINDS for group in kind.needs for name in group}
    assert needed <= set(CATALOGUE.columns or ())


def test_each_check_tells_its_settings() -> None:
    checks = CATALOGUE.checks or {}

    assert list(checks) == list(CHECKS)
    assert list(checks) == list(CHECKS)
    assert all(checks[name] == check.declared.kinds for name, check in CHECKS.items())


@pytest.mark.parametrize(
    ("guide", "language"), [("write-a-method.md", "en"), ("ecrire-une-methode.md", "fr")]
)
def test_a_guide_lists_what_the_command_prints(
    capsys: pytest.CaptureFixture[str], guide: str, language: str
) -> None:
    assert run(["method", "names", "--lang", language]) == 0

    listed = NAMED.search((HOWTO / guide).read_text("utf-8"))

    assert listed is not None
    assert listed[1] == capsys.readouterr().out.strip(), f"jalon method names --lang {language}"
