"""Feature 28: criteria that voters score or answer, and the mean that a go needs."""

from decimal import Decimal as Number
from pathlib import Path

import pytest

from domain.decision import Decision
from domain.errors import BadInputError
from domain.review.ballot import VoteValue
from domain.review.tally import Standing
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import Voted
from lifecycle.invariants import check_invariants
from storage.database import Database
from tests.unit.language.texts_seats import a_council, ask_about
from tests.unit.lifecycle.scene import Scene

GATE = """
criteria:
  - id: fit
    kind: should
    label: {en: Strategic fit, fr: Alignement}
    score: {most: 100, weight: 3}
  - id: reward
    kind: should
    label: {en: Reward, fr: Gain}
    score: {most: 10, weight: 1}
    scored_by: [finance]
scorecard: {at_least: 60}
committee:
  seats: [{role: sponsor}, {role: finance}]
  when_rejected: HOLD
"""
KNOCK_OUT = """
criteria:
  - id: legal
    label: {en: It is legal, fr: C'est légal}
    answered_by: [sponsor, finance, authority]
committee:
  seats: [{role: sponsor}, {role: finance}, {role: authority, kind: advisory}]
"""


def scored(scene: Scene, handle: str, **scores: str) -> Voted:
    numbers = {name: Number(score) for name, score in scores.items()}
    return scene.votes(handle, Given(value=VoteValue.APPROVE, scores=numbers))


def test_a_mean_of_59_under_a_threshold_of_60_cannot_be_go(
    database: Database, tmp_path: Path
) -> None:
    scene = a_council(database, tmp_path, GATE)
    ask_about(scene)

    scored(scene, "marc", fit="55")
    last = scored(scene, "nadia", fit="57", reward="6.8")

    # (3 x 56 + 1 x 68) / 4 = 59 of 100, though both approve.
    assert last.tally.scorecard == "59 %"
    assert last.tally.rule == "scorecard 59 % under 60 %, when rejected HOLD"
    assert (last.tally.approving, scene.review().code) == (2, Decision.HOLD)
    assert check_invariants(scene.installation) == []


def test_a_mean_of_exactly_the_threshold_is_go(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, GATE)
    ask_about(scene)

    scored(scene, "marc", fit="55")
    last = scored(scene, "nadia", fit="57", reward="7.2")

    assert (last.tally.scorecard, scene.review().code) == ("60 %", Decision.GO)


@pytest.mark.parametrize("score", ["59.999999999999999999", "59.99"])
def test_a_mean_just_under_the_threshold_is_never_rounded_up(
    database: Database, tmp_path: Path, score: str
) -> None:
    gate = GATE.replace("weight: 3", "weight: 1000")
    scene = a_council(database, tmp_path, gate)
    ask_about(scene)

    scored(scene, "marc", fit=score)
    last = scored(scene, "nadia", fit=score, reward="6")

    assert last.tally.rule == "scorecard 59.99 % under 60 %, when rejected HOLD"


def test_a_round_whose_scores_are_still_to_come_does_not_close_early(
    database: Database, tmp_path: Path
) -> None:
    gate = GATE.replace("{role: finance}]", "{role: finance}]\n  majority: any_one\n  quorum: 1")
    scene = a_council(database, tmp_path, gate)
    ask_about(scene)

    first = scored(scene, "marc", fit="100")

    assert first.tally.standing is Standing.OPEN


def test_what_nobody_scored_is_not_met(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, GATE)
    ask_about(scene)

    scored(scene, "marc", fit="100")
    last = scene.votes("nadia", VoteValue.ABSTAIN)

    assert last.tally.rule == "criterion reward scored by nobody, when rejected HOLD"


def test_a_criterion_has_a_threshold_of_its_own(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, GATE.replace("weight: 3", "at_least: 50"))
    ask_about(scene)

    scored(scene, "marc", fit="49")
    last = scored(scene, "nadia", fit="50", reward="10")

    assert last.tally.rule == "criterion fit 49.5 under 50, when rejected HOLD"


def answered(scene: Scene, handle: str, *, yes: bool) -> Voted:
    return scene.votes(handle, Given(value=VoteValue.APPROVE, answers={"legal": yes}))


def test_a_must_that_most_voters_deny_is_a_knock_out(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, KNOCK_OUT)
    ask_about(scene)

    answered(scene, "marc", yes=True)
    waiting = answered(scene, "nadia", yes=False)
    last = answered(scene, "claire", yes=False)

    assert waiting.tally.standing is Standing.OPEN
    assert last.tally.rule == "criterion legal denied, 2 of 3, when rejected RECYCLE"


def test_a_must_that_most_voters_affirm_is_none(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, KNOCK_OUT)
    ask_about(scene)

    for handle, yes in (("claire", False), ("marc", True), ("nadia", True)):
        answered(scene, handle, yes=yes)

    review = scene.review()
    assert review.code == Decision.GO
    assert (review.outcome or {})["answers"] == [{"criterion": "legal", "yes": 2, "no": 1}]


def test_nobodys_answer_is_no_yes(database: Database, tmp_path: Path) -> None:
    gate = KNOCK_OUT.replace("[sponsor, finance, authority]", "[authority]")
    scene = a_council(database, tmp_path, gate)
    ask_about(scene)

    scene.votes("claire", VoteValue.ABSTAIN)
    scene.votes("marc", VoteValue.APPROVE)
    last = scene.votes("nadia", VoteValue.APPROVE)

    assert last.tally.rule == "criterion legal answered by nobody, when rejected RECYCLE"


@pytest.mark.parametrize(
    ("scores", "sentence"),
    [
        pytest.param({}, r"Strategic fit \(fit\) is missing", id="missing"),
        pytest.param({"fit": "101"}, "scored from 0 to 100, not 101", id="out of scale"),
        pytest.param({"fit": "NaN"}, "scored from 0 to 100, not NaN", id="no number"),
        pytest.param({"fit": "1", "reward": "1"}, "not asked of your seat", id="not yours"),
        pytest.param({"fit": "1", "luck": "1"}, "asks nothing called 'luck'", id="unknown"),
    ],
)
def test_a_score_that_does_not_fit_is_said(
    database: Database, tmp_path: Path, scores: dict[str, str], sentence: str
) -> None:
    scene = a_council(database, tmp_path, GATE)
    ask_about(scene)

    with pytest.raises(BadInputError, match=sentence):
        scored(scene, "marc", **scores)
