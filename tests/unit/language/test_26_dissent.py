"""Feature 26: technical authorities concur, and their dissent stays in the record, answered."""

from pathlib import Path

import pytest
from sqlalchemy import select

from domain.decision import Decision
from domain.errors import BadInputError
from domain.methodology.model.gate import Gate
from domain.review.ballot import VoteValue
from domain.review.tally import Standing
from lifecycle.deciding.due import close_due
from lifecycle.deciding.given import Given
from lifecycle.invariants import check_invariants
from lifecycle.questions.answers import is_asked_again
from lifecycle.questions.decision import DecisionSeen, decision_seen
from storage.database import Database
from storage.tables.letters import Letter
from storage.tables.reviews import DecisionRequest, Review, ReviewSeat, Vote
from tests.unit.language.texts_seats import a_council, ask_about, seats_of
from tests.unit.lifecycle.scene import Scene, everything_written

APPROVE = VoteValue.APPROVE
GATE = """
committee:
  seats:
    - {role: sponsor, CHAIR}
    - {role: finance}
    - {role: authority, kind: concurring}
"""
CHAIRED = GATE.replace("CHAIR", "chair: true")
UNCHAIRED = GATE.replace(", CHAIR", "")
NO = Given(value=VoteValue.REJECT, reason="The bolts are too short")
ANSWERED = Given(value=APPROVE, to_dissent="We fit longer bolts in June")


def seen(scene: Scene, handle: str) -> DecisionSeen:
    with scene.installation.database.read() as session:
        request = session.scalars(
            select(DecisionRequest.id).where(DecisionRequest.person_id == scene.people[handle])
        ).one()
        return decision_seen(session, scene.actor(handle), request, at=scene.at)


def asked_again(scene: Scene) -> dict[str, bool]:
    """Return whether the list of what awaits each voter holds the decision again."""
    with scene.installation.database.read() as session:
        review = session.get_one(Review, scene.review().id)
        gate = Gate.model_validate(review.policy)
        rows = session.scalars(select(ReviewSeat).where(ReviewSeat.review_id == review.id)).all()
        names = {scene.people[handle]: handle for handle in ("marc", "nadia", "claire")}
        return {names[row.person_id]: is_asked_again(session, review, gate, row) for row in rows}


def test_the_decision_shows_the_dissent_and_its_answer(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, CHAIRED)
    ask_about(scene)

    scene.votes("claire", NO)
    scene.votes("nadia", APPROVE)
    last = scene.votes("marc", ANSWERED)

    review = scene.review()
    outcome = review.outcome or {}
    assert review.code == Decision.GO
    seats = seats_of(scene)
    with database.read() as session:
        dissent = session.scalars(select(Vote).where(Vote.value == "reject")).one()
        letters = session.scalars(
            select(Letter.facts).where(Letter.message == "decision-announced")
        ).all()
    assert outcome["dissents"] == [
        {
            "seat_id": str(seats["authority"].id),
            "vote_id": str(dissent.id),
            "answered_by": str(last.vote.id),
            "is_answered": True,
        }
    ]
    assert (outcome["approving"], outcome["rejecting"]) == (2, 0)
    [shown] = seen(scene, "nadia").beside.dissents
    assert (shown.person, shown.reason) == ("Claire", "The bolts are too short")
    assert (shown.answered_by, shown.answer) == ("Marc", "We fit longer bolts in June")
    assert [len(letter["dissents"]) for letter in letters] == [1] * len(letters)
    assert "longer bolts" not in everything_written(database)
    assert check_invariants(scene.installation) == []


def test_a_go_over_a_dissent_needs_the_chairs_answer(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, CHAIRED)
    ask_about(scene)

    scene.votes("claire", NO)
    scene.votes("nadia", APPROVE)
    with pytest.raises(BadInputError, match="formal dissent stands"):
        scene.votes("marc", APPROVE)

    assert scene.review().state == "open"


def test_a_dissent_that_comes_last_is_answered_by_a_later_vote(
    database: Database, tmp_path: Path
) -> None:
    scene = a_council(database, tmp_path, CHAIRED)
    ask_about(scene)

    scene.votes("marc", APPROVE)
    scene.votes("nadia", APPROVE)
    scene.later(minutes=1)
    waiting = scene.votes("claire", NO)
    again = asked_again(scene)
    scene.later(minutes=1)
    decided = scene.votes("marc", ANSWERED)

    assert waiting.tally.standing is Standing.DISSENT
    assert again == {"marc": True, "nadia": False, "claire": False}
    assert decided.tally.code is Decision.GO


def test_without_a_chair_whoever_approves_answers_until_one_has(
    database: Database, tmp_path: Path
) -> None:
    scene = a_council(database, tmp_path, UNCHAIRED)
    ask_about(scene)

    scene.votes("claire", NO)
    with pytest.raises(BadInputError, match="formal dissent stands"):
        scene.votes("nadia", APPROVE)
    scene.votes("nadia", ANSWERED)
    scene.votes("marc", APPROVE)

    assert scene.review().code == Decision.GO


def test_a_dissent_has_a_reason_and_an_answer_has_a_dissent(
    database: Database, tmp_path: Path
) -> None:
    scene = a_council(database, tmp_path, CHAIRED)
    ask_about(scene)

    with pytest.raises(BadInputError, match="Say why"):
        scene.votes("claire", Given(value=VoteValue.REJECT))
    with pytest.raises(BadInputError, match="answers a dissent"):
        scene.votes("marc", ANSWERED)


def test_a_round_waits_for_who_might_dissent_until_it_is_due(
    database: Database, tmp_path: Path
) -> None:
    scene = a_council(database, tmp_path, CHAIRED)
    ask_about(scene)

    scene.votes("marc", APPROVE)
    waiting = scene.votes("nadia", APPROVE)
    assert waiting.tally.standing is Standing.OPEN
    scene.later(days=10)
    with scene.write() as session:
        assert close_due(session, scene.review().id, at=scene.at)

    assert scene.review().code == Decision.GO


def test_a_concurring_seat_that_agrees_lets_the_round_close(
    database: Database, tmp_path: Path
) -> None:
    scene = a_council(database, tmp_path, CHAIRED)
    ask_about(scene)

    for handle in ("marc", "nadia", "claire"):
        scene.votes(handle, APPROVE)

    assert scene.review().code == Decision.GO


def test_a_rejection_owes_a_dissent_no_answer(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, CHAIRED)
    ask_about(scene)

    scene.votes("claire", NO)
    for handle in ("nadia", "marc"):
        scene.votes(handle, Given(value=VoteValue.REJECT, instead=Decision.KILL, reason="No"))

    assert scene.review().code == Decision.KILL
