"""Feature 27: a confidence rating beside the decision, on a scale of its own."""

from pathlib import Path

import pytest

from domain.decision import Decision
from domain.errors import BadInputError
from domain.finding import Severity
from domain.review.ballot import VoteValue
from lifecycle.deciding.given import Given
from lifecycle.invariants import check_invariants
from storage.database import Database
from tests.unit.language.texts_seats import a_council, ask_about, seats_of

GATE = """
ratings:
  - id: confidence
    label: {en: Delivery confidence, fr: Confiance}
    levels:
      - {id: green, label: {en: Green, fr: Vert}}
      - {id: amber-green, label: {en: Amber/Green, fr: Vert orangé}}
      - {id: amber, label: {en: Amber, fr: Orange}}
      - {id: amber-red, label: {en: Amber/Red, fr: Orange rouge}}
      - {id: red, label: {en: Red, fr: Rouge}}
  - id: value
    label: {en: Value, fr: Valeur}
    by: [finance]
    levels: [{id: good, label: {en: Good, fr: Bonne}}, {id: poor, label: {en: Poor, fr: Faible}}]
committee:
  seats: [{role: sponsor}, {role: finance}, {role: authority, kind: advisory}]
"""


def given(**ratings: str) -> Given:
    return Given(value=VoteValue.APPROVE, ratings=ratings)


def test_amber_red_stands_beside_proceed_with_actions(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, GATE)
    ask_about(scene, severity=Severity.MAJOR)
    condition = scene.condition(verifier_id=scene.people["denis"])

    scene.votes(
        "marc",
        Given(
            value=VoteValue.APPROVE_WITH_CONDITIONS,
            conditions=[condition],
            reason="Proceed with actions",
            ratings={"confidence": "amber-red"},
        ),
    )
    scene.votes(
        "nadia",
        Given(
            value=VoteValue.APPROVE,
            reason="Agreed",
            ratings={"confidence": "amber", "value": "good"},
        ),
    )

    review, seats = scene.review(), seats_of(scene)
    rated = {each["rating"]: each for each in (review.outcome or {})["ratings"]}
    assert review.code == Decision.CONDITIONAL_GO
    assert rated["confidence"]["level"] == "amber-red"
    assert rated["confidence"]["given"] == {
        str(seats["sponsor"].id): "amber-red",
        str(seats["finance"].id): "amber",
    }
    assert rated["value"]["level"] == "good"
    assert check_invariants(scene.installation) == []


@pytest.mark.parametrize(
    ("handle", "ratings", "sentence"),
    [
        pytest.param("marc", {}, r"Delivery confidence \(confidence\) is missing", id="missing"),
        pytest.param("marc", {"confidence": "pink"}, "has no level 'pink'", id="no such level"),
        pytest.param(
            "marc", {"confidence": "red", "value": "good"}, "not asked of your seat", id="not yours"
        ),
        pytest.param("nadia", {"mood": "red"}, "asks nothing called 'mood'", id="unknown"),
        pytest.param("claire", {"confidence": "red"}, "not asked of your seat", id="an adviser"),
    ],
)
def test_a_rating_that_does_not_fit_is_said(
    database: Database, tmp_path: Path, handle: str, ratings: dict[str, str], sentence: str
) -> None:
    scene = a_council(database, tmp_path, GATE)
    ask_about(scene)

    with pytest.raises(BadInputError, match=sentence):
        scene.votes(handle, given(**ratings))


def test_who_abstains_rates_nothing(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, GATE)
    ask_about(scene)

    scene.votes("marc", VoteValue.ABSTAIN)
    with pytest.raises(BadInputError, match="not asked of your seat"):
        scene.votes("nadia", Given(value=VoteValue.ABSTAIN, ratings={"confidence": "red"}))


def test_another_rating_is_another_vote(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, GATE)
    ask_about(scene)

    first = scene.votes("marc", given(confidence="green"))
    same = scene.votes("marc", given(confidence="green"))
    other = scene.votes("marc", given(confidence="red"))

    assert (first.again, same.again, other.again) == (False, True, False)
