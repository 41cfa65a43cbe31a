"""Check 30: logs are followed up, and the business case still holds."""

from decimal import Decimal
from typing import Any

import pytest

from domain.finding import Outcome
from gates.evidence.content import Reading
from tests.unit.gates.integration_packages import Rows, book, fact, found, plan, told
from tests.unit.gates.packages import reading

CHECK = "INTEGRATION-30"
ISSUES = ["ID", "Issue", "Owner", "Due date", "Status"]
OPEN = ["I-1", "The permit is late", "Ada Byron", "15/03/2027", "Open"]
PLAN = plan("# Quality plan", "We inspect every weld.")


def issues(*rows: list[str], head: list[str] | None = None, **more: Any) -> Reading:
    return book("Issue log.xlsx", "issues", [head or ISSUES, *rows], **more)


def left(*readings: Reading, **given: Any) -> list[str]:
    return found(CHECK, PLAN, *readings, **given)


def test_a_log_that_is_followed_up_passes() -> None:
    closed = ["I-2", "The crane broke", "", "", "Closed"]

    assert told(CHECK, PLAN, issues(OPEN, closed))[0].outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param(["I-1", "Late", "", "15/03/2027", "Open"], "I-1 Late: no owner", id="owner"),
        pytest.param(["I-1", "Late", "TBD", "15/03/2027", "Open"], "I-1 Late: no owner", id="tbd"),
        pytest.param(["I-1", "Late", "Ada Byron", "", "Open"], "I-1 Late: no due date", id="date"),
        pytest.param(
            ["I-1", "Late", "Ada Byron", "21/02/2027", "Open"],
            "I-1 Late: open and due since 2027-02-21",
            id="overdue",
        ),
    ],
)
def test_an_open_issue_has_an_owner_and_a_date_to_come(row: list[str], said: str) -> None:
    assert left(issues(row, ["I-2", *OPEN[1:]])) == [said]


@pytest.mark.parametrize(
    ("due", "days", "late"),
    [
        pytest.param("22/02/2027", 7, 0, id="a-week-late"),
        pytest.param("28/02/2027", 0, 1, id="a-day-late-without-tolerance"),
        pytest.param("01/03/2027", 0, 0, id="due-on-the-day"),
    ],
)
def test_the_method_says_how_late_an_issue_may_be(due: str, days: int, late: int) -> None:
    row = ["I-1", "Late", "Ada Byron", due, "Open"]

    assert len(left(issues(row), settings={"overdue_days": days})) == late


def test_a_french_log_reads_the_same() -> None:
    head = ["N°", "Problème", "Responsable", "Échéance", "Statut"]
    late = ["P-1", "Permis en retard", "Ada Byron", "01/02/2027", "En cours"]
    over = ["P-2", "Grue en panne", "Ada Byron", "01/02/2027", "Clos"]

    assert left(issues(late, over, head=head)) == [
        "P-1 Permis en retard: open and due since 2027-02-01"
    ]


CONDITIONS = ["No", "Condition", "Owner", "Due date", "Status", "Closed on", "Evidence"]
MET = ["1", "Sign the contract", "Ada Byron", "20/02/2027", "Closed", "18/02/2027", "Contract 12"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param(MET, [], id="met"),
        pytest.param([*MET[:5], "20/02/2027", MET[6]], [], id="on-the-day"),
        pytest.param(
            [*MET[:6], ""], ["1 Sign the contract: closed without evidence"], id="without-evidence"
        ),
        pytest.param(
            [*MET[:5], "21/02/2027", MET[6]],
            ["1 Sign the contract: closed on 2027-02-21, due on 2027-02-20"],
            id="a-day-late",
        ),
        pytest.param(
            [*MET[:4], "Open", "", ""],
            ["1 Sign the contract: open and due since 2027-02-20"],
            id="open",
        ),
    ],
)
def test_conditions_of_the_last_gate_are_closed_in_time_and_shown(
    row: list[str], said: list[str]
) -> None:
    assert left(book("Conditions.xlsx", "issues", [CONDITIONS, row])) == said


DECISIONS = ["No", "Decision", "Decided by", "Date"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param(["D-1", "Build in steel", "Board", "10/02/2027"], [], id="whole"),
        pytest.param(
            ["D-1", "Build in steel", "", "10/02/2027"],
            ["D-1 Build in steel: no decider"],
            id="who",
        ),
        pytest.param(
            ["D-1", "Build in steel", "Board", ""], ["D-1 Build in steel: no date"], id="when"
        ),
    ],
)
def test_a_decision_names_who_took_it_and_when(row: list[str], said: list[str]) -> None:
    log = book(
        "Decision log.xlsx", "issues", [DECISIONS, row, ["D-2", "Go", "Board", "11/02/2027"]]
    )

    assert left(log) == said


def test_a_decision_log_is_known_in_french_too() -> None:
    head = ["N°", "Décision", "Décideur", "Date de décision"]
    log = book("Décisions.xlsx", "issues", [head, ["D-1", "Acier", "", "10/02/2027"]])

    assert left(log) == ["D-1 Acier: no decider"]


ASSUMPTIONS = ["ID", "Assumption", "Owner", "Due date", "Status"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param(["A-1", "Steel stays cheap", "Ada", "15/03/2027", "Holds"], [], id="checked"),
        pytest.param(
            ["A-1", "Steel stays cheap", "Ada", "15/03/2027", ""],
            ["A-1 Steel stays cheap: not said whether it still holds"],
            id="unchecked",
        ),
        pytest.param(
            ["A-1", "Steel stays cheap", "Ada", "15/01/2027", "Open"],
            ["A-1 Steel stays cheap: open and due since 2027-01-15"],
            id="overdue",
        ),
        pytest.param(
            ["A-1", "Steel stays cheap", "Ada", "15/01/2027", "Closed"], [], id="confirmed"
        ),
    ],
)
def test_assumptions_are_checked(row: list[str], said: list[str]) -> None:
    assert left(book("Assumptions.xlsx", "other", [ASSUMPTIONS, row])) == said


FLOW: Rows = [
    ["Discount rate", "8 %", "", "", ""],
    ["", "Year 0", "Year 1", "Year 2", "Total"],
    ["Costs", 1000, 100, 100, 1200],
    ["Benefits", 0, 800, 900, 1700],
    ["Net present value", 333, "", "", ""],
    ["Payback period", "1.6 years", "", "", ""],
]
WORDS = ("# Options", "Option 1: do nothing.", "Option 2: build.", "# Sensitivity", "At worst 10.")


def case(*lines: str, flow: Rows | None = None, **more: Any) -> Reading:
    rows = FLOW if flow is None else flow
    return plan(*(lines or WORDS), path="Case.docx", role="business case", tables=[rows], **more)


def flow_with(**cells: Any) -> Rows:
    """The cash flow with another first value in rows named by their first word."""
    return [
        [row[0], cells.get(str(row[0]).split(" ")[0].lower(), row[1]), *row[2:]] for row in FLOW
    ]


@pytest.mark.parametrize(
    "flow",
    [
        pytest.param(FLOW, id="as-it-is"),
        pytest.param(flow_with(net=335), id="rounded-factors"),
        pytest.param(
            [
                ["Taux d'actualisation", "8,0 %"],
                [],
                ["Rubrique", "", "2027", "2028", "2029"],
                ["Investissement", "", "1 000,00", "0", "0"],
                ["Exploitation (coûts)", "", "0", "100", "100"],
                ["Gains", "", "0", "800", "900"],
                ["VAN", "", "333", "", ""],
            ],
            id="in-french-moved-with-two-rows-of-costs",
        ),
        pytest.param([FLOW[0], ["", "2027", "2028", "2029"], *FLOW[2:4]], id="unsaid"),
    ],
)
def test_a_case_whose_figures_follow_passes(flow: Rows) -> None:
    assert left(case(flow=flow)) == []


def test_a_value_that_does_not_follow_fails_with_what_is_due() -> None:
    (verdict,) = told(CHECK, PLAN, case(flow=flow_with(net=900)))

    assert verdict.found["en"] == (
        "the net present value is 900, its costs and benefits give 334.02"
    )
    assert verdict.location == "table 1, row 5"


def test_costs_that_rose_change_the_value() -> None:
    flow = flow_with(costs=1400)

    assert len([each for each in left(case(flow=flow)) if "net present value" in each]) == 1


def test_a_payback_that_does_not_follow_fails() -> None:
    (said,) = left(case(flow=flow_with(payback="6 months")))
    assert said.startswith("the payback is 0.5 years, its costs and benefits give ")
    assert left(case(flow=flow_with(payback="19 months"))) == []


def test_the_case_rests_on_the_costs_of_the_plan() -> None:
    costs = [fact("stated_total", "1260", "Budget.xlsx", "EUR")]
    higher = [fact("stated_total", "1300", "Budget.xlsx", "EUR")]
    plan_of = {"settings": {"cost_tolerance": Decimal("0.05")}}

    assert left(case(), reading("Budget.xlsx", "cost", facts=costs), **plan_of) == []
    (said,) = left(case(), reading("Budget.xlsx", "cost", facts=higher), **plan_of)
    assert said == "its costs are 1,200 EUR in all, the cost plan says 1,300 EUR"


def test_options_and_sensitivity_are_owed() -> None:
    assert left(case("# Options", "We build.", "# Sensibilité", "Rien.")) == [
        "the business case has no option to do nothing"
    ]
    assert left(case("# Les options", "A. Ne rien faire.", "B. Construire.")) == [
        "the business case has no sensitivity analysis"
    ]


def test_a_table_of_variations_is_a_sensitivity_analysis() -> None:
    table = [["Gas price", "- 20 %", 142], ["Costs", "+ 15 %", 183]]
    document = plan(*WORDS[:3], path="Case.docx", role="business case", tables=[table])

    assert left(document) == []


def test_a_first_draft_need_not_have_them() -> None:
    idea = reading("Case.docx", "business case")

    assert found(CHECK, idea, deliverable="project-proposal", at="G0") == []
