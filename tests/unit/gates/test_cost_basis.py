"""COST-14: each estimate has a basis."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.evidence.content import Content, Table
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import sheet, text, workbook

HEAD = ["WBS", "Item", "Cost (EUR)", "Basis of estimate"]
DESIGN = ["1", "Design", 30_000, "Analogy with the north site, 2026"]
BUILD = ["2", "Build", 60_000, "Quotation of 12 January 2027"]
TOTAL = ["", "Total", 90_000, ""]
SAID = (
    ["Accuracy of the estimate", "± 15 %"],
    ["Price level", "January 2027"],
    ["Estimated by", "Ann Lee"],
    ["Not included", "Land and taxes"],
)


def told(
    *tables: Table,
    content: Content | None = None,
    at: str = "G3",
    settings: Mapping[str, object] | None = None,
) -> tuple[Verdict, ...]:
    budget = reading("budget.xlsx", "cost", *tables, content=content)
    return answers("COST-14", "cost-baseline", budget, settings=settings, at=at)


def said(
    *rows: Sequence[object],
    notes: Sequence[Sequence[object]] = SAID,
    at: str = "G3",
    **settings: object,
) -> tuple[Verdict, ...]:
    tables = sheet([HEAD, *rows, TOTAL], "Budget"), sheet(notes, "Notes")
    return told(*tables, at=at, settings=settings)


def test_estimates_with_their_basis_pass() -> None:
    (verdict,) = said(DESIGN, BUILD)

    assert verdict.outcome is Outcome.PASS
    assert verdict.found["en"] == "2 estimates with their basis, from -15% to +15%"


@pytest.mark.parametrize("basis", ["", "TBD", "à définir", "Estimate", "-"])
def test_a_line_without_a_basis_is_told_with_its_cell(basis: str) -> None:
    assert places(said([*DESIGN[:3], basis], BUILD)) == ["Budget!D2"]


def test_a_table_without_a_column_for_the_basis_is_told_once() -> None:
    table = sheet([HEAD[:3], DESIGN[:3], BUILD[:3], TOTAL[:3]], "Budget")

    assert places(told(table, sheet(SAID, "Notes"))) == ["Budget!A1"]


def test_reserves_and_totals_need_no_basis() -> None:
    rows = [["", "Contingency", 9_000, ""], ["", "Management reserve", 5_000, ""]]

    assert outcomes(said(DESIGN, BUILD, *rows)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        pytest.param(0, "how accurate", id="range"),
        pytest.param(2, "who made", id="author"),
        pytest.param(3, "leaves out", id="exclusions"),
    ],
)
def test_what_the_document_does_not_say_is_told(left_out: int, words: str) -> None:
    notes = [note for place, note in enumerate(SAID) if place != left_out]

    (verdict,) = said(DESIGN, BUILD, notes=notes)

    assert verdict.outcome is Outcome.FAIL
    assert words in verdict.found["en"]


def test_prices_have_a_date_in_the_notes_or_in_the_lines() -> None:
    notes = [SAID[0], SAID[2], SAID[3]]
    undated = ["1", "Design", 30_000, "Analogy with the north site"]
    counted = ["2", "Build", 60_000, "90 days of the crew"]

    assert outcomes(said(DESIGN, counted, notes=notes)) == {Outcome.PASS}
    (verdict,) = said(undated, counted, notes=notes)
    assert "when the prices are" in verdict.found["en"]


def test_a_first_draft_must_only_give_the_range() -> None:
    assert outcomes(said(DESIGN, BUILD, notes=SAID[:1], at="G2")) == {Outcome.PASS}
    assert outcomes(said(DESIGN, BUILD, notes=SAID[1:], at="G2")) == {Outcome.FAIL}


def test_the_method_says_what_the_document_must_say() -> None:
    assert outcomes(said(DESIGN, BUILD, notes=SAID[:1], document_asks="range")) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("basis", "outcome"),
    [
        pytest.param("Quotation of 2 September 2026", Outcome.PASS, id="on its last day"),
        pytest.param("Quotation of 1 September 2026", Outcome.FAIL, id="a day older"),
        pytest.param("Devis du 1er septembre 2026", Outcome.FAIL, id="the same in French"),
        pytest.param("Offer valid until 1 March 2027", Outcome.PASS, id="with an end of its own"),
        pytest.param("Offer valid until 28 February 2027", Outcome.FAIL, id="ended yesterday"),
        pytest.param("Angebot von Februar 2026", Outcome.FAIL, id="of a month"),
    ],
)
def test_quotations_still_hold(basis: str, outcome: Outcome) -> None:
    verdicts = said(DESIGN, [*BUILD[:3], basis])

    assert outcomes(verdicts) == {outcome}
    assert places(verdicts) == (["Budget!D3"] if outcome is Outcome.FAIL else [])


def test_how_old_a_quotation_may_be_is_a_setting() -> None:
    assert places(said(DESIGN, BUILD, quote_days=30)) == ["Budget!D3"]


def test_a_quotation_without_a_date_is_told_where_prices_have_none() -> None:
    undated = [*BUILD[:3], "Quotation of the supplier"]
    notes = [SAID[0], SAID[2], SAID[3]]

    assert places(said(DESIGN, undated, notes=notes)) == ["Budget!D3"]
    assert outcomes(said(DESIGN, undated)) == {Outcome.PASS}


def test_a_price_rise_counts_once() -> None:
    rise = ["3", "Escalation", 2_000, "2 % a year of the index of 2026"]
    twice = [*SAID, ["Remark", "All prices include inflation"]]

    assert outcomes(said(DESIGN, BUILD, rise)) == {Outcome.PASS}
    assert places(said(DESIGN, BUILD, rise, notes=twice)) == ["Budget!D4"]


POINTS = ["Item", "Low (EUR)", "Likely (EUR)", "High (EUR)", "Basis of estimate"]


def points(*rows: Sequence[object], **settings: object) -> tuple[Verdict, ...]:
    return told(sheet([POINTS, *rows], "Budget"), sheet(SAID[1:], "Notes"), settings=settings)


def test_low_likely_and_high_are_in_order() -> None:
    sound = ["Design", 25_000, 30_000, 40_000, "Analogy, 2026"]

    assert outcomes(points(sound)) == {Outcome.PASS}
    assert outcomes(points(["Design", 30_000, 30_000, 30_000, "Contract of 2026"])) == {
        Outcome.PASS
    }
    assert places(points(["Design", 31_000, 30_000, 40_000, "Analogy, 2026"])) == ["Budget!C2"]
    assert places(points(["Design", 25_000, 41_000, 40_000, "Analogy, 2026"])) == ["Budget!C2"]


@pytest.mark.parametrize(
    ("settings", "outcome"),
    [
        pytest.param({"estimate_class": 3}, Outcome.PASS, id="as narrow as class 3 may be"),
        pytest.param({"estimate_class": 4}, Outcome.FAIL, id="too narrow for class 4"),
        pytest.param(
            {"low_percent": 10, "high_percent": 10}, Outcome.PASS, id="the method's own range"
        ),
        pytest.param(
            {"low_percent": 10, "high_percent": Decimal("10.1")}, Outcome.FAIL, id="beyond it"
        ),
        pytest.param({}, Outcome.PASS, id="no range asked"),
    ],
)
def test_the_range_is_as_wide_as_the_phase_deserves(
    settings: dict[str, object], outcome: Outcome
) -> None:
    row = ["Design", 27_000, 30_000, 33_000, "Analogy, 2026"]

    assert outcomes(points(row, **settings)) == {outcome}


def test_a_class_that_the_document_claims_counts() -> None:
    claims = [*SAID[1:], ["Class of the estimate", "Class 5 estimate, ± 10 %"]]

    (verdict,) = said(DESIGN, BUILD, notes=claims)

    assert verdict.expected["en"] == "at least -20% to +30% in this phase"
    assert verdict.found["fr"].startswith("la fourchette est de -10")


def test_ranges_of_two_sides_are_read() -> None:
    notes = [["Fourchette", "-20 % / +35 %"], *SAID[1:]]

    assert outcomes(said(DESIGN, BUILD, notes=notes, estimate_class=5)) == {Outcome.PASS}


def test_a_large_total_is_estimated_twice() -> None:
    checked = [*SAID, ["Cross-check", "A parametric check gives 92 000 EUR"]]

    assert outcomes(said(DESIGN, BUILD, cross_check_above=90_000)) == {Outcome.PASS}
    assert places(said(DESIGN, BUILD, cross_check_above=89_000)) == ["Budget!A1"]
    assert outcomes(said(DESIGN, BUILD, notes=checked, cross_check_above=89_000)) == {Outcome.PASS}


def test_means_and_deviations_of_durations_are_recomputed() -> None:
    head = ["Task", "Optimistic", "Most likely", "Pessimistic", "Expected", "Standard deviation"]
    head = [*head[:4], "PERT mean", head[5]]
    rows: list[list[object]] = [["Dig", 4, 5, 6, 5, 0.33], ["Pour", 8, 10, 15, 10.5, 1.17]]

    assert outcomes(told(sheet([head, *rows], "PERT"))) == {Outcome.PASS}
    rows[0][5] = 1.67
    rows[1][4] = 11.2
    verdicts = told(sheet([head, *rows], "PERT"))
    assert places(verdicts) == ["PERT!F2", "PERT!E3"]
    assert verdicts[0].found["en"] == ("Dig: standard deviation 1.67 stated, 0.333 recomputed")


def test_a_table_that_follows_costs_estimates_nothing() -> None:
    head = ["Item", "Baseline (EUR)", "Actual cost (EUR)", "Estimate to complete (EUR)",
            "Estimate at completion (EUR)"]  # fmt: skip
    table = sheet([head, ["Design", 10, 4, 6, 10], ["Total", 10, 4, 6, 10]], "Follow-up")

    assert outcomes(told(table)) == {Outcome.NOT_APPLICABLE}


def test_a_document_without_costs_cannot_be_told() -> None:
    assert outcomes(told(content=text("The costs follow."))) == {Outcome.CANNOT_TELL}


def test_a_french_table_below_a_title_is_read() -> None:
    head = ["Code", "Poste", "Coût (EUR)", "Base d'estimation"]
    rows = [["1", "Études", "30 000,00", "Analogie avec le site nord, 2026"],
            ["2", "Travaux", "60 000,00", ""], ["", "Total", "90 000,00", ""]]  # fmt: skip
    notes = [["Précision", "± 15 %"], ["Établi par", "Anne"], ["Hors", "taxes et foncier"]]
    content = workbook(sheet([["Budget"], [], head, *rows], "Budget"), sheet(notes, "Notes"))

    verdicts = told(content=content)

    assert places(verdicts) == ["Budget!D5"]
    assert verdicts[0].found["fr"] == "Travaux : pas de base d'estimation"
