"""Two at the same instant: one outcome, nobody stuck, nobody counted twice."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain.decision import Decision
from domain.errors import GovernanceError
from domain.methodology.model.gate import Gate
from domain.review.ballot import VoteValue
from domain.review.tally import Standing
from lifecycle.deciding.ask import ask
from lifecycle.deciding.close import count
from lifecycle.deciding.due import close_due
from lifecycle.deciding.ending import withdraw
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import vote
from lifecycle.invariants import check_invariants
from lifecycle.repeat import once
from storage.database import Database
from storage.tables.letters import Letter
from storage.tables.records import LedgerEntry
from storage.tables.reviews import Vote
from tests.unit.lifecycle.scene import Scene, a_scene

APPROVE = Given(value=VoteValue.APPROVE)
KILL = Given(value=VoteValue.REJECT, instead=Decision.KILL, reason="No")
ROUNDS = 12
"""Races in each test and on each database; the bench runs a thousand."""


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run the acts in threads that start together; return what each gave or raised."""
    barrier = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        barrier.wait(30)
        try:
            return act()
        except GovernanceError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(60) for future in [pool.submit(run, act) for act in acts]]


def casting(scene: Scene, handle: str, given: Given) -> Callable[[], object]:
    review, actor = scene.review(), scene.actor(handle)

    def act() -> object:
        with scene.write() as session:
            return vote(
                session,
                actor,
                review.id,
                given,
                revision_sha256=review.revision_sha256,
                at=scene.at,
            ).tally.code

    return act


def decided(scene: Scene) -> int:
    with scene.installation.database.read() as session:
        return (
            session.scalar(
                select(func.count())
                .select_from(LedgerEntry)
                .where(LedgerEntry.kind == "gate.decided")
            )
            or 0
        )


def ask_again(scene: Scene, number: int) -> None:
    """Hand in another revision and have the committee asked."""
    scene.later(hours=1)
    scene.hand_in(f"budget {number}")
    review_id = scene.judged()
    with scene.write() as session:
        ask(session, review_id, at=scene.at)


@pytest.mark.gate_rule(20)
def test_t6_two_last_votes_at_one_instant_decide_once_each_time(scene: Scene) -> None:
    again = Given(value=VoteValue.REJECT, instead=Decision.RECYCLE, reason="Again")
    for number in range(1, ROUNDS + 1):
        ask_again(scene, number)

        at_once(casting(scene, "marc", again), casting(scene, "nadia", again))

        assert (scene.review().round, scene.review().code) == (number, Decision.RECYCLE)
        assert decided(scene) == number


def test_t6_go_and_kill_at_one_instant_are_both_heard(database: Database, tmp_path: Path) -> None:
    scene = a_scene(database, tmp_path, committee="tie: escalate")
    for number in range(1, ROUNDS + 1):
        ask_again(scene, number)

        answers = at_once(casting(scene, "marc", APPROVE), casting(scene, "nadia", KILL))

        assert answers == [None, None]
        assert scene.review().state == "open"
        with scene.installation.database.read() as session:
            gate = Gate.model_validate(scene.review().policy)
            assert count(session, scene.review(), gate).standing is Standing.TIED
    assert check_invariants(scene.installation) == []


def test_t5_twelve_identical_posts_are_one_vote_with_one_answer(scene: Scene) -> None:
    scene.asked()
    review, actor = scene.review(), scene.actor("marc")

    def post() -> object:
        return once(
            scene.installation,
            actor=str(actor.person_id),
            act="vote",
            key="the-same-form",
            request={"value": "approve"},
            at=scene.at,
            work=lambda session: {
                "vote": str(
                    vote(
                        session,
                        actor,
                        review.id,
                        APPROVE,
                        revision_sha256=review.revision_sha256,
                        at=scene.at,
                    ).vote.id
                )
            },
        )

    answers = at_once(*[post] * 12)

    assert len({str(answer) for answer in answers}) == 1
    with scene.installation.database.read() as session:
        assert len(session.scalars(select(Vote)).all()) == 1


def test_t5_posts_after_the_outcome_change_nothing(scene: Scene) -> None:
    scene.asked()
    scene.votes("marc", APPROVE)
    scene.votes("nadia", APPROVE)
    before = decided(scene)

    answers = at_once(*[casting(scene, "marc", KILL)] * 6)

    assert all(isinstance(answer, GovernanceError) for answer in answers)
    assert decided(scene) == before == 1


@pytest.mark.gate_rule(20)
def test_t7_a_click_and_the_due_date_at_one_instant_decide_once(scene: Scene) -> None:
    scene.asked()
    scene.votes("marc", APPROVE)
    scene.later(days=8)
    review = scene.review()

    def sweep() -> object:
        with scene.write() as session:
            return close_due(session, review.id, at=scene.at)

    at_once(casting(scene, "nadia", APPROVE), sweep)

    assert scene.review().code == Decision.GO
    assert decided(scene) == 1


def test_a_vote_and_a_withdrawal_at_one_instant_leave_one_of_both(scene: Scene) -> None:
    scene.asked()
    scene.votes("marc", APPROVE)

    def take_away() -> object:
        with scene.write() as session:
            return withdraw(
                session, scene.actor("anna"), scene.project(session), "Wrong", at=scene.at
            ).state

    at_once(casting(scene, "nadia", APPROVE), take_away)

    assert scene.review().state in {"decided", "withdrawn"}
    assert decided(scene) == (scene.review().state == "decided")


@pytest.mark.gate_rule(33)
def test_everybody_is_told_once_however_the_votes_race(scene: Scene) -> None:
    scene.asked()

    at_once(casting(scene, "marc", APPROVE), casting(scene, "nadia", APPROVE))

    with scene.installation.database.read() as session:
        told = session.scalars(
            select(Letter.recipient_id).where(Letter.message == "decision-announced")
        ).all()
    assert len(told) == len(set(told)) > 0
