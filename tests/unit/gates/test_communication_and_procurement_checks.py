"""COMMUNICATION-27 and PROCUREMENT-19: everybody is told, and each purchase is decided."""

from collections.abc import Sequence
from datetime import date

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.dossier import ProjectFacts, Surroundings
from gates.evidence.content import Reading
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import sheet

MATRIX = ["Stakeholder", "Content", "Channel", "Frequency", "Sender"]
SOUND = [
    ["Steering committee", "Progress", "Meeting", "Monthly", "Ann"],
    ["Users and neighbours", "Dates", "Letter", "Quarterly", "Ben"],
]


def told(*rows: Sequence[object], others: tuple[Reading, ...] = ()) -> tuple[Verdict, ...]:
    plan = reading("communication.xlsx", "communication", sheet([MATRIX, *rows], title="Plan"))
    return answers("COMMUNICATION-27", "communication-plan", plan, *others)


def register(*names: str) -> Reading:
    rows = [[name, "High", "High", "To be heard"] for name in names]
    head = ["Stakeholder", "Power", "Interest", "Expectations"]
    return reading("stakeholders.xlsx", "stakeholders", sheet([head, *rows]))


def test_a_matrix_that_reaches_everybody_passes() -> None:
    others = (register("Steering committee", "Neighbours", "Users"),)

    assert outcomes(told(*SOUND)) == {Outcome.PASS}
    assert outcomes(told(*SOUND, others=others)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("column", "place"),
    [(2, "Plan!C3"), (3, "Plan!D3"), (4, "Plan!E3")],
    ids=["channel", "frequency", "sender"],
)
def test_a_row_that_lacks_something_is_told(column: int, place: str) -> None:
    row = list(SOUND[1])
    row[column] = "à définir"

    assert places(told(SOUND[0], row)) == [place]


def test_a_stakeholder_who_is_told_nothing_is_named() -> None:
    (verdict,) = told(*SOUND, others=(register("Steering committee", "Fire brigade"),))

    assert "Fire brigade" in verdict.found["en"]
    assert "stakeholders.xlsx" in verdict.found["en"]


def test_what_goes_to_everybody_reaches_everybody() -> None:
    everybody = ["All stakeholders", "News", "Mail", "Monthly", "Ann"]

    assert outcomes(told(everybody, others=(register("Fire brigade"),))) == {Outcome.PASS}


def test_a_plan_without_a_matrix_cannot_be_told() -> None:
    plan = reading("communication.docx", "communication")

    assert outcomes(answers("COMMUNICATION-27", "communication-plan", plan)) == {
        Outcome.CANNOT_TELL
    }


ANALYSIS = ["WBS", "Item", "Cost to make", "Cost to buy", "Decision", "Decision date", "Supplier"]
DAY = date(2027, 1, 15)
DECIDED = [
    ["2.1", "Boiler", 900, 700, "Buy", DAY, "Acme"],
    ["2.2", "Software", 300, 500, "Make", DAY, ""],
]


def decided(
    *rows: Sequence[object],
    bought: tuple[list[object], ...] = (),
    attributes: dict[str, object] | None = None,
) -> tuple[Verdict, ...]:
    tables = [sheet([ANALYSIS, *rows], title="Make or buy")] if rows else []
    plan = reading("procurement.xlsx", "procurement", *tables)
    head = ["WBS", "Item", "Make or buy", "Cost"]
    others = [reading("budget.xlsx", "cost", sheet([head, *bought], title="Budget"))]
    around = Surroundings(project=ProjectFacts(attributes=attributes or {}))
    return answers(
        "PROCUREMENT-19",
        "procurement-plan",
        plan,
        *(others if bought else []),
        surroundings=around,
    )


def test_purchases_with_their_decision_pass() -> None:
    bought = (["2.1", "Boiler", "Purchased", 700], ["2.2", "Software", "Internal", 300])

    assert outcomes(decided(*DECIDED)) == {Outcome.PASS}
    assert outcomes(decided(*DECIDED, bought=bought)) == {Outcome.PASS}


def test_a_purchase_without_a_row_is_told_with_the_place_in_the_budget() -> None:
    (verdict,) = decided(*DECIDED, bought=(["2.3", "Crane", "Acheté", 90],))

    assert verdict.document == "procurement.xlsx"
    assert "2.3 Crane is bought (budget.xlsx, Budget!A2)" in verdict.found["en"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param(["2.3", "Crane", 9, 8, "", DAY, ""], "not decided", id="no decision"),
        pytest.param(["2.3", "Crane", 9, 8, "Buy", "", ""], "no date", id="no date"),
        pytest.param(["2.3", "Crane", 9, 8, "Make", DAY, "Acme"], "supplier", id="made by others"),
    ],
)
def test_a_row_that_decides_nothing_is_told(row: list[object], told: str) -> None:
    verdicts = decided(*DECIDED, row)

    assert [told in each.found["en"] for each in verdicts] == [True]


def test_purchases_without_any_analysis_fail() -> None:
    (verdict,) = decided(bought=(["2.1", "Boiler", "Purchased", 700],))

    assert verdict.outcome is Outcome.FAIL


def test_without_a_word_on_purchases_one_cannot_tell() -> None:
    assert outcomes(decided()) == {Outcome.CANNOT_TELL}


def test_where_nothing_is_bought_it_does_not_apply() -> None:
    assert outcomes(decided(attributes={"bought": False})) == {Outcome.NOT_APPLICABLE}
