"""Committee sessions: called over what is due, recorded by a secretary, put into minutes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request
from sqlalchemy.orm import Session

from lifecycle.deciding.given import Given as VoteGiven
from lifecycle.meeting.calling import call_session
from lifecycle.meeting.confirming import confirm_vote, contest_vote
from lifecycle.meeting.minutes import close_session
from lifecycle.meeting.recording import add_action, finish_action, note_item, record_vote
from lifecycle.questions.rounds import open_review
from lifecycle.questions.sessions import due_seen, session_seen, sessions_seen
from web.api.acting import Key, act
from web.api.permission import Reader, Voter, Writer
from web.api.problems import CONFLICTS
from web.api.session_shapes import (
    ActionGiven,
    Contested,
    DueShown,
    Notes,
    RecordedVote,
    SessionGiven,
    SessionLine,
    SessionShown,
    VoteStands,
)
from web.site import site_of

router = APIRouter(tags=["sessions"])
Number = Annotated[int, Path(ge=1, le=1_000_000)]


@router.get("/sessions")
def sessions(request: Request, visitor: Reader) -> list[SessionLine]:
    """Return the sessions that the person takes part in, the newest first."""
    with site_of(request).installation.database.read() as session:
        found = sessions_seen(session, visitor.actor)
        return [SessionLine.model_validate(each) for each in found]


@router.post("/sessions", status_code=201, responses=CONFLICTS)
def call(request: Request, visitor: Writer, key: Key, given: SessionGiven) -> SessionShown:
    """Call a session over what is due."""
    at = site_of(request).clock()

    def work(session: Session) -> SessionShown:
        held = call_session(
            session, visitor.actor, given.title, given.meets_at, given.secretary, given.items, at=at
        )
        return _shown(session, visitor, held.number)

    return act(request, visitor, key, given, work, SessionShown)


@router.get("/sessions/due")
def due(request: Request, visitor: Writer) -> list[DueShown]:
    """Return what a session could deal with, the most pressing first."""
    with site_of(request).installation.database.read() as session:
        return [DueShown.model_validate(each) for each in due_seen(session, visitor.actor)]


@router.get("/sessions/{number}")
def one(request: Request, visitor: Reader, number: Number) -> SessionShown:
    """Return a session with the points that the person may see."""
    with site_of(request).installation.database.read() as session:
        return _shown(session, visitor, number)


@router.post("/sessions/{number}/points/{point}/votes", responses=CONFLICTS)
def record(
    request: Request, visitor: Writer, key: Key, number: Number, point: Number, given: RecordedVote
) -> SessionShown:
    """Record the vote that a seat gave; its person is told and may contest it."""
    at = site_of(request).clock()
    said = VoteGiven(
        value=given.value,
        instead=given.instead,
        until=given.until,
        to_stage=given.to_stage,
        reason=given.reason,
    )

    def work(session: Session) -> SessionShown:
        record_vote(session, visitor.actor, number, point, given.role, said, at=at)
        return _shown(session, visitor, number)

    return act(request, visitor, key, given, work, SessionShown)


@router.post("/sessions/{number}/points/{point}/notes", responses=CONFLICTS)
def note(
    request: Request, visitor: Writer, key: Key, number: Number, point: Number, given: Notes
) -> SessionShown:
    """Keep what the minutes say of a point."""
    at = site_of(request).clock()

    def work(session: Session) -> SessionShown:
        note_item(session, visitor.actor, number, point, given.words, at=at)
        return _shown(session, visitor, number)

    return act(request, visitor, key, given, work, SessionShown)


@router.post("/sessions/{number}/points/{point}/actions", responses=CONFLICTS)
def ask_for(
    request: Request, visitor: Writer, key: Key, number: Number, point: Number, given: ActionGiven
) -> SessionShown:
    """Ask somebody to do something by a day."""
    at = site_of(request).clock()

    def work(session: Session) -> SessionShown:
        add_action(
            session, visitor.actor, number, point, given.words, given.owner, given.due_on, at=at
        )
        return _shown(session, visitor, number)

    return act(request, visitor, key, given, work, SessionShown)


@router.post("/sessions/{number}/actions/{action}/done", responses=CONFLICTS)
def done(
    request: Request, visitor: Writer, key: Key, number: Number, action: Number
) -> SessionShown:
    """Say that an action is done."""
    at = site_of(request).clock()

    def work(session: Session) -> SessionShown:
        finish_action(session, visitor.actor, number, action, at=at)
        return _shown(session, visitor, number)

    return act(request, visitor, key, None, work, SessionShown)


@router.post("/sessions/{number}/close", responses=CONFLICTS)
def close(request: Request, visitor: Writer, key: Key, number: Number) -> SessionShown:
    """Close the session; its minutes are archived and mailed."""
    site = site_of(request)

    def work(session: Session) -> SessionShown:
        close_session(site.installation, session, visitor.actor, number, at=site.clock())
        return _shown(session, visitor, number)

    return act(request, visitor, key, None, work, SessionShown)


@router.post("/reviews/{review_id}/recorded-vote/confirm", responses=CONFLICTS)
def confirm(request: Request, visitor: Voter, key: Key, review_id: UUID) -> VoteStands:
    """Confirm the vote that a secretary recorded in one's name."""
    at = site_of(request).clock()

    def work(session: Session) -> VoteStands:
        open_review(session, visitor.actor, review_id)
        vote = confirm_vote(session, visitor.actor, review_id, at=at)
        return VoteStands(vote_id=vote.id, standing=True, confirmed_at=vote.confirmed_at)

    return act(request, visitor, key, None, work, VoteStands)


@router.post("/reviews/{review_id}/recorded-vote/contest", responses=CONFLICTS)
def contest(
    request: Request, visitor: Voter, key: Key, review_id: UUID, given: Contested
) -> VoteStands:
    """Contest the vote that a secretary recorded in one's name; it is void."""
    at = site_of(request).clock()

    def work(session: Session) -> VoteStands:
        open_review(session, visitor.actor, review_id)
        vote = contest_vote(session, visitor.actor, review_id, given.reason, at=at)
        return VoteStands(vote_id=vote.id, standing=False, confirmed_at=None)

    return act(request, visitor, key, given, work, VoteStands)


def _shown(session: Session, visitor: Reader, number: int) -> SessionShown:
    return SessionShown.model_validate(session_seen(session, visitor.actor, number))
