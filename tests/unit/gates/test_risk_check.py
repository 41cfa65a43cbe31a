"""RISK-16: each high risk has an owner, a response and a date."""

from collections.abc import Sequence
from datetime import date

import pytest

from domain.finding import Outcome
from gates.checks.check import Verdict
from gates.checks.structures.levels import rank
from tests.unit.gates.packages import answers, outcomes, places, reading
from tests.unit.understanding.documents import sheet, text

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


AFTER = ["Trigger date", "Residual score", "Updated", "Approved by"]
KEPT = date(2027, 2, 20)


def followed(*rows: Sequence[object], **settings: object) -> tuple[Verdict, ...]:
    """The answer on a register that also says triggers, what remains, updates and approvals."""
    return said(*rows, head=[*HEAD, *AFTER], **settings)


def test_a_register_that_is_followed_in_full_passes() -> None:
    rows = [[*row(), date(2027, 7, 1), 6, KEPT, ""], [*row(id="R2"), "", 8, KEPT, ""]]

    assert outcomes(followed(*rows)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("changed", "after", "place"),
    [
        pytest.param({}, (date(2027, 5, 31), 6, KEPT, ""), "H2", id="done after the trigger"),
        pytest.param({}, ("", 16, KEPT, ""), "K2", id="no lower after the response"),
        pytest.param({}, ("", "", KEPT, ""), "K2", id="what remains is not rated"),
        pytest.param({}, ("", 6, "", ""), "L2", id="not dated when others are"),
        pytest.param({"status": ""}, ("", 6, KEPT, ""), "I2", id="no status"),
        pytest.param({"owner": "All"}, ("", 6, KEPT, ""), "F2", id="owned by everybody"),
        pytest.param({"owner": "équipe projet"}, ("", 6, KEPT, ""), "F2", id="the same in French"),
    ],
)
def test_each_gap_of_a_followed_register_is_told(
    changed: dict[str, object], after: tuple[object, ...], place: str
) -> None:
    sound = [*row(id="R2", risk="The ground is soft"), "", 6, KEPT, ""]

    assert places(followed([*row(**changed), *after], sound)) == [f"Feuil1!{place}"]


def test_a_risk_that_is_passed_over_when_others_are_updated_is_told() -> None:
    old = [*row(), "", 6, date(2026, 12, 1), ""]
    sound = [*row(id="R2", risk="The ground is soft"), "", 6, KEPT, ""]

    assert places(followed(old, sound, cycle_days=62)) == ["Feuil1!L2"]


def test_a_response_that_is_due_on_the_day_of_the_trigger_is_in_time() -> None:
    assert outcomes(followed([*row(), LATER, 6, KEPT, ""])) == {Outcome.PASS}


def test_a_risk_as_high_as_before_passes_once_somebody_signed_for_it() -> None:
    named = [*row(), "", 16, KEPT, "Ann Lee, sponsor"]
    told = [*row(response="Accepted by the sponsor on 2027-02-01"), "", 16, KEPT, ""]

    assert outcomes(followed(named)) == {Outcome.PASS}
    assert outcomes(followed(told)) == {Outcome.PASS}


def test_an_accepted_risk_wants_a_signature_where_the_register_has_room_for_it() -> None:
    head = [*HEAD, "Approved by"]

    assert places(said([*row(response="Accept"), ""], head=head)) == ["Feuil1!J2"]
    assert outcomes(said([*row(response="Accept"), "Board"], head=head)) == {Outcome.PASS}


@pytest.mark.parametrize(
    ("updated", "outcome"),
    [
        pytest.param(date(2026, 12, 29), Outcome.PASS, id="as old as a cycle"),
        pytest.param(date(2026, 12, 28), Outcome.FAIL, id="a day older"),
    ],
)
def test_a_register_that_nobody_keeps_is_told_once(updated: date, outcome: Outcome) -> None:
    rows = [[*row(id=f"R{n}", risk=f"Risk {n}"), "", 6, updated, ""] for n in range(3)]

    verdicts = followed(*rows, cycle_days=62)

    assert outcomes(verdicts) == {outcome}
    assert len(verdicts) == 1
    assert outcomes(followed(*rows, cycle_days=90)) == {Outcome.PASS}


def test_without_a_cycle_the_newest_document_of_the_package_is_the_present() -> None:
    rows = [[*row(), "", 6, date(2026, 12, 1), ""]]
    register = reading("risks.xlsx", "risk", sheet([[*HEAD, *AFTER], *rows]))
    report = reading("report.docx", "status report", content=text("Date: 2027-02-20"))

    assert outcomes(answers("RISK-16", "risk-register", register)) == {Outcome.PASS}
    assert places(answers("RISK-16", "risk-register", register, report)) == ["Feuil1!A1"]


def test_a_risk_that_would_be_welcome_needs_no_parry() -> None:
    head = ["Type", *HEAD]

    assert outcomes(said(["Opportunity", *row(owner="")], ["Threat", *row()], head=head)) == {
        Outcome.PASS
    }


def test_residual_levels_in_french_words_are_compared() -> None:
    head = ["Risque", "Criticité", "Criticité résiduelle", "Responsable", "Parade", "Échéance"]
    rows: list[list[object]] = [
        ["Retard du fournisseur", "Élevé", "Élevé", "Anne", "Deuxième source", LATER],
        ["Sol meuble", "Élevé", "Moyen", "Paul", "Sondages", LATER],
    ]

    assert places(said(*rows, head=head)) == ["Feuil1!C2"]


@pytest.mark.parametrize(
    ("likely", "rare"),
    [pytest.param(80, 20, id="in per cent"), pytest.param(0.8, 0.2, id="as shares of one")],
)
def test_probabilities_that_are_no_levels_rate_a_risk_too(likely: float, rare: float) -> None:
    head = ["Risk", "Probability", "Impact (1-5)", "Owner", "Response", "Due date"]
    rows: list[list[object]] = [
        ["Fire", likely, 5, "", "Sprinklers", LATER],
        ["Rain", rare, 3, "", "", ""],
    ]

    assert places(said(*rows, head=head)) == ["Feuil1!D2"]
