"""One sound package passes all checks of cost and risk; one flaw is found by one check alone."""

from collections.abc import Callable
from datetime import date

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Reading
from gates.evidence.understanding.facts import facts_of
from gates.evidence.understanding.registers import find_registers
from tests.unit.gates.packages import answers, reading
from tests.unit.understanding.documents import Rows, sheet, text, workbook

CHECKS = (
    *("COST-11", "COST-12", "COST-13", "COST-14", "COST-15"),
    *("RISK-16", "RISK-17", "RISK-18"),
)
SERVED = {"COST-15": "report.docx", "RISK-16": "risks.xlsx", "RISK-17": "risks.xlsx"}
DUE = date(2027, 5, 1)

Package = dict[str, Rows]


def sound() -> Package:
    """The tables of a package in which nothing is wrong."""
    return {
        "Budget": [
            ["WBS", "Item", "Cost (EUR)", "Basis of estimate"],
            ["1", "Design", 30_000, "Analogy with the north site, 2026"],
            ["2", "Build", 60_000, "Quotation of 12 January 2027"],
            ["", "Total of the work", 90_000, ""],
            ["", "Contingency", 9_000, "Expected value of the risks"],
            ["", "Cost baseline", 99_000, ""],
            ["", "Management reserve", 5_000, ""],
            ["", "Total budget", 104_000, ""],
        ],
        "Curve": [
            ["Month", "Total of the month (EUR)", "Cumulative (EUR)", "Funding granted (EUR)"],
            ["2027-01", 22_000, 22_000, 60_000],
            ["2027-02", 33_000, 55_000, 60_000],
            ["2027-03", 40_000, 95_000, 104_000],
            ["2027-04", 4_000, 99_000, 104_000],
        ],
        "Notes": [
            ["Accuracy", "± 15 %"],
            ["Estimated by", "Ann Lee"],
            ["Not included", "Land and taxes"],
        ],
        "Risks": [
            ["ID", "Cause", "Risk", "Effect", "Probability (%)", "Cost impact (EUR)",
             "Expected value (EUR)", "Class", "Owner", "Response", "Due date", "Status"],
            ["R1", "Old survey", "Soft ground", "Piles", 30, 20_000, 6_000, "High", "Ann",
             "Three borings", DUE, "Open"],
            ["R2", "One maker", "Late pumps", "Delay", 10, 25_000, 2_500, "Low", "Bob",
             "Second source", DUE, "Open"],
        ],
        "Value": [
            ["Work package", "BAC (EUR)", "PV", "EV", "AC", "CPI"],
            ["Design", 33_000, 33_000, 33_000, 32_000, 1.03],
            ["Build", 66_000, 22_000, 20_000, 21_000, 0.95],
            ["Total", 99_000, 55_000, 53_000, 53_000, 1.0],
            [],
            ["EAC", 99_000],
        ],
    }  # fmt: skip


def read(package: Package) -> dict[str, Reading]:
    """The documents of a package, with the facts that they state."""
    budget = [sheet(package[name], name) for name in ("Budget", "Curve", "Notes")]
    contents = {
        "budget.xlsx": ("cost", workbook(*budget)),
        "risks.xlsx": ("risk", workbook(sheet(package["Risks"], "Risks"))),
        "report.docx": ("status report", text("Status", tables=[sheet(package["Value"], "Value")])),
    }
    found = {}
    for name, (role, content) in contents.items():
        plain = reading(name, role, content=content)
        facts = facts_of(name, role, plain.state, content, find_registers(content), [])
        found[name] = plain.model_copy(update={"facts": facts})
    return found


def failed(package: Package) -> dict[str, list[Verdict]]:
    """What is not passed, by check."""
    documents = read(package)
    bad: dict[str, list[Verdict]] = {}
    for check in CHECKS:
        name = SERVED.get(check, "budget.xlsx")
        others = [each for path, each in documents.items() if path != name]
        deliverable = "risk-register" if check.startswith("RISK") else "cost-baseline"
        verdicts = answers(check, deliverable, documents[name], *others)
        wrong = [each for each in verdicts if each.outcome is not Outcome.PASS]
        if wrong:
            bad[check] = wrong
    return bad


def put(table: str, row: int, place: int, value: object) -> Callable[[Package], None]:
    def plant(package: Package) -> None:
        package[table][row][place] = value

    return plant


def left_out(table: str, row: int) -> Callable[[Package], None]:
    def plant(package: Package) -> None:
        del package[table][row]

    return plant


def test_a_sound_package_passes_all_checks_of_cost_and_risk() -> None:
    assert not failed(sound())


@pytest.mark.parametrize(
    ("plant", "check"),
    [
        pytest.param(put("Budget", 3, 2, 91_000), "COST-11", id="a wrong total"),
        pytest.param(left_out("Curve", 2), "COST-12", id="a month left out"),
        pytest.param(put("Curve", 2, 3, 50_000), "COST-13", id="late funding"),
        pytest.param(put("Budget", 1, 3, ""), "COST-14", id="a line without basis"),
        pytest.param(put("Value", 2, 5, 0.75), "COST-15", id="a wrong index"),
        pytest.param(put("Risks", 1, 8, ""), "RISK-16", id="a high risk without owner"),
        pytest.param(put("Risks", 2, 2, "Soft ground"), "", id="another cause is another risk"),
        pytest.param(put("Risks", 2, 4, 130), "RISK-17", id="a probability off the scale"),
        pytest.param(put("Risks", 1, 6, 7_000), "RISK-18", id="a value that is no product"),
    ],
)
def test_a_flaw_is_found_by_its_check_alone(plant: Callable[[Package], None], check: str) -> None:
    package = sound()

    plant(package)

    assert set(failed(package)) == ({check} if check else set())
