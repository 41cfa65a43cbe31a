"""Feature 22: who approves depends on the project and on what its documents say."""

from pathlib import Path

import pytest

from domain.decision import Decision
from domain.errors import OutOfSequenceError
from domain.review.ballot import VoteValue
from storage.database import Database
from tests.unit.language.texts_seats import ROLES, a_council, ask_about, seats_of

BY_BUDGET = """
committee:
  seats:
    - {role: sponsor, chair: true}
    - {role: board, mandatory: true, when: budget > 300}
  quorum: 2
"""
BY_DEVIATION = """
committee:
  seats:
    - {role: sponsor, chair: true}
    - {role: finance}
    - {role: board, mandatory: true, when: fact.cost > fact.budget}
  quorum: 3
"""


def test_the_higher_body_sits_where_the_budget_asks_for_it(
    database: Database, tmp_path: Path
) -> None:
    scene = a_council(database, tmp_path, BY_BUDGET, budget="400")

    scene.asked()

    seats = seats_of(scene)
    assert set(seats) == {"sponsor", "board"}
    assert seats["board"].reason == "holder: Board, because budget 400 > 300"


def test_the_higher_body_does_not_sit_below_and_the_quorum_asks_for_no_more_than_there_are(
    database: Database, tmp_path: Path
) -> None:
    scene = a_council(database, tmp_path, BY_BUDGET, budget="300")

    scene.asked()
    scene.votes("marc", VoteValue.APPROVE)

    assert set(seats_of(scene)) == {"sponsor"}
    assert scene.review().code == Decision.GO


def test_the_higher_body_is_asked_when_the_plan_deviates_from_the_charter(
    database: Database, tmp_path: Path
) -> None:
    scene = a_council(database, tmp_path, BY_DEVIATION)

    ask_about(scene, {"cost": "120", "budget": "100"})
    scene.votes("marc", VoteValue.APPROVE)
    scene.votes("nadia", VoteValue.APPROVE)

    assert "fact.cost 120 > fact.budget 100" in seats_of(scene)["board"].reason
    assert scene.review().state == "open"
    scene.votes("denis", VoteValue.APPROVE)
    assert scene.review().code == Decision.GO


def test_the_higher_body_is_left_alone_when_the_plan_keeps_to_the_charter(
    database: Database, tmp_path: Path
) -> None:
    scene = a_council(database, tmp_path, BY_DEVIATION)

    ask_about(scene, {"cost": "100", "budget": "100"})
    scene.votes("marc", VoteValue.APPROVE)
    scene.votes("nadia", VoteValue.APPROVE)

    assert set(seats_of(scene)) == {"sponsor", "finance"}
    assert scene.review().code == Decision.GO


def test_what_is_not_known_asks_for_the_higher_body(database: Database, tmp_path: Path) -> None:
    scene = a_council(database, tmp_path, BY_DEVIATION)

    ask_about(scene, {"cost": "100"})

    assert "fact.budget is unknown" in seats_of(scene)["board"].reason


def test_a_conditional_seat_that_nobody_can_hold_is_said_at_submission(
    database: Database, tmp_path: Path
) -> None:
    roles = {role: handle for role, handle in ROLES.items() if role != "board"}
    scene = a_council(database, tmp_path, BY_BUDGET, roles=roles, budget="400")

    with pytest.raises(OutOfSequenceError, match="seat of Board at A has nobody"):
        scene.hand_in()


def test_a_seat_given_up_leaves_nobody_out_who_must_decide(
    database: Database, tmp_path: Path
) -> None:
    only = "committee: {seats: [{role: board, when: fact.cost > 100}]}"
    scene = a_council(database, tmp_path, only)

    ask_about(scene, {"cost": "1"})

    assert set(seats_of(scene)) == {"board"}
