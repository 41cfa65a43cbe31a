"""Votes: who may, what must be said with them, how they change, and what they decide."""

from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select

from domain.decision import Decision
from domain.errors import BadInputError, NotAllowedError, NotFoundError, OutOfSequenceError
from domain.finding import Severity
from domain.review.ballot import VoteValue
from domain.review.tally import Standing
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import take_back, vote
from storage.database import Database
from storage.tables.letters import Letter
from storage.tables.projects import GatePassage
from storage.tables.records import LedgerEntry
from storage.tables.reviews import Condition, Vote
from tests.unit.lifecycle.scene import Scene, a_scene, everything_written

APPROVE, REJECT = VoteValue.APPROVE, VoteValue.REJECT


def rejection(instead: Decision | None = None, **more: object) -> Given:
    return Given(value=REJECT, instead=instead, reason="Not yet", **more)  # type: ignore[arg-type]  # what Given takes


@pytest.mark.gate_rule(34)
def test_the_last_vote_decides_moves_the_project_and_tells_everybody_at_once(scene: Scene) -> None:
    scene.asked()

    first, last = scene.votes("marc", APPROVE), scene.votes("nadia", APPROVE)

    assert (first.tally.standing, last.tally.standing) == (Standing.OPEN, Standing.CLOSED)
    assert (scene.review().code, scene.look().stage) == (Decision.GO, "second")
    with scene.installation.database.read() as session:
        assert session.scalars(select(GatePassage.code)).all() == ["GO"]
        kinds = session.scalars(select(LedgerEntry.kind)).all()
        told = session.scalars(
            select(Letter.recipient_id).where(Letter.message == "decision-announced")
        ).all()
    assert kinds.count("gate.decided") == 1
    assert set(told) == {scene.people[each] for each in ("anna", "marc", "nadia", "claire")}


def test_a_vote_that_fails_at_the_end_leaves_nothing(scene: Scene) -> None:
    scene.asked()
    scene.votes("marc", APPROVE)
    review = scene.review()

    def cast_and_fail() -> None:
        with scene.write() as session:
            vote(
                session,
                scene.actor("nadia"),
                review.id,
                Given(value=APPROVE),
                revision_sha256=review.revision_sha256,
                at=scene.at,
            )
            msg = "the disk is full"
            raise OSError(msg)

    with pytest.raises(OSError, match="disk"):
        cast_and_fail()

    assert scene.review().state == "open"
    assert scene.look().stage == "first"
    with scene.installation.database.read() as session:
        assert len(session.scalars(select(Vote)).all()) == 1


def test_saying_the_same_again_is_the_same_vote(scene: Scene) -> None:
    scene.asked()

    first, again = scene.votes("marc", APPROVE), scene.votes("marc", APPROVE)

    assert (first.again, again.again) == (False, True)
    assert first.vote.id == again.vote.id


@pytest.mark.gate_rule(20)
def test_a_seat_has_one_standing_vote_and_keeps_the_ones_before(scene: Scene) -> None:
    scene.asked()

    scene.votes("marc", APPROVE)
    scene.votes("marc", rejection(Decision.KILL))

    with scene.installation.database.read() as session:
        votes = session.scalars(select(Vote).order_by(Vote.cast_at)).all()
    assert sorted((each.value, each.standing) for each in votes) == [
        ("approve", False),
        ("reject", True),
    ]


@pytest.mark.gate_rule(20)
def test_a_vote_after_the_close_is_refused_with_the_outcome(scene: Scene) -> None:
    scene.asked()
    scene.votes("marc", APPROVE)
    scene.votes("nadia", APPROVE)

    with pytest.raises(OutOfSequenceError, match="decided already: GO"):
        scene.votes("nadia", rejection(Decision.KILL))


@pytest.mark.gate_rule(21)
def test_an_opinion_is_heard_and_never_counted(scene: Scene) -> None:
    scene.asked()

    scene.votes("claire", rejection(Decision.KILL))
    scene.votes("marc", APPROVE)
    scene.votes("nadia", APPROVE)

    assert scene.review().code == Decision.GO


def test_who_holds_no_seat_does_not_vote(scene: Scene) -> None:
    scene.asked()

    with pytest.raises(NotAllowedError):
        scene.votes("anna", APPROVE)
    with pytest.raises(NotAllowedError):
        scene.votes("paula", APPROVE)
    scene.newcomer("zoe")
    with pytest.raises(NotFoundError):
        scene.votes("zoe", APPROVE)


def test_a_door_that_the_committee_does_not_open_takes_no_vote(scene: Scene) -> None:
    scene.asked()

    with pytest.raises(NotAllowedError, match="operator"):
        scene.votes("marc", APPROVE, channel="operator")


@pytest.mark.gate_rule(14)
def test_a_meeting_is_named_with_votes_that_were_taken_in_it(
    database: Database, tmp_path: Path
) -> None:
    doors = "quorum: 2\n      channels: [page, meeting]"
    scene = a_scene(database, tmp_path, committee=doors)
    scene.asked()

    with pytest.raises(BadInputError, match="named only with votes"):
        scene.votes("marc", Given(value=APPROVE, meeting="Board 12"))
    scene.votes("marc", Given(value=APPROVE, meeting="Board 12"), channel="meeting")
    scene.votes("nadia", APPROVE)

    assert scene.review().meeting == "Board 12"


def test_an_unknown_round_is_not_found(scene: Scene) -> None:
    with pytest.raises(NotFoundError), scene.write() as session:
        vote(
            session,
            scene.actor("marc"),
            uuid4(),
            Given(value=APPROVE),
            revision_sha256="",
            at=scene.at,
        )


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(Given(value=REJECT), id="a rejection without a reason"),
        pytest.param(Given(value=VoteValue.RECUSE), id="recusing without a reason"),
        pytest.param(rejection(Decision.GO), id="a rejection that goes on"),
        pytest.param(rejection(Decision.HOLD), id="a hold without a date"),
        pytest.param(rejection(Decision.HOLD, until=date(2026, 3, 1)), id="a hold into the past"),
        pytest.param(rejection(Decision.RECYCLE, to_stage="second"), id="rework ahead"),
        pytest.param(rejection(Decision.RECYCLE, to_stage="nowhere"), id="rework to nowhere"),
        pytest.param(Given(value=APPROVE, instead=Decision.KILL), id="an approval that stops"),
        pytest.param(Given(value=APPROVE, casting=True), id="a casting vote without a tie rule"),
        pytest.param(
            Given(value=VoteValue.APPROVE_WITH_CONDITIONS, reason="If"), id="no condition"
        ),
    ],
)
def test_a_vote_that_does_not_say_enough_is_refused(scene: Scene, given: Given) -> None:
    scene.asked()

    with pytest.raises(BadInputError):
        scene.votes("marc", given)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"words": " "}, id="no words"),
        pytest.param({"evidence": " "}, id="no evidence"),
        pytest.param({"due_on": date(2026, 3, 1)}, id="due in the past"),
        pytest.param({"owner_id": uuid4()}, id="an owner who is not here"),
        pytest.param({"verifier_id": None}, id="verified by its owner"),
    ],
)
def test_a_condition_that_nobody_could_settle_is_refused(
    scene: Scene, changed: dict[str, object]
) -> None:
    scene.asked()
    if "verifier_id" in changed:
        changed = {"verifier_id": scene.people["anna"]}

    with pytest.raises(BadInputError):
        scene.votes(
            "marc",
            Given(
                value=VoteValue.APPROVE_WITH_CONDITIONS,
                reason="If",
                conditions=[scene.condition(**changed)],
            ),
        )


@pytest.mark.gate_rule(11)
def test_departing_from_the_recommendation_needs_a_reason(scene: Scene) -> None:
    scene.asked(severity=Severity.MAJOR)

    with pytest.raises(BadInputError, match="depart from the recommendation"):
        scene.votes("marc", APPROVE)

    scene.votes("marc", Given(value=APPROVE, reason="It does not matter here"))


@pytest.mark.gate_rule(13)
def test_conditions_make_the_decision_conditional_and_stay_open(scene: Scene) -> None:
    scene.asked()

    scene.votes(
        "marc",
        Given(
            value=VoteValue.APPROVE_WITH_CONDITIONS,
            reason="The contract is not signed",
            conditions=[scene.condition()],
        ),
    )
    scene.votes("nadia", APPROVE)

    assert scene.review().code == Decision.CONDITIONAL_GO
    with scene.installation.database.read() as session:
        kept = session.scalars(select(Condition)).one()
    assert (kept.number, kept.state, kept.owner_id) == (1, "open", scene.people["anna"])


def test_what_voters_write_stands_sealed_in_the_database(scene: Scene) -> None:
    scene.asked()
    scene.votes(
        "marc",
        Given(
            value=VoteValue.APPROVE_WITH_CONDITIONS,
            reason="Reason-of-Marc",
            conditions=[scene.condition(words="Words-of-Marc", evidence="Evidence-of-Marc")],
        ),
    )

    written = everything_written(scene.installation.database)

    assert "-of-Marc" not in written


@pytest.mark.parametrize(
    ("given", "code", "state", "stage"),
    [
        (rejection(Decision.KILL), "KILL", "closed", "first"),
        (rejection(Decision.RECYCLE), "RECYCLE", "open", "first"),
        (rejection(None), "RECYCLE", "open", "first"),
        (rejection(Decision.HOLD, until=date(2026, 5, 4)), "HOLD", "held", "first"),
    ],
    ids=["kill", "recycle", "when rejected", "hold"],
)
@pytest.mark.gate_rule(16)
def test_what_more_than_half_of_the_rejecting_want_is_decided(
    scene: Scene, given: Given, code: str, state: str, stage: str
) -> None:
    scene.asked()

    scene.votes("marc", given)
    scene.votes("nadia", given)

    assert (scene.review().code, scene.look().state, scene.look().stage) == (code, state, stage)
    assert scene.look().held_until == given.until


def test_after_the_last_gate_the_project_is_completed(scene: Scene) -> None:
    scene.asked()
    scene.votes("marc", APPROVE)
    scene.votes("nadia", APPROVE)
    scene.later(days=1)
    scene.asked()

    scene.votes("marc", APPROVE)

    assert (scene.look().state, scene.look().closed_as) == ("closed", "COMPLETED")
    with pytest.raises(OutOfSequenceError, match="is closed"):
        scene.hand_in("one more")


def test_a_vote_is_taken_back_within_ten_minutes_only(scene: Scene) -> None:
    scene.asked()
    scene.votes("marc", APPROVE)
    review = scene.review()

    def take(handle: str) -> None:
        with scene.write() as session:
            take_back(session, scene.actor(handle), review.id, at=scene.at)

    scene.later(minutes=9)
    take("marc")
    with pytest.raises(OutOfSequenceError, match="no vote of the last ten minutes"):
        take("marc")
    scene.votes("marc", APPROVE)
    scene.later(minutes=11)
    with pytest.raises(OutOfSequenceError, match="no vote of the last ten minutes"):
        take("marc")


@pytest.mark.gate_rule(20)
def test_a_grace_holds_the_announcement_back_and_lets_a_vote_be_changed(
    database: Database, tmp_path: Path
) -> None:
    scene = a_scene(database, tmp_path, committee="grace: PT10M")
    scene.asked()
    scene.votes("marc", APPROVE)
    scene.votes("nadia", APPROVE)

    assert (scene.review().state, scene.review().closing_at) == (
        "open",
        scene.at + timedelta(minutes=10),
    )
    scene.votes("nadia", rejection(Decision.KILL))
    assert scene.review().state == "open"
