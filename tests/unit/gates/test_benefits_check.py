"""INTEGRATION-33: each benefit can be measured, and their sum is that of the business case."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Reading, State
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import form, sheet, text

HEAD = ["ID", "Benefit", "Measure", "Current value", "Target", "Yearly gain (EUR)", "Due", "Owner"]
DUE = date(2028, 12, 31)
ROWS = [
    ["B1", "Less gas", "MWh a year", "21400", "15600", 300, DUE, "Ann"],
    ["B2", "Heat sold", "MWh sold", "0", "9000", 200, DUE, "Ben"],
]


def benefits(
    *rows: Sequence[object],
    head: Sequence[object] = HEAD,
    others: tuple[Reading, ...] = (),
    above: Sequence[Sequence[object]] = (),
    **given: Any,
) -> tuple[Verdict, ...]:
    plan = reading("gains.xlsx", "benefits", sheet([*above, head, *rows], title="Gains"))
    return answers("INTEGRATION-33", "benefits-plan", plan, *others, at="G5", **given)


def case(*lines: str, **more: Any) -> Reading:
    return reading("case.docx", "business case", content=text(*lines), **more)


def test_benefits_that_can_be_measured_pass() -> None:
    assert outcomes(benefits(*ROWS)) == {Outcome.PASS}
    assert outcomes(benefits(*ROWS, above=[["Benefits plan"], [], ["Version", "1"]])) == {
        Outcome.PASS
    }


@pytest.mark.parametrize(
    ("column", "place"),
    [
        pytest.param(2, "Gains!C3", id="measure"),
        pytest.param(3, "Gains!D3", id="value today"),
        pytest.param(4, "Gains!E3", id="target"),
        pytest.param(6, "Gains!G3", id="date"),
        pytest.param(7, "Gains!H3", id="owner"),
    ],
)
def test_a_benefit_that_leaves_something_open_is_told(column: int, place: str) -> None:
    row = list(ROWS[1])
    row[column] = "TBD"

    assert places(benefits(ROWS[0], row)) == [place]


def test_french_headers_are_understood_and_a_missing_column_is_told_once() -> None:
    head = ["N°", "Bénéfice", "Mesure", "Valeur actuelle", "Cible", "Gain annuel (EUR)", "Échéance"]
    rows = [row[:-1] for row in ROWS]

    assert outcomes(benefits(*ROWS, head=[*head, "Porteur"])) == {Outcome.PASS}
    (verdict,) = benefits(*rows, head=head)
    assert verdict.found["en"] == "there is no column for the owner"
    assert verdict.location == "Gains!A1"


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        pytest.param("Total annual benefits: 500 EUR", Outcome.PASS, id="the same"),
        pytest.param("Total des gains : 500 €", Outcome.PASS, id="the same in French"),
        pytest.param("Total annual benefits: 501 EUR", Outcome.PASS, id="rounding"),
        pytest.param("Total annual benefits: 502 EUR", Outcome.FAIL, id="another sum"),
        pytest.param("Total des gains : 5 000 €", Outcome.FAIL, id="another sum in French"),
        pytest.param("Total discounted benefits: 410 EUR", Outcome.PASS, id="discounted"),
        pytest.param("Total benefits: 600 USD", Outcome.PASS, id="another currency"),
    ],
)
def test_the_sum_is_compared_with_the_business_case(said: str, outcome: Outcome) -> None:
    assert outcomes(benefits(*ROWS, others=(case(said),))) == {outcome}


def test_the_table_of_the_business_case_is_compared_too() -> None:
    table = form([HEAD, ROWS[0], [*ROWS[1][:5], 260, *ROWS[1][6:]]])
    other = reading("case.docx", "business case", content=text("Benefits", tables=[table]))

    (verdict,) = benefits(*ROWS, others=(other,))

    assert "add up to 500 EUR, but 560 EUR stands in case.docx" in verdict.found["en"]
    assert outcomes(benefits(*ROWS, others=(other,), settings={"tolerance": 1})) == {Outcome.PASS}


def test_a_total_that_is_no_sum_is_told_where_it_stands() -> None:
    total = ["", "Total", "", "", "", 510, "", ""]

    assert places(benefits(*ROWS, total)) == ["Gains!F4"]


def test_a_table_of_options_is_no_table_of_benefits() -> None:
    options: list[list[object]] = [
        ["Option", "Cost (EUR)", "Benefit (EUR)", "Opinion"],
        ["A", 1, 0, "no"],
    ]
    plan = reading("gains.xlsx", "benefits", sheet(options))

    assert outcomes(answers("INTEGRATION-33", "benefits-plan", plan, at="G5")) == {
        Outcome.CANNOT_TELL
    }


def test_a_blank_form_and_a_text_without_a_table_cannot_be_told() -> None:
    blank = reading("gains.xlsx", "benefits", sheet([HEAD]), state=State.TEMPLATE)
    prose = reading("gains.docx", "benefits", content=text("Benefits will be high."))

    for each in (blank, prose):
        assert outcomes(answers("INTEGRATION-33", "benefits-plan", each, at="G5")) == {
            Outcome.CANNOT_TELL
        }
