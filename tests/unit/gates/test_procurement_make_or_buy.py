"""PROCUREMENT-19: each purchase is decided, with its costs, its reasons and in time."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.dossier import ProjectFacts, Surroundings
from gates.evidence.content import Reading, Table
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import form, sheet, text

ANALYSIS = ["WBS", "Item", "Cost to make", "Cost to buy", "Decision", "Decision date", "Supplier"]
DAY = date(2027, 1, 15)
DECIDED = [
    ["2.1", "Boiler", 900, 700, "Buy", DAY, "Acme"],
    ["2.2", "Software", 300, 500, "Make", DAY, ""],
]


def decided(
    *rows: Sequence[object],
    head: Sequence[object] = ANALYSIS,
    bought: tuple[list[object], ...] = (),
    more: tuple[Table, ...] = (),
    attributes: dict[str, object] | None = None,
    **given: Any,
) -> tuple[Verdict, ...]:
    tables = [sheet([head, *rows], title="Make or buy")] if rows else []
    plan = reading("procurement.xlsx", "procurement", *tables, *more)
    costs = ["WBS", "Item", "Make or buy", "Cost", "Supplier", "Category"]
    others = [reading("budget.xlsx", "cost", sheet([costs, *bought], title="Budget"))]
    around = Surroundings(project=ProjectFacts(attributes=attributes or {}))
    return answers(
        "PROCUREMENT-19",
        "procurement-plan",
        plan,
        *(others if bought else []),
        surroundings=around,
        **given,
    )


def test_purchases_with_their_decision_pass() -> None:
    bought = (
        ["2.1", "Boiler", "Purchased", 700, "", ""],
        ["2.2", "Software", "Internal", 300, "", ""],
    )

    assert outcomes(decided(*DECIDED)) == {Outcome.PASS}
    assert outcomes(decided(*DECIDED, bought=bought)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("head", "buy"),
    [
        pytest.param(["Code WBS", "Élément", "Coût en interne", "Coût acheté", "Décision",
                      "Date de décision", "Fournisseur"], "Acheter", id="French"),
        pytest.param(["PSP", "Bezeichnung", "In house cost", "External cost", "Entscheidung",
                      "Entscheidungsdatum", "Lieferant"], "Fremdleistung", id="German"),
    ],
)  # fmt: skip
def test_other_languages_are_understood(head: list[str], buy: str) -> None:
    sound = ["2.1", "Boiler", "900,00", "700,00", buy, "15/01/2027", ""]

    assert outcomes(decided(sound, head=head)) == {Outcome.PASS}
    assert places(decided([*sound[:5], "", ""], head=head)) == ["Make or buy!F2"]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(["2.3", "Crane", "Acheté", 90, "", ""], id="marked in French"),
        pytest.param(["2.3", "Crane", "Fremdleistung", 90, "", ""], id="marked in German"),
        pytest.param(["2.3", "Crane", "", 90, "Acme", ""], id="with a vendor"),
        pytest.param(["2.3", "Crane", "", 90, "", "Subcontract"], id="subcontract"),
        pytest.param(["2.3", "Crane", "", 90, "", "Prestation"], id="prestation"),
    ],
)
def test_a_purchase_without_a_row_is_told_with_the_place_in_the_budget(row: list[object]) -> None:
    (verdict,) = decided(*DECIDED, bought=(row,))

    assert verdict.document == "procurement.xlsx"
    assert "2.3 Crane is bought (budget.xlsx, Budget!A2)" in verdict.found["en"]


@pytest.mark.parametrize(
    ("row", "told", "place"),
    [
        pytest.param(["2.3", "Crane", 9, 8, "", DAY, ""], "not decided", "E4", id="no decision"),
        pytest.param(["2.3", "Crane", 9, 8, "Buy", "", ""], "no date", "F4", id="no date"),
        pytest.param(["2.3", "Crane", 9, 8, "Make", DAY, "Acme"], "supplier", "G4",
                     id="made by others"),
        pytest.param(["2.3", "Crane", "", 8, "Buy", DAY, ""], "not costed both", "C4",
                     id="no cost to make"),
        pytest.param(["2.3", "Crane", 9, "tbd", "Buy", DAY, ""], "not costed both", "D4",
                     id="no cost to buy"),
    ],
)  # fmt: skip
def test_a_row_that_decides_nothing_is_told(row: list[object], told: str, place: str) -> None:
    (verdict,) = decided(*DECIDED, row)

    assert told in verdict.found["en"]
    assert verdict.location == f"Make or buy!{place}"


def test_a_column_for_reasons_is_filled_and_a_column_of_costs_is_there() -> None:
    head = [*ANALYSIS[:6], "Own capability"]
    rows = [[*DECIDED[0][:6], "No foundry"], ["2.3", "Crane", 9, 8, "Buy", DAY, ""]]
    bare = ["WBS", "Item", "Make or buy", "Own capability", "Decision date"]

    assert places(decided(*rows, head=head)) == ["Make or buy!G3"]
    (verdict,) = decided(["2.1", "Boiler", "Buy", "No foundry", DAY], head=bare)
    assert "shows no cost" in verdict.found["en"]


def test_a_strategy_need_not_show_costs_and_dates_yet() -> None:
    bare = ["WBS", "Item", "Make or buy"]

    assert outcomes(decided(["2.1", "Boiler", "Buy"], head=bare, at="G2")) == {Outcome.PASS}
    assert outcomes(decided(["2.1", "Boiler", "Buy"], head=bare, at="G3")) == {Outcome.FAIL}


@pytest.mark.parametrize(
    ("late", "outcome"),
    [pytest.param(0, Outcome.PASS, id="same day"), pytest.param(1, Outcome.FAIL, id="a day late")],
)
def test_the_decision_comes_before_the_tender(late: int, outcome: Outcome) -> None:
    tender = DAY - timedelta(days=late)
    contracts = form([["Item", "Contract type", "Tender date"], ["Boiler", "Fixed price", tender]])
    head = [*ANALYSIS[:6], "Tender date"]

    assert outcomes(decided(*DECIDED, more=(contracts,))) == {outcome}
    assert outcomes(decided([*DECIDED[0][:6], tender], head=head)) == {outcome}


def test_contradictions_between_the_analysis_and_the_budget_are_told() -> None:
    made = (["2.2", "Software", "Purchased", 300, "", ""],)
    named = (["2.4", "Paint", "In house", 300, "Acme", ""],)

    (one,) = decided(*DECIDED, bought=made)
    (other,) = decided(*DECIDED, bought=named)

    assert "decided to make, yet bought in budget.xlsx" in one.found["en"]
    assert (other.document, other.location) == ("budget.xlsx", "Budget!E2")


def test_purchases_without_any_analysis_fail() -> None:
    (verdict,) = decided(bought=(["2.1", "Boiler", "Purchased", 700, "", ""],))

    assert verdict.outcome is Outcome.FAIL


def test_without_a_word_on_purchases_one_cannot_tell() -> None:
    assert outcomes(decided()) == {Outcome.CANNOT_TELL}


def test_where_nothing_is_bought_it_does_not_apply() -> None:
    said: Reading = reading("plan.docx", "procurement", content=text("Nothing is bought."))

    assert outcomes(decided(attributes={"bought": False})) == {Outcome.NOT_APPLICABLE}
    assert outcomes(answers("PROCUREMENT-19", "procurement-plan", said)) == {Outcome.NOT_APPLICABLE}
