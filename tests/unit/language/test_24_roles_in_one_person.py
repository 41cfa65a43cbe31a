"""Feature 24: which roles one person may hold together."""

from pathlib import Path

import pytest
from sqlalchemy import select

from domain.decision import Decision
from domain.errors import OutOfSequenceError
from domain.review.ballot import VoteValue
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import vote
from lifecycle.packages.propose import assign
from lifecycle.questions.decision import decision_seen
from lifecycle.seating.seats import role_holders
from storage.database import Database
from storage.tables.reviews import DecisionRequest
from tests.unit.language.texts_seats import ROLES, a_council, ask_about, seats_of

APART = "apart:\n  - {roles: [manager, sponsor, finance]}\n"
TWO = "committee: {seats: [{role: sponsor}, {role: finance}]}"
ALL_IN_ONE = ROLES | {"finance": "marc"}


def test_the_same_person_is_refused_a_role_that_is_kept_apart(
    database: Database, tmp_path: Path
) -> None:
    scene = a_council(database, tmp_path, TWO, more=APART)

    with (
        pytest.raises(OutOfSequenceError, match=r"Marc is Sponsor already.*keeps Finance apart"),
        scene.write() as session,
    ):
        assign(
            session, scene.actor("paula"), scene.project(session), "finance", "marc", at=scene.at
        )


def test_the_same_person_may_hold_roles_that_are_not_apart(
    database: Database, tmp_path: Path
) -> None:
    scene = a_council(database, tmp_path, TWO)

    with scene.write() as session:
        project = scene.project(session)
        assign(session, scene.actor("paula"), project, "finance", "marc", at=scene.at)
        holders = role_holders(session, project, "finance")

    assert [each.handle for each in holders] == ["marc", "nadia"]


@pytest.mark.gate_rule(26)
def test_a_seat_never_goes_to_somebody_who_holds_a_role_apart_from_it(
    database: Database, tmp_path: Path
) -> None:
    gate = "committee: {seats: [{role: sponsor, substitute: finance}]}"
    roles = ROLES | {"sponsor": "anna"}
    more = "apart:\n  - {roles: [sponsor, finance]}\n"
    scene = a_council(database, tmp_path, gate, more=more, roles=roles)

    with pytest.raises(OutOfSequenceError, match="role that the method keeps apart"):
        scene.hand_in()


@pytest.mark.gate_rule(24)
def test_one_person_takes_one_seat_for_several_roles_where_the_method_joins_them(
    database: Database, tmp_path: Path
) -> None:
    gate = """
committee:
  seats:
    - {role: sponsor, weight: 2}
    - {role: finance, weight: 3, mandatory: true, chair: true}
    - {role: board, weight: 4}
  joint_seats: true
"""
    scene = a_council(database, tmp_path, gate, roles=ALL_IN_ONE)

    ask_about(scene)
    scene.votes("denis", VoteValue.ABSTAIN)
    review = scene.review()
    with scene.write() as session:
        asked = session.scalars(
            select(DecisionRequest.id).where(DecisionRequest.person_id == scene.people["marc"])
        ).one()
        shown = decision_seen(session, scene.actor("marc"), asked, at=scene.at)
        vote(
            session,
            scene.actor("marc"),
            review.id,
            Given(value=VoteValue.APPROVE),
            revision_sha256=review.revision_sha256,
            at=scene.at,
            seat_role="finance",
        )

    seats = seats_of(scene)
    assert set(seats) == {"sponsor", "board"}
    assert shown.seat == {"en": "Sponsor + Finance", "fr": "Commanditaire + Finances"}
    joined = seats["sponsor"]
    assert (joined.roles, joined.weight) == (["sponsor", "finance"], 5)
    assert (joined.mandatory, joined.chair) == (True, True)
    review = scene.review()
    assert (review.code, (review.outcome or {})["approving"]) == (Decision.GO, 5)


def test_each_seat_needs_somebody_else_where_it_does_not(
    database: Database, tmp_path: Path
) -> None:
    scene = a_council(database, tmp_path, TWO, roles=ALL_IN_ONE)

    with pytest.raises(OutOfSequenceError, match="seat of Finance at A has nobody"):
        scene.hand_in()
