"""A committee session: called over what is due, recorded by a secretary, contested, minuted."""

from collections.abc import Generator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from domain.decision import Decision
from domain.errors import BadInputError, NotAllowedError, NotFoundError, OutOfSequenceError
from domain.review.ballot import VoteValue
from lifecycle.deciding.due import close_due
from lifecycle.deciding.given import Given
from lifecycle.driving.timers import fire_timers
from lifecycle.invariants import check_invariants
from lifecycle.meeting.calling import agenda_due, call_session
from lifecycle.meeting.confirming import confirm_vote, contest_vote
from lifecycle.meeting.minutes import close_session
from lifecycle.meeting.recording import add_action, finish_action, note_item, record_vote
from storage.database import Database
from storage.tables.letters import Letter
from storage.tables.reviews import Vote
from storage.tables.sessions import CommitteeSession
from tests.unit.lifecycle.scene import Scene, a_scene
from tests.unit.lifecycle.test_arbitration import put

MEETS = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
APPROVE = Given(value=VoteValue.APPROVE)


@pytest.fixture
def room(database: Database, tmp_path: Path) -> Generator[Scene]:
    """A project whose gate takes votes in a meeting, with its committee asked."""
    made = a_scene(database, tmp_path, committee="quorum: 2\n      channels: [page, meeting]")
    made.asked()
    yield made
    assert check_invariants(made.installation) == []


def call(scene: Scene, *items: UUID, secretary: str = "claire", by: str = "paula") -> int:
    with scene.write() as session:
        chosen = items or tuple(
            each.review_id or each.arbitration_id or UUID(int=0) for each in agenda_due(session)
        )
        held = call_session(
            session, scene.actor(by), "Investments", MEETS, secretary, chosen, at=scene.at
        )
        return held.number


def record(scene: Scene, role: str, given: Given = APPROVE, by: str = "claire") -> None:
    with scene.write() as session:
        record_vote(session, scene.actor(by), 1, 1, role, given, at=scene.at)


def told(scene: Scene, handle: str) -> list[str]:
    with scene.installation.database.read() as session:
        rows = session.scalars(
            select(Letter)
            .where(Letter.recipient_id == scene.people[handle], Letter.message == "notice")
            .order_by(Letter.posted_at, Letter.key)
        )
        return [row.facts["kind"] for row in rows]


@pytest.fixture
def met(room: Scene) -> Scene:
    call(room)
    room.at = MEETS + timedelta(minutes=5)
    return room


def test_the_agenda_is_what_is_due_and_everybody_concerned_is_told(room: Scene) -> None:
    put(room)

    call(room)

    for handle in ("marc", "nadia", "claire"):
        assert told(room, handle).count("session-called") == 1, handle
    with room.installation.database.read() as session:
        letter = session.scalars(
            select(Letter).where(
                Letter.recipient_id == room.people["marc"], Letter.message == "notice"
            )
        ).all()[-1]
    assert letter.facts["session"] == 1


def test_a_gate_that_takes_no_vote_in_a_meeting_is_not_on_the_agenda(scene: Scene) -> None:
    scene.asked()

    with scene.installation.database.read() as session:
        assert agenda_due(session) == []


@pytest.mark.gate_rule(14)
def test_recorded_votes_close_the_round_when_their_time_to_be_contested_is_over(
    met: Scene,
) -> None:
    record(met, "sponsor")
    record(met, "finance")

    review = met.review()
    assert (review.state, review.closing_at) == ("open", met.at + timedelta(hours=24))
    assert told(met, "marc").count("vote-recorded") == 1
    with met.write() as session:
        assert not close_due(session, review.id, at=met.at + timedelta(hours=23))
    with met.write() as session:
        assert close_due(session, review.id, at=met.at + timedelta(hours=24))

    decided = met.review()
    assert (decided.code, decided.meeting) == (Decision.GO, "1: Investments")
    with met.installation.database.read() as session:
        votes = session.scalars(select(Vote)).all()
    assert {vote.channel for vote in votes} == {"meeting"}
    assert {vote.recorded_by for vote in votes} == {met.people["claire"]}
    assert {vote.person_id for vote in votes} == {met.people["marc"], met.people["nadia"]}


def test_when_all_confirm_the_round_closes_at_once(met: Scene) -> None:
    record(met, "sponsor")
    record(met, "finance")
    review = met.review()

    for handle in ("marc", "nadia"):
        assert met.review().state == "open"
        for _ in range(2 if handle == "marc" else 1):
            with met.write() as session:
                confirm_vote(session, met.actor(handle), review.id, at=met.at)

    assert met.review().code == Decision.GO


def test_a_contested_vote_is_void_and_its_person_votes(met: Scene) -> None:
    record(met, "sponsor")
    record(met, "finance")
    review = met.review()

    with met.write() as session:
        contest_vote(session, met.actor("marc"), review.id, "I said no", at=met.at)

    assert (met.review().state, met.review().closing_at) == ("open", None)
    assert "vote-contested" in told(met, "claire")
    assert "vote-contested" in told(met, "paula")
    met.votes("marc", Given(value=VoteValue.REJECT, instead=Decision.KILL, reason="No"))
    with met.write() as session:
        close_due(session, review.id, at=met.later(hours=30))
    assert met.review().code == Decision.HOLD  # one for, one against: the status quo


def test_the_secretary_replaces_no_vote_that_a_person_cast(met: Scene) -> None:
    met.votes("marc", VoteValue.APPROVE)

    with pytest.raises(NotAllowedError, match="voted itself"):
        record(met, "sponsor", Given(value=VoteValue.REJECT, reason="He said no"))

    with met.installation.database.read() as session:
        assert session.scalars(select(Vote.value)).all() == ["approve"]


def test_what_was_contested_is_not_recorded_again(met: Scene) -> None:
    record(met, "sponsor")
    with met.write() as session:
        contest_vote(session, met.actor("marc"), met.review().id, "No", at=met.at)

    with pytest.raises(NotAllowedError, match="contested"):
        record(met, "sponsor")


def test_a_vote_recorded_at_the_due_date_keeps_the_round_open_to_be_contested(
    room: Scene,
) -> None:
    call(room)
    due = room.review().due_at
    assert due is not None
    room.at = due - timedelta(hours=1)
    record(room, "sponsor")
    record(room, "finance")

    fire_timers(room.installation.database, at=due + timedelta(minutes=1))
    with room.write() as session:
        assert not close_due(session, room.review().id, at=due + timedelta(minutes=1))

    assert "escalated" not in told(room, "paula")
    with room.write() as session:
        assert close_due(session, room.review().id, at=room.at + timedelta(hours=24))
    assert room.review().code == Decision.GO


def test_who_wrote_the_package_records_no_votes_on_it(room: Scene) -> None:
    call(room, secretary="anna")
    room.at = MEETS

    with pytest.raises(NotAllowedError, match="records no votes"):
        record(room, "sponsor", by="anna")


def test_the_secretarys_own_vote_waits_for_no_confirmation(room: Scene) -> None:
    call(room, secretary="marc")
    room.at = MEETS
    record(room, "sponsor", by="marc")
    room.votes("nadia", VoteValue.APPROVE)

    assert room.review().code == Decision.GO


def test_minutes_hold_votes_notes_and_actions_and_are_archived_and_mailed(met: Scene) -> None:
    record(met, "sponsor")
    with met.write() as session:
        claire = met.actor("claire")
        note_item(session, claire, 1, 1, "The supplier was discussed.", at=met.at)
        add_action(session, claire, 1, 1, "Ask for a bond", "anna", date(2026, 3, 9), at=met.at)

    for _ in range(2):
        with met.write() as session:
            held = close_session(met.installation, session, met.actor("claire"), 1, at=met.at)
            sha256 = held.minutes_sha256

    assert sha256 is not None
    with met.installation.files.open(sha256) as file:
        text = file.read().decode()
    for words in (
        "Minutes of session 1 · Investments",
        "1. NORTH · A, round 1",
        "Sponsor · Marc: approves",
        "Finance · Nadia: did not vote",
        "The supplier was discussed.",
        "Action 1: Ask for a bond (Anna, 2026-03-09)",
        "Procès-verbal de la séance 1",
        "Commanditaire · Marc : approuve",
    ):
        assert words in text, words
    assert told(met, "marc").count("minutes") == 1
    with pytest.raises(OutOfSequenceError, match="closed"):
        record(met, "finance")


def test_an_action_is_done_by_its_owner_or_the_secretary(met: Scene) -> None:
    with met.write() as session:
        add_action(session, met.actor("claire"), 1, 1, "Ask", "anna", date(2026, 3, 9), at=met.at)

    with met.write() as session, pytest.raises(NotAllowedError):
        finish_action(session, met.actor("marc"), 1, 1, at=met.at)
    for _ in range(2):
        with met.write() as session:
            done = finish_action(session, met.actor("anna"), 1, 1, at=met.at)
    assert done.done_by == met.people["anna"]


def test_what_makes_no_sense_is_refused_in_words(met: Scene) -> None:
    database = met.installation.database
    with met.write() as session, pytest.raises(NotAllowedError):
        record_vote(session, met.actor("marc"), 1, 1, "finance", APPROVE, at=met.at)
    with met.write() as session, pytest.raises(NotFoundError, match="no seat"):
        record_vote(session, met.actor("claire"), 1, 1, "deputy", APPROVE, at=met.at)
    with met.write() as session, pytest.raises(NotFoundError, match="no point"):
        record_vote(session, met.actor("claire"), 1, 7, "sponsor", APPROVE, at=met.at)
    with met.write() as session, pytest.raises(NotFoundError, match="no session"):
        record_vote(session, met.actor("claire"), 9, 1, "sponsor", APPROVE, at=met.at)
    early = MEETS - timedelta(minutes=1)
    with met.write() as session, pytest.raises(OutOfSequenceError, match="not met yet"):
        record_vote(session, met.actor("claire"), 1, 1, "sponsor", APPROVE, at=early)
    with met.write() as session, pytest.raises(NotFoundError, match="recorded in your name"):
        confirm_vote(session, met.actor("marc"), met.review().id, at=met.at)
    with met.write() as session, pytest.raises(BadInputError, match="already"):
        call_session(session, met.actor("paula"), "Late", MEETS, "claire", [], at=met.at)
    with pytest.raises(NotAllowedError):
        call(met, by="anna")
    met.at = MEETS - timedelta(hours=1)
    with pytest.raises(NotFoundError, match="not due"):
        call(met, UUID(int=3))
    with database.read() as session:
        assert len(session.scalars(select(CommitteeSession)).all()) == 1
        assert session.scalars(select(Vote)).all() == []
