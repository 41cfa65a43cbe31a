"""The secretary records what was said: votes in the voters' names, notes and actions."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.authority import ADMIN, PMO
from domain.errors import BadInputError, NotAllowedError, NotFoundError, OutOfSequenceError
from lifecycle.actor import Actor
from lifecycle.authority import authors_of, find_person, who
from lifecycle.deciding.given import Given
from lifecycle.deciding.vote import Voted, vote
from lifecycle.ledger import record
from lifecycle.letters.telling_sessions import tell_recorded
from lifecycle.meeting.calling import find_session
from lifecycle.sealing import seal
from lifecycle.seating.frozen_seats import held_roles, rows_of
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.people import Person
from storage.tables.reviews import Review, ReviewSeat, Vote
from storage.tables.sessions import CommitteeSession, SessionAction, SessionItem


def record_vote(
    session: Session,
    actor: Actor,
    number: int,
    point: int,
    role: str,
    given: Given,
    *,
    at: datetime,
) -> Voted:
    """Record the vote that a seat gave in the session; its person is told and may contest it.

    The round closes on recorded votes only when their time to be contested is over, or each
    was confirmed.

    Raises:
        NotFoundError: There is no such session, point or seat.
        NotAllowedError: The actor is not the secretary, or wrote the package; or the person of
            the seat, or who stands in, voted themselves, or contested what was recorded.
        OutOfSequenceError: The session has not met or is closed, or the round is over.
        BadInputError: The vote lacks what it needs.
    """
    held, item = _open_item(session, actor, number, point, at=at)
    if item.review_id is None:
        raise OutOfSequenceError(
            f"Point {point} is a request; who has the power answers it on its own page.",
            f"Le point {point} est une demande ; qui en a le pouvoir y répond sur sa page.",
        )
    review = session.get_one(Review, item.review_id)
    if actor.person_id in authors_of(session, review.revision_id):
        raise NotAllowedError(
            "Who handed in or wrote a package records no votes on it; have another do it.",
            "Qui a déposé ou écrit un dossier n'en consigne pas les votes ; qu'un autre le fasse.",
        )
    seat = next((each for each in rows_of(session, review.id) if role in held_roles(each)), None)
    if seat is None:
        raise NotFoundError(
            f"{review.gate} has no seat {role!r}.", f"{review.gate} n'a pas de siège {role!r}."
        )
    _check_silent(session, seat)
    voter = Actor(
        person_id=seat.person_id,
        channel="meeting",
        assurance=actor.assurance,
        signed_in_at=actor.signed_in_at,
        recorded_by=actor.person_id,
    )
    done = vote(
        session,
        voter,
        review.id,
        given,
        revision_sha256=review.revision_sha256,
        at=at,
        seat_role=role,
    )
    review.meeting = f"{held.number}: {held.title}"
    session.flush()
    if not done.again:
        tell_recorded(session, held, review, done.vote, at=at)
    failpoint("session.vote")
    return done


def _check_silent(session: Session, seat: ReviewSeat) -> None:
    """Make sure that a secretary replaces no vote that a person cast, and none once contested."""
    votes = session.scalars(select(Vote).where(Vote.seat_id == seat.id)).all()
    if any(vote.standing and vote.recorded_by is None for vote in votes):
        raise NotAllowedError(
            "The seat has voted itself; what a session records does not change that vote.",
            "Le siège a voté lui-même ; ce qu'une séance consigne ne change pas ce vote.",
        )
    if any(vote.recorded_by is not None and vote.taken_back_at is not None for vote in votes):
        raise NotAllowedError(
            "A vote recorded for this seat was contested; its person votes themselves.",
            "Un vote consigné pour ce siège a été contesté ; la personne vote elle-même.",
        )


def note_item(
    session: Session, actor: Actor, number: int, point: int, words: str, *, at: datetime
) -> SessionItem:
    """Keep what the minutes say of a point; the last words stand.

    Raises:
        NotFoundError: There is no such session or point.
        NotAllowedError: The actor is not the secretary.
        OutOfSequenceError: The session is closed.
    """
    _, item = _open_item(session, actor, number, point, at=at)
    item.notes = seal(session, item.project_id, words.strip()) if words.strip() else None
    session.flush()
    return item


def add_action(
    session: Session,
    actor: Actor,
    number: int,
    point: int,
    words: str,
    owner: str,
    due_on: date,
    *,
    at: datetime,
) -> SessionAction:
    """Ask somebody to do something by a day.

    Raises:
        NotFoundError: There is no such session, point or person.
        NotAllowedError: The actor is not the secretary.
        OutOfSequenceError: The session is closed.
        BadInputError: There are no words, or the day is over.
    """
    held, item = _open_item(session, actor, number, point, at=at)
    if not words.strip():
        raise BadInputError("Say what is to be done.", "Dites ce qui est à faire.")
    if due_on < at.date():
        raise BadInputError(
            f"{due_on} is over; give a day to come.",
            f"Le {due_on} est passé ; donnez un jour à venir.",
        )
    last = session.scalar(
        select(func.max(SessionAction.number)).where(SessionAction.session_id == held.id)
    )
    action = SessionAction(
        session_id=held.id,
        item_id=item.id,
        number=(last or 0) + 1,
        words=seal(session, item.project_id, words.strip()),
        owner_id=find_person(session, owner.strip()).id,
        due_on=due_on,
    )
    session.add(action)
    session.flush()
    record(
        session,
        "session.action",
        actor,
        {"session": held.number, "action": action.number, "owner": action.owner_id}
        | {"due_on": due_on, "words": action.words},
        at=at,
        project_id=item.project_id,
    )
    return action


def finish_action(
    session: Session, actor: Actor, number: int, action: int, *, at: datetime
) -> SessionAction:
    """Say that an action is done; again changes nothing.

    Raises:
        NotFoundError: There is no such session or action.
        NotAllowedError: The actor neither owns it nor is the secretary.
    """
    held = find_session(session, number)
    row = session.scalar(
        select(SessionAction).where(
            SessionAction.session_id == held.id, SessionAction.number == action
        )
    )
    if row is None:
        raise NotFoundError(
            f"Session {number} has no action {action}.",
            f"La séance {number} n'a pas d'action {action}.",
        )
    if actor.person_id not in (row.owner_id, held.secretary_id):
        raise NotAllowedError(
            "Its owner, or the secretary, says that an action is done.",
            "Son porteur, ou le secrétaire, dit qu'une action est faite.",
        )
    if row.done_at is None:
        row.done_at, row.done_by = at, actor.person_id
        session.flush()
        record(
            session,
            "session.action-done",
            actor,
            {"session": held.number, "action": row.number},
            at=at,
        )
    return row


def is_secretary(session: Session, actor: Actor, held: CommitteeSession) -> bool:
    """Tell whether a person keeps the record of a session: its secretary, or the PMO."""
    return actor.person_id == held.secretary_id or PMO in who(session, actor).roles - {ADMIN}


def _open_item(
    session: Session, actor: Actor, number: int, point: int, *, at: datetime
) -> tuple[CommitteeSession, SessionItem]:
    held: CommitteeSession = lock(session, CommitteeSession, find_session(session, number).id)
    if not is_secretary(session, actor, held):
        name = session.get_one(Person, held.secretary_id).name
        raise NotAllowedError(
            f"{name} keeps the record of session {number}.",
            f"{name} tient le procès-verbal de la séance {number}.",
        )
    if held.closed_at is not None:
        raise OutOfSequenceError(
            f"Session {number} is closed; its minutes stand.",
            f"La séance {number} est close ; son procès-verbal fait foi.",
        )
    if at < held.meets_at:
        raise OutOfSequenceError(
            f"Session {number} has not met yet.", f"La séance {number} n'a pas encore eu lieu."
        )
    item = session.scalar(
        select(SessionItem).where(SessionItem.session_id == held.id, SessionItem.number == point)
    )
    if item is None:
        raise NotFoundError(
            f"Session {number} has no point {point}.",
            f"La séance {number} n'a pas de point {point}.",
        )
    return held, item


def session_of_vote(session: Session, review_id: UUID) -> CommitteeSession | None:
    """Return the last session on whose agenda a round stood."""
    return session.scalar(
        select(CommitteeSession)
        .join(SessionItem, SessionItem.session_id == CommitteeSession.id)
        .where(SessionItem.review_id == review_id)
        .order_by(CommitteeSession.number.desc())
        .limit(1)
    )
