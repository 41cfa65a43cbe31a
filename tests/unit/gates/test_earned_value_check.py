"""COST-15: the figures of earned value agree."""

from collections.abc import Sequence

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Table
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import Rows, form, sheet, text

HEAD = ["Work package", "BAC", "PV", "EV", "AC", "CV", "CPI"]
DESIGN = ["Design", 400, 400, 400, 420, -20, 0.95]
BUILD = ["Build", 600, 300, 270, 290, -20, 0.93]
TOTAL = ["Total", 1000, 700, 670, 710, -40, 0.94]


def told(*tables: Table, lines: Sequence[str] = (), **settings: object) -> tuple[Verdict, ...]:
    content = text(*lines, tables=tables)
    report = reading("report.docx", "status report", content=content)
    return answers("COST-15", "status-report", report, settings=settings, at="G4")


def said(*rows: Sequence[object], beside: Sequence[Sequence[object]] = ()) -> tuple[Verdict, ...]:
    return told(sheet([HEAD, *rows, [], *beside], "EV"))


def test_figures_that_follow_from_each_other_pass() -> None:
    (verdict,) = said(
        DESIGN,
        BUILD,
        TOTAL,
        beside=[["SPI", 0.957], ["EAC", 1060], ["ETC", 350], ["VAC", -60], ["TCPI", 1.138]],
    )

    assert verdict.outcome is Outcome.PASS
    assert verdict.found["en"] == "CPI 0.944, SPI 0.957; EAC 1,060 = BAC / CPI"
    assert verdict.found["fr"].startswith("IPC 0,944")


@pytest.mark.parametrize(
    ("eac", "method"),
    [
        pytest.param(1059.7, "BAC / CPI", id="as the work done"),
        pytest.param(1040, "AC + BAC - EV", id="as planned"),
        pytest.param(1075.37, "AC + (BAC - EV) / (CPI x SPI)", id="late as well"),
        pytest.param(1063.83, "BAC / CPI", id="from the rounded index"),
    ],
)
def test_each_way_to_the_final_cost_is_named(eac: float, method: str) -> None:
    (verdict,) = said(DESIGN, BUILD, TOTAL, beside=[["EAC", eac]])

    assert verdict.outcome is Outcome.PASS
    assert verdict.found["en"].endswith(f"= {method}")


@pytest.mark.parametrize(
    ("beside", "place"),
    [
        pytest.param([["EAC", 1200]], "EV!B6", id="an estimate that nothing gives"),
        pytest.param([["EAC", 700]], "EV!B6", id="an estimate below what is spent"),
        pytest.param([["SPI", 1.02]], "EV!B6", id="a wrong index"),
        pytest.param([["EAC", 1040], ["ETC", 400]], "EV!B7", id="a wrong rest"),
        pytest.param([["EAC", 1040], ["VAC", 40]], "EV!B7", id="a variance of the wrong sign"),
        pytest.param([["TCPI", 0.9]], "EV!B6", id="a wrong performance to complete"),
        pytest.param([["EV = 690"]], "EV!A6", id="a figure stated twice"),
    ],
)
def test_a_figure_that_does_not_follow_is_told_with_its_cell(
    beside: list[list[object]], place: str
) -> None:
    assert place in places(said(DESIGN, BUILD, TOTAL, beside=beside))


def test_the_figure_recomputed_is_told() -> None:
    (verdict,) = said(DESIGN, BUILD, TOTAL, beside=[["SPI", 1.02]])

    assert verdict.found["en"] == "SPI 1.02 stated, 0.9571 recomputed (EV / PV)"
    assert verdict.found["fr"] == "IPD 1,02 affiché, 0,9571 recalculé (EV / PV)"


def test_lines_are_recomputed_too() -> None:
    assert places(said(DESIGN, [*BUILD[:6], 0.5], TOTAL)) == ["EV!G3"]
    assert places(said(DESIGN, [*BUILD[:5], 20, 0.93], TOTAL)) == ["EV!F3"]


def test_more_earned_than_budgeted_is_found() -> None:
    assert places(said(["Design", 390, 400, 400, 420, -20, 0.95], BUILD, ["", *TOTAL[1:]])) == [
        "EV!D2"
    ]


def test_a_total_that_is_not_the_sum_of_its_lines_is_found() -> None:
    assert "EV!E4" in places(said(DESIGN, BUILD, ["Total", 1000, 700, 670, 640, 30, 1.05]))


def test_a_line_that_earned_without_cost_is_found() -> None:
    rows = [DESIGN, ["Build", 600, 300, 270, "", "", ""], ["Total", 1000, 700, 670, 710, -40, 0.94]]

    assert places(said(*rows)) == ["EV!D3"]


def test_without_earned_value_nothing_can_be_recomputed() -> None:
    lines = ["BAC = 1000", "AC = 700", "CPI = 0.94"]

    (verdict,) = told(lines=lines)

    assert verdict.outcome is Outcome.CANNOT_TELL
    assert verdict.found["en"] == "PV, EV not stated: the indices cannot be recomputed"


def test_a_document_without_such_figures_cannot_be_told() -> None:
    (verdict,) = told(lines=["The work goes on."])

    assert verdict.outcome is Outcome.CANNOT_TELL
    assert verdict.document == "report.docx"


LATE = [
    ["Design", 400, 400, 400, 480, -80, 0.83],
    ["Build", 600, 300, 270, 320, -50, 0.84],
    ["Total", 1000, 700, 670, 800, -130, 0.84],
]


def test_a_variance_beyond_the_threshold_wants_a_reason() -> None:
    table = sheet([HEAD, *LATE], "EV")

    assert places(told(table)) == ["EV!G4"]
    assert outcomes(
        told(table, lines=["Costs rose because the soil is softer than surveyed."])
    ) == {Outcome.PASS}
    assert outcomes(told(table, threshold="0.2")) == {Outcome.FAIL}
    assert outcomes(told(table, threshold=1)) == {Outcome.PASS}


def test_an_estimate_that_is_still_the_budget_fails_where_performance_is_far_from_plan() -> None:
    reason = ["Costs rose because the soil is softer than surveyed."]
    table = sheet([HEAD, *LATE, [], ["EAC", 1000]], "EV")

    (verdict,) = told(table, lines=reason)

    assert verdict.found["en"] == "EAC is still the budget 1,000 although CPI is 0.838"
    assert verdict.location == "EV!B6"


def test_an_estimate_made_anew_is_believed() -> None:
    lines = ["The EAC is a new estimate, package by package."]

    verdicts = told(sheet([HEAD, DESIGN, BUILD, TOTAL, [], ["EAC", 1111]], "EV"), lines=lines)

    assert outcomes(verdicts) == {Outcome.PASS}


def test_a_french_table_with_two_header_rows_and_decimal_commas_is_read() -> None:
    head = ["Lot", "Budget", "Valeur", "Valeur", "Coût", "IPC"]
    second = ["", "BAC", "VP", "VA", "CR", ""]
    rows = [
        ["Études", "400", "400", "400", "420", "0,95"],
        ["Travaux", "600", "300", "270", "290", "0,93"],
        ["Total", "1 000", "700", "670", "710", "0,99"],
    ]
    table = sheet([["Suivi"], [], head, second, *rows], "Suivi")

    assert places(told(table)) == ["Suivi!F7"]


def test_a_form_that_states_each_figure_beside_its_label_is_read() -> None:
    figures = [["BAC", "1 000 €"], ["Valeur acquise (VA)", "670 €"], ["Valeur planifiée", "700 €"],
               ["Coût réel", "710 €"], ["IPC", "0,94"], ["IPD", "0,80"]]  # fmt: skip

    assert places(told(form(figures))) == ["table 1, row 6"]


def test_figures_over_time_are_those_of_the_last_reported_date() -> None:
    rows: Rows = [
        ["Month", "Planned value", "Earned value", "Actual cost"],
        ["Jan 2027", 100, 100, 90],
        ["Feb 2027", 300, 280, 290],
        ["Mar 2027", 700, 670, 710],
        ["Apr 2027", 1000, "", ""],
        [],
        ["BAC", 1000],
        ["CPI", 0.9437],
    ]

    assert outcomes(told(sheet(rows, "Curve"))) == {Outcome.PASS}
    rows[-1] = ["CPI", 0.91]
    assert places(told(sheet(rows, "Curve"))) == ["Curve!B8"]
