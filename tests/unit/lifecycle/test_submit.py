"""Handing in: frozen once, superseding what was under way, closed to who may not."""

import pytest
from sqlalchemy import func, select

from domain.errors import BadInputError, NotAllowedError, NotFoundError, OutOfSequenceError
from domain.review.ballot import VoteValue
from lifecycle.deciding.ending import withdraw
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import vote
from lifecycle.packages.revisions import HandedIn
from lifecycle.packages.submit import submit
from storage.tables.base import Base
from storage.tables.letters import Letter
from storage.tables.reviews import DecisionRequest, Review, Vote
from tests.unit.lifecycle.scene import Scene, person_row


def count(scene: Scene, table: type[Base]) -> int:
    with scene.installation.database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.gate_rule(2)
def test_the_same_package_twice_is_one_round(scene: Scene) -> None:
    first = scene.hand_in()
    again = scene.hand_in()

    assert (first.again, again.again) == (False, True)
    assert again.review.id == first.review.id
    assert count(scene, Review) == 1


@pytest.mark.gate_rule(6)
def test_another_package_voids_the_votes_and_requests_of_the_round_before(scene: Scene) -> None:
    scene.asked()
    scene.votes("marc", VoteValue.APPROVE)

    scene.hand_in("a better budget")

    assert scene.review(1).state == "superseded"
    assert scene.review(2).state == "submitted"
    with scene.installation.database.read() as session:
        requests = session.scalars(select(DecisionRequest)).all()
        assert {request.status for request in requests} == {"superseded"}
        assert {request.generation for request in requests} == {2}
        assert session.scalars(select(Vote)).one().standing
    old = scene.review(1)
    with pytest.raises(OutOfSequenceError, match="newer revision"), scene.write() as session:
        vote(
            session,
            scene.actor("nadia"),
            old.id,
            Given(value=VoteValue.APPROVE),
            revision_sha256=old.revision_sha256,
            at=scene.at,
        )


def test_a_round_after_a_returned_one_has_the_next_number(scene: Scene) -> None:
    scene.hand_in()
    scene.judged(ready=False)

    scene.hand_in("a better budget")

    assert [scene.review(1).state, scene.review(2).state] == ["returned", "submitted"]


def test_an_incomplete_package_is_shown_to_nobody_but_its_manager(scene: Scene) -> None:
    scene.hand_in()
    scene.judged(ready=False)

    with scene.installation.database.read() as session:
        letters = session.scalars(select(Letter).where(Letter.review_id.is_not(None))).all()

    assert {letter.recipient_id for letter in letters} == {scene.people["anna"]}
    assert count(scene, DecisionRequest) == 0


def test_an_empty_package_is_refused(scene: Scene) -> None:
    with pytest.raises(BadInputError, match="The package is empty"), scene.write() as session:
        submit(session, scene.actor("anna"), scene.project(session), [], at=scene.at)


@pytest.mark.parametrize("path", ["../x", "/x", "a/../b", "", "a\nb"])
def test_a_path_that_leads_elsewhere_is_refused(scene: Scene, path: str) -> None:
    kept = scene.keep("a budget")

    with pytest.raises(BadInputError), scene.write() as session:
        submit(
            session,
            scene.actor("anna"),
            scene.project(session),
            [HandedIn(path, kept.sha256, kept.size)],
            at=scene.at,
        )


def test_only_the_manager_hands_in(scene: Scene) -> None:
    with pytest.raises(NotAllowedError):
        scene.hand_in(by="paula")
    scene.newcomer("zoe")
    with pytest.raises(NotFoundError):
        scene.hand_in(by="zoe")


@pytest.mark.gate_rule(25)
def test_who_wrote_the_package_does_not_sit_and_the_substitute_does(scene: Scene) -> None:
    scene.hand_in(authors=["marc"])

    assert scene.seats()["sponsor"] == scene.people["denis"]


def test_a_seat_that_nobody_may_hold_refuses_the_package(scene: Scene) -> None:
    with pytest.raises(OutOfSequenceError, match="Finance"):
        scene.hand_in(authors=["nadia"])

    assert count(scene, Review) == 0


@pytest.mark.gate_rule(22)
def test_a_disabled_person_gets_no_seat(scene: Scene) -> None:
    with scene.write() as session:
        person_row(session, "marc").disabled_at = scene.at

    scene.hand_in()

    assert scene.seats()["sponsor"] == scene.people["denis"]
    with scene.write() as session:
        person_row(session, "marc").disabled_at = None


@pytest.mark.gate_rule(5)
def test_a_withdrawn_package_stays_in_the_record_and_frees_the_gate(scene: Scene) -> None:
    scene.asked()

    with scene.write() as session:
        withdraw(session, scene.actor("anna"), scene.project(session), "Wrong file", at=scene.at)

    assert scene.review().state == "withdrawn"
    with pytest.raises(OutOfSequenceError, match="nothing to withdraw"), scene.write() as session:
        withdraw(session, scene.actor("anna"), scene.project(session), "Again", at=scene.at)
    scene.hand_in()
    assert scene.review().round == 2


@pytest.mark.gate_rule(5)
def test_withdrawing_needs_a_reason(scene: Scene) -> None:
    scene.hand_in()

    with pytest.raises(BadInputError, match="Say why"), scene.write() as session:
        withdraw(session, scene.actor("anna"), scene.project(session), " ", at=scene.at)
