"""COST-11: the budget is the sum of its lines, with the contingency shown apart."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from domain.finding import Fact, Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Cell, Reading
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import sheet

HEAD = ["WBS", "Item", "Cost (EUR)"]
RISKS = reading(
    "risks.xlsx",
    "risk",
    sheet([["Risk", "Probability", "Impact", "Owner"], ["Fire", 2, 2, "Ann"]]),
)


def added(value: float, formula: str) -> Cell:
    return Cell(value=str(value), number=Decimal(str(value)), formula=formula)


def said(
    *rows: Sequence[object], others: tuple[Reading, ...] = (), **given: object
) -> tuple[Verdict, ...]:
    budget = reading("budget.xlsx", "cost", sheet([HEAD, *rows], title="Budget"))
    return answers("COST-11", "cost-baseline", budget, *others, **given)  # type: ignore[arg-type]  # settings


def test_lines_and_their_total_pass() -> None:
    rows = [["", "Design", 100], ["", "Build", 250.5], ["", "Total", 350.5]]

    assert outcomes(said(*rows)) == {Outcome.PASS}


def test_a_total_that_is_wrong_is_told_with_its_cell_and_the_sum() -> None:
    rows = [["", "Design", 1000], ["", "Build", 2500], ["", "Total", 3400]]

    (verdict,) = said(*rows)

    assert verdict.location == "Budget!C4"
    assert verdict.found["en"] == "3,400 EUR stated, 100 EUR less than the sum"
    assert verdict.expected["en"] == "3,500 EUR, the sum of the lines"


@pytest.mark.parametrize(
    ("total", "outcome"),
    [
        pytest.param(3501, Outcome.PASS, id="as far as rounding goes"),
        pytest.param(3502, Outcome.FAIL, id="beyond rounding"),
    ],
)
def test_rounding_is_forgiven(total: int, outcome: Outcome) -> None:
    rows = [["", "Design", 1000], ["", "Build", 2500], ["", "Total", total]]

    assert outcomes(said(*rows)) == {outcome}


def test_contingency_and_reserve_build_up_to_the_budget() -> None:
    rows = [
        ["", "Design", 100],
        ["", "Build", 200],
        ["", "Total of the work", 300],
        ["", "Contingency", 30],
        ["", "Cost baseline", 330],
        ["", "Management reserve", 20],
        ["", "Total budget", 350],
    ]

    assert outcomes(said(*rows, others=(RISKS,))) == {Outcome.PASS}


def test_one_wrong_total_does_not_drag_the_others_along() -> None:
    rows = [
        ["", "Design", 10_000],
        ["", "Build", 20_000],
        ["", "Total of the work", 29_000],
        ["", "Contingency", 3_000],
        ["", "Cost baseline", 33_000],
        ["", "Management reserve", 2_000],
        ["", "Total budget", 35_000],
    ]

    assert places(said(*rows)) == ["Budget!C4"]


def test_parents_are_the_sum_of_their_children_and_counted_once() -> None:
    rows = [
        ["1", "Study", 300],
        ["1.1", "Survey", 100],
        ["1.2", "Report", 200],
        ["2", "Build", 700],
        ["2.1", "Walls", 300],
        ["2.2", "Roof", 400],
        ["", "Total", 1000],
    ]

    assert outcomes(said(*rows)) == {Outcome.PASS}
    rows[3][2] = 900
    assert places(said(*rows)) == ["Budget!C5"]


def test_a_formula_that_passes_over_a_line_is_found() -> None:
    rows = [
        ["", "Design", 100],
        ["", "Build", 200],
        ["", "Test", 50],
        ["", "Total", added(300, "=SUM(C2:C3)")],
    ]

    (verdict,) = said(*rows)

    assert verdict.location == "Budget!C5"
    assert verdict.expected["en"] == "350 EUR, the sum of the lines"


def test_a_formula_that_adds_something_else_is_believed() -> None:
    rows = [["", "Days", 7], ["", "Design", 100], ["", "Total", added(900, "=D4*9")]]

    assert outcomes(said(*rows)) == {Outcome.PASS}


def test_a_typed_number_in_the_place_of_a_formula_is_named() -> None:
    rows = [
        ["", "Design", 100],
        ["", "Subtotal", added(100, "=SUM(C2:C2)")],
        ["", "Build", 200],
        ["", "Test", 50],
        ["", "Total", 340],
    ]

    (verdict,) = said(*rows)

    assert "typed number" in verdict.found["en"]
    assert "nombre saisi" in verdict.found["fr"]


def test_a_formula_never_calculated_cannot_be_told() -> None:
    rows = [["", "Design", 100], ["", "Total", Cell(formula="=SUM(C2)", uncalculated=True)]]

    verdicts = said(*rows)

    assert outcomes(verdicts) == {Outcome.CANNOT_TELL}
    assert verdicts[0].location == "Budget!C3"


def test_lines_without_a_total_cannot_be_told() -> None:
    assert outcomes(said(["", "Design", 100], ["", "Build", 200])) == {Outcome.CANNOT_TELL}


def test_a_total_may_stand_above_its_lines() -> None:
    rows = [["", "Total", 300], ["", "Design", 100], ["", "Build", 200]]

    assert outcomes(said(*rows)) == {Outcome.PASS}


def test_a_baseline_without_contingency_fails_where_risks_are_open() -> None:
    rows = [["", "Design", 100], ["", "Total", 100]]

    assert places(said(*rows, others=(RISKS,))) == ["Budget!A1"]
    assert outcomes(said(*rows)) == {Outcome.PASS}


def test_a_first_draft_needs_no_contingency() -> None:
    rows = [["", "Design", 100], ["", "Total", 100]]

    assert outcomes(said(*rows, others=(RISKS,), at="G2")) == {Outcome.PASS}


def test_a_document_without_costs_cannot_be_told() -> None:
    fact = Fact(name="currency", value="EUR", document="budget.docx", location="paragraph 1")

    (verdict,) = answers("COST-11", "cost-baseline", reading("budget.docx", "cost", facts=[fact]))

    assert verdict.outcome is Outcome.CANNOT_TELL


def test_a_first_line_left_out_of_a_formula_is_found() -> None:
    rows = [
        ["", "Design", 100],
        ["", "Build", 200],
        ["", "Test", 50],
        ["", "Total", added(250, "=SUM(C3:C4)")],
    ]

    assert places(said(*rows)) == ["Budget!C5"]


def test_a_subtotal_left_out_of_the_grand_total_is_found() -> None:
    rows = [
        ["", "Design", 100],
        ["", "Subtotal study", added(100, "=SUM(C2:C2)")],
        ["", "Walls", 200],
        ["", "Subtotal building", added(200, "=SUM(C4:C4)")],
        ["", "Desks", 50],
        ["", "Subtotal moving", added(50, "=SUM(C6:C6)")],
        ["", "Grand total", added(350, "=C3+C5+C7")],
    ]

    assert outcomes(said(*rows)) == {Outcome.PASS}
    rows[-1][2] = added(150, "=C3+C7")
    (verdict,) = said(*rows)
    assert verdict.expected["en"] == "350 EUR, the sum of the lines"


def test_a_total_above_its_lines_that_is_wrong_is_found() -> None:
    rows = [["", "Total", 900], ["", "Design", 100], ["", "Build", 200]]

    (verdict,) = said(*rows)

    assert verdict.expected["en"] == "300 EUR, the sum of the lines"


def test_a_wrong_total_is_told_once_even_where_others_build_on_it_by_formula() -> None:
    rows = [
        ["", "Design", 1000],
        ["", "Build", 2000],
        ["", "Test", 500],
        ["", "Total of the work", 3000],
        ["", "Contingency", 300],
        ["", "Cost baseline", added(3300, "=C5+C6")],
        ["", "Management reserve", 100],
        ["", "Total budget", added(3400, "=C7+C8")],
    ]

    assert places(said(*rows)) == ["Budget!C5"]


def test_a_table_beside_the_costs_does_not_make_totals_of_lines() -> None:
    head = [*HEAD, "", "Other", "Value"]
    rows = [
        ["", "Design", 100, "", "Needs", 7],
        ["", "Build", 200, "", "Total of needs", 7],
        ["", "Total", 300, "", "", ""],
    ]
    budget = reading("budget.xlsx", "cost", sheet([head, *rows], title="Budget"))

    assert outcomes(answers("COST-11", "cost-baseline", budget)) == {Outcome.PASS}


SOUND = (
    ["", "Design", 10_000],
    ["", "Build", 20_000],
    ["", "Total of the work", 30_000],
    ["", "Contingency", 3_000],
    ["", "Cost baseline", 33_000],
    ["", "Management reserve", 2_000],
    ["", "Total budget", 35_000],
)


def document(role: str, name: str, value: str, unit: str = "EUR") -> Reading:
    """A document that states a sum."""
    fact = Fact(name=name, value=value, unit=unit, document=f"{role}.docx", location="paragraph 3")
    return reading(f"{role}.docx", role, facts=[fact])


@pytest.mark.parametrize(
    ("stated", "outcome"),
    [
        pytest.param("35000", Outcome.PASS, id="the budget"),
        pytest.param("33000", Outcome.PASS, id="the baseline"),
        pytest.param("30000", Outcome.PASS, id="the work"),
        pytest.param("35030", Outcome.PASS, id="rounded"),
        pytest.param("36000", Outcome.FAIL, id="another total"),
    ],
)
@pytest.mark.parametrize("role", ["charter", "business case", "status report", "other"])
def test_other_documents_state_a_total_of_the_plan(
    role: str, stated: str, outcome: Outcome
) -> None:
    verdicts = said(*SOUND, others=(document(role, "budget", stated),))

    assert outcomes(verdicts) == {outcome}
    if outcome is Outcome.FAIL:
        assert (verdicts[0].document, verdicts[0].location) == (f"{role}.docx", "paragraph 3")
        assert "36,000 EUR stated as the budget" in verdicts[0].found["en"]


def test_the_tolerance_of_totals_is_a_setting_and_a_first_draft_is_free() -> None:
    other = (document("charter", "budget", "36000"),)

    assert outcomes(said(*SOUND, others=other, settings={"tolerance": Decimal("0.02")})) == {
        Outcome.FAIL
    }
    assert outcomes(said(*SOUND, others=other, settings={"tolerance": 1})) == {Outcome.PASS}
    assert outcomes(said(*SOUND, others=other, at="G2")) == {Outcome.PASS}


def test_totals_in_another_currency_or_in_other_roles_are_not_compared() -> None:
    others = (document("charter", "budget", "36000", "USD"), document("contract", "budget", "9"))

    assert outcomes(said(*SOUND, others=others)) == {Outcome.PASS}


def test_a_report_in_thousands_is_read_as_such() -> None:
    right = document("status report", "budget_at_completion", "33", "kEUR")
    wrong = document("status report", "budget_at_completion", "34", "kEUR")

    assert outcomes(said(*SOUND, others=(right,))) == {Outcome.PASS}
    assert outcomes(said(*SOUND, others=(wrong,))) == {Outcome.FAIL}


def test_a_sum_without_a_currency_may_be_in_thousands() -> None:
    right = document("status report", "budget_at_completion", "33", "")
    wrong = document("status report", "budget_at_completion", "34", "")

    assert outcomes(said(*SOUND, others=(right,))) == {Outcome.PASS}
    assert outcomes(said(*SOUND, others=(wrong,))) == {Outcome.FAIL}


def test_a_baseline_that_holds_the_management_reserve_is_told() -> None:
    rows = [
        *SOUND[:4],
        ["", "Management reserve", 2_000],
        ["", "Cost baseline", 35_000],
    ]

    (verdict,) = said(*rows)

    assert verdict.location == "Budget!C7"
    assert "holds the management reserve of 2,000" in verdict.found["en"]
    assert "réserve de management" in verdict.found["fr"]


def test_a_report_whose_bac_holds_the_management_reserve_is_told() -> None:
    report = document("status report", "budget_at_completion", "35000")

    assert places(said(*SOUND, others=(report,))) == ["paragraph 3"]


def test_a_contingency_inside_a_line_is_not_apart() -> None:
    rows = [["", "Design incl. contingency", 110], ["", "Build", 200], ["", "Total", 310]]

    assert places(said(*rows, others=(RISKS,))) == ["Budget!C2"]
    assert places(said(["", "Études y compris aléas", 110], ["", "Total", 110])) == ["Budget!C2"]


def test_the_reserve_of_management_is_no_contingency() -> None:
    rows = [["", "Design", 100], ["", "Management reserve", 20], ["", "Total", 120]]

    assert places(said(*rows, others=(RISKS,))) == ["Budget!A1"]


def test_a_typed_total_among_formulas_is_told_even_where_it_is_right() -> None:
    rows = [
        ["", "Design", 100],
        ["", "Subtotal", added(100, "=SUM(C2:C2)")],
        ["", "Build", 200],
        ["", "Total", 300],
    ]

    (verdict,) = said(*rows)

    assert verdict.location == "Budget!C5"
    assert verdict.found["en"] == "300 EUR is typed, the other totals are formulas"
    rows[1][2] = 100
    assert outcomes(said(*rows)) == {Outcome.PASS}


def test_a_typed_total_beside_formulas_of_its_row_is_told() -> None:
    head = ["WBS", "Item", "Labour (EUR)", "Cost (EUR)"]
    rows = [["", "Design", 40, 100], ["", "Build", 60, 200],
            ["", "Total", added(100, "=SUM(C2:C3)"), 300]]  # fmt: skip
    budget = reading("budget.xlsx", "cost", sheet([head, *rows], title="Budget"))

    assert places(answers("COST-11", "cost-baseline", budget)) == ["Budget!D4"]
