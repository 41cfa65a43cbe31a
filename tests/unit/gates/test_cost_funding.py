"""COST-13: funding covers the curve in every period."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Reading, Table
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import Rows, sheet, text

PLAN = sheet(
    [
        ["WBS", "Item", "Cost (EUR)"],
        ["", "Design", 30_000],
        ["", "Build", 60_000],
        ["", "Total of the work", 90_000],
        ["", "Contingency", 9_000],
        ["", "Total budget", 99_000],
    ],
    "Budget",
)
HEAD = ["Month", "Total of the month (EUR)", "Cumulative (EUR)"]
SPENT = (("2027-01", 22_000, 22_000), ("2027-02", 33_000, 55_000), ("2027-03", 44_000, 99_000))
GRANTED = [*HEAD, "Funding granted (EUR)"]


def curve(*granted: object, head: Sequence[object] = GRANTED) -> Table:
    rows: Rows = [[*row, *extra] for row, extra in zip(SPENT, [[g] for g in granted], strict=True)]
    return sheet([head, *rows], "Curve")


def plain_curve() -> Table:
    return sheet([HEAD, *SPENT], "Curve")


def said(
    *tables: Table,
    others: Sequence[Reading] = (),
    plan: Table = PLAN,
    at: str = "G3",
    **settings: object,
) -> tuple[Verdict, ...]:
    budget = reading("budget.xlsx", "cost", plan, *tables)
    return answers("COST-13", "cost-baseline", budget, *others, settings=settings, at=at)


def test_money_that_is_always_there_passes() -> None:
    (verdict,) = said(curve(60_000, 60_000, 99_000))

    assert verdict.outcome is Outcome.PASS
    assert verdict.found["en"] == "funding covers the costs in all 3 periods"


@pytest.mark.parametrize(
    ("second", "outcome"),
    [
        pytest.param(55_000, Outcome.PASS, id="to the last euro"),
        pytest.param(54_000, Outcome.FAIL, id="a thousand short"),
    ],
)
def test_money_that_comes_late_is_told_with_the_month(second: int, outcome: Outcome) -> None:
    verdicts = said(curve(30_000, second, 99_000))

    assert outcomes(verdicts) == {outcome}
    if outcome is Outcome.FAIL:
        assert verdicts[0].location == "Curve!D3"
        assert verdicts[0].found["en"] == ("by 2027-02 55,000 are to be spent, 54,000 are granted")


def test_grants_of_each_month_are_added_up() -> None:
    assert outcomes(said(curve(30_000, 30_000, 39_000))) == {Outcome.PASS}
    assert places(said(curve(10_000, 50_000, 39_000))) == ["Curve!D2"]


def test_the_planned_reserve_is_covered_too() -> None:
    head = ["Month", "Work packages (EUR)", "Cumulative (EUR)", "Funding granted (EUR)"]
    rows = [["2027-01", 20_000, 20_000, 21_000], ["2027-02", 30_000, 50_000, 60_000],
            ["2027-03", 40_000, 90_000, 99_000]]  # fmt: skip

    assert places(said(sheet([head, *rows], "Curve"))) == ["Curve!D2"]


def test_nothing_says_whether_the_money_is_approved() -> None:
    head = [*HEAD, "Funding (EUR)"]
    note = reading("note.docx", "other", content=text("The funding is approved by the board."))

    assert places(said(curve(60_000, 60_000, 99_000, head=head))) == ["Curve!D2"]
    assert outcomes(said(curve(60_000, 60_000, 99_000, head=head), others=[note])) == {Outcome.PASS}
    assert outcomes(said(curve(60_000, 60_000, 99_000, head=head), at="G2")) == {Outcome.PASS}


def test_the_source_is_asked_where_the_method_does() -> None:
    table = curve(60_000, 60_000, 99_000)

    assert places(said(table, source=True)) == ["Curve!D2"]
    note = reading("note.docx", "other", content=text("Funding comes from the capital budget."))
    assert outcomes(said(table, others=[note], source=True)) == {Outcome.PASS}


TRANCHES = ["Tranche", "Date", "Amount (EUR)", "Source", "Status", "Gate"]


def tranches(*rows: Sequence[object]) -> Table:
    return sheet([TRANCHES, *rows], "Funding")


FIRST = ["1", "2027-01-05", 60_000, "Capital budget", "Approved", "G3"]
SECOND = ["2", "2027-03-01", 39_000, "Regional grant", "Requested", "G4"]


def test_tranches_that_come_in_time_from_a_source_at_a_gate_pass() -> None:
    assert outcomes(said(plain_curve(), tranches(FIRST, SECOND))) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        pytest.param([*SECOND[:1], "2027-05-01", *SECOND[2:]], "Funding!C2", id="too late"),
        pytest.param([*SECOND[:5], ""], "Funding!A3", id="at no gate"),
        pytest.param([*SECOND[:4], "", "G4"], "Funding!A3", id="of no state"),
        pytest.param([*SECOND[:3], "", *SECOND[4:]], "Funding!A3", id="of no source"),
    ],
)
def test_each_gap_of_a_tranche_is_told(changed: list[object], place: str) -> None:
    assert places(said(plain_curve(), tranches(FIRST, changed))) == [place]


def test_gates_of_tranches_are_asked_as_the_method_says() -> None:
    loose = [*SECOND[:5], ""]

    assert outcomes(said(plain_curve(), tranches(FIRST, loose), tied_to_gates=False)) == {
        Outcome.PASS
    }


def analysis(p70: int) -> Reading:
    rows: Rows = [["Percentile", "Cost (EUR)"], ["P50", 88_000], ["P70", p70], ["P90", 120_000]]
    return reading("risk.xlsx", "risk", sheet(rows, "Simulation"))


@pytest.mark.parametrize(
    ("p70", "outcome"),
    [
        pytest.param(99_000, Outcome.PASS, id="as much as the budget"),
        pytest.param(101_000, Outcome.FAIL, id="more than the budget"),
    ],
)
def test_the_budget_reaches_the_confidence_that_the_method_sets(p70: int, outcome: Outcome) -> None:
    table = curve(60_000, 60_000, 99_000)

    assert outcomes(said(table, others=[analysis(p70)], confidence=70)) == {outcome}
    assert outcomes(said(table, others=[analysis(p70)])) == {Outcome.PASS}


def test_between_two_percentiles_the_value_lies_between_theirs() -> None:
    table = curve(60_000, 60_000, 99_000)

    assert outcomes(said(table, others=[analysis(98_000)], confidence=70)) == {Outcome.PASS}
    (verdict,) = said(table, others=[analysis(98_000)], confidence=Decimal(80))
    assert verdict.found["en"] == "99,000 budgeted, 109,000 are needed for that confidence"


def test_without_an_analysis_the_confidence_cannot_be_told() -> None:
    verdicts = said(curve(60_000, 60_000, 99_000), confidence=70)

    assert outcomes(verdicts) == {Outcome.CANNOT_TELL}


def test_estimates_of_three_points_give_the_confidence_where_no_simulation_does() -> None:
    head = ["Item", "Low (EUR)", "Likely (EUR)", "High (EUR)", "Cost (EUR)"]
    narrow = [["Design", 29_000, 30_000, 31_000, 30_000], ["Build", 58_000, 60_000, 62_000, 60_000],
              ["Contingency", "", "", "", 9_000], ["Total", "", "", "", 99_000]]  # fmt: skip
    wide = [["Design", 20_000, 30_000, 80_000, 30_000], ["Build", 50_000, 60_000, 150_000, 60_000],
            ["Contingency", "", "", "", 9_000], ["Total", "", "", "", 99_000]]  # fmt: skip
    table = curve(60_000, 60_000, 99_000)

    sure = said(table, plan=sheet([head, *narrow], "Budget"), confidence=70)
    unsure = said(table, plan=sheet([head, *wide], "Budget"), confidence=70)

    assert outcomes(sure) == {Outcome.PASS}
    assert outcomes(unsure) == {Outcome.FAIL}


def test_without_funding_or_costs_over_time_nothing_can_be_told() -> None:
    assert outcomes(said(plain_curve())) == {Outcome.CANNOT_TELL}
    assert outcomes(said(tranches(FIRST, SECOND))) == {Outcome.CANNOT_TELL}


def test_a_french_table_across_with_its_financing_in_a_row_is_read() -> None:
    head = ["Poste", "Janv 2027", "Févr 2027", "Mars 2027", "Total (EUR)"]
    rows = [
        ["Études", "22 000", "8 000", "0", "30 000"],
        ["Travaux", "0", "25 000", "35 000", "60 000"],
        ["Provision pour risques", "0", "0", "9 000", "9 000"],
        ["Total", "22 000", "33 000", "44 000", "99 000"],
        ["Financement accordé cumulé", "22 000", "50 000", "99 000", ""],
    ]
    table = sheet([["Échéancier"], [], head, *rows], "Courbe")

    assert places(said(table)) == ["Courbe!C8"]
