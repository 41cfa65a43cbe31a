"""RISK-16: each high risk has an owner, a response and a date."""

from collections.abc import Sequence
from datetime import date

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.checks.structures.levels import rank
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import sheet

HEAD = ["ID", "Risk", "Probability", "Impact", "Score", "Owner", "Response", "Due date", "Status"]
LATER = date(2027, 6, 1)


def row(**changed: object) -> list[object]:
    """A high risk that is answered in full, but for what a test changes."""
    full: dict[str, object] = {
        "id": "R1",
        "risk": "The supplier is late",
        "p": 4,
        "i": 4,
        "score": 16,
        "owner": "Ann Lee",
        "response": "Order a second source",
        "due": LATER,
        "status": "Open",
    }
    return list((full | changed).values())


def said(
    *rows: Sequence[object], head: list[str] = HEAD, **settings: object
) -> tuple[Verdict, ...]:
    register = reading("risks.xlsx", "risk", sheet([head, *rows]))
    return answers("RISK-16", "risk-register", register, settings=settings)


def test_an_answered_register_passes() -> None:
    assert outcomes(said(row(), row(id="R2", p=1, i=2, score=2, owner=""))) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        pytest.param({"owner": ""}, "Feuil1!F2", id="no owner"),
        pytest.param({"owner": "TBD"}, "Feuil1!F2", id="an owner still to be found"),
        pytest.param({"owner": "à définir"}, "Feuil1!F2", id="the same in French"),
        pytest.param({"response": "-"}, "Feuil1!G2", id="no response"),
        pytest.param({"response": "Monitor"}, "Feuil1!G2", id="only watched"),
        pytest.param({"due": ""}, "Feuil1!H2", id="no date"),
        pytest.param({"due": date(2027, 2, 28)}, "Feuil1!H2", id="a date of yesterday"),
    ],
)
def test_what_a_high_risk_lacks_is_told_with_its_cell(
    changed: dict[str, object], place: str
) -> None:
    assert places(said(row(**changed))) == [place]


def test_a_date_of_today_still_lies_ahead() -> None:
    assert outcomes(said(row(due=date(2027, 3, 1)))) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("p", "i", "score", "outcome"),
    [
        pytest.param(3, 4, 12, Outcome.FAIL, id="twelve of twenty-five is high"),
        pytest.param(2, 5, 10, Outcome.PASS, id="ten is not"),
        pytest.param(4, 3, None, Outcome.FAIL, id="the product counts where no score stands"),
    ],
)
def test_the_score_says_which_risks_are_high(
    p: int, i: int, score: int | None, outcome: Outcome
) -> None:
    rows = [row(p=p, i=i, score=score, owner=""), row(id="R2", p=5, i=5, score=25)]

    assert outcomes(said(*rows)) == {outcome}


def test_the_method_may_set_the_limit() -> None:
    low = row(p=2, i=5, score=10, owner="")

    assert outcomes(said(low, row(p=5, i=5, score=25), high=10)) == {Outcome.FAIL}


def test_a_class_in_words_says_it_too() -> None:
    head = ["N°", "Risque", "Criticité", "Porteur", "Plan de réponse", "Échéance"]
    rows: list[list[object]] = [
        ["R1", "Retard du fournisseur", "Critique", "", "Deuxième source", LATER],
        ["R2", "Prix en hausse", "Faible", "", "", ""],
    ]

    assert places(said(*rows, head=head)) == ["Feuil1!D2"]


def test_probability_and_impact_in_words_are_multiplied() -> None:
    head = ["Risk", "Likelihood", "Impact", "Owner", "Mitigation", "Due"]
    rows: list[list[object]] = [
        ["Fire", "High", "High", "", "Sprinklers", LATER],
        ["Rain", "Low", "High", "", "", ""],
    ]

    assert places(said(*rows, head=head)) == ["Feuil1!D2"]


def test_closed_risks_and_other_entries_of_a_log_are_left_alone() -> None:
    head = ["Type", *HEAD]
    rows = [
        ["Risk", *row(owner="", status="Closed")],
        ["Assumption", *row(owner="")],
        ["Risk", *row()],
    ]

    assert outcomes(said(*rows, head=head)) == {Outcome.PASS}


def test_an_accepted_risk_needs_no_action() -> None:
    assert outcomes(said(row(response="Accept, covered by contingency"))) == {Outcome.PASS}


def test_a_missing_column_is_told_once() -> None:
    head = [*HEAD[:5], *HEAD[6:]]
    rows = [[*row()[:5], *row()[6:]] for _ in range(3)]

    assert places(said(*rows, head=head)) == ["Feuil1!A1"]


def test_risks_without_a_level_cannot_be_told() -> None:
    assert outcomes(said(row(p="", i="", score=""))) == {Outcome.CANNOT_TELL}


def test_more_than_ten_faults_are_counted() -> None:
    verdicts = said(*[row(id=f"R{number}", owner="") for number in range(14)])

    assert len(verdicts) == 11
    assert verdicts[-1].found["en"] == "4 more of the same kind"


def test_a_document_without_a_register_cannot_be_told() -> None:
    (verdict,) = answers("RISK-16", "risk-register", reading("risks.docx", "risk"))

    assert verdict.outcome is Outcome.CANNOT_TELL
    assert verdict.document == "risks.docx"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("High", 4),
        ("très élevée", 5),
        ("4 - High", 4),
        ("Rouge", 5),
        ("moderate", 3),
        ("faible", 2),
        ("banana", None),
    ],
)
def test_words_have_a_rank(words: str, found: int | None) -> None:
    assert rank(words) == found
