"""Who was recorded as having voted confirms the vote, or contests it in time."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import BadInputError, NotFoundError, OutOfSequenceError
from lifecycle.actor import Actor
from lifecycle.deciding.close import close_if_decided
from lifecycle.ledger import record
from lifecycle.letters.telling_sessions import tell_contested
from lifecycle.meeting.recording import session_of_vote
from lifecycle.methods import method_of
from lifecycle.sealing import seal
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.projects import Project
from storage.tables.reviews import Review, Vote


def confirm_vote(session: Session, actor: Actor, review_id: UUID, *, at: datetime) -> Vote:
    """Confirm the vote that a secretary recorded; when all are, the round closes at once.

    Raises:
        NotFoundError: Nothing was recorded in this person's name.
        OutOfSequenceError: The round is over.
    """
    review, project, vote = _recorded(session, actor, review_id)
    if vote.confirmed_at is None:
        vote.confirmed_at = at
        session.flush()
        _write(session, "vote.confirmed", actor, review, vote, None, at=at)
        method = method_of(session, project.method_id)
        close_if_decided(session, project, review, method, None, at=at)
    failpoint("session.confirmed")
    return vote


def contest_vote(
    session: Session, actor: Actor, review_id: UUID, reason: str, *, at: datetime
) -> Vote:
    """Contest the vote that a secretary recorded: it is void, and the person votes themselves.

    Raises:
        NotFoundError: Nothing was recorded in this person's name.
        OutOfSequenceError: The round is over; its decision is only opened again by another.
        BadInputError: There is no reason.
    """
    review, project, vote = _recorded(session, actor, review_id)
    if not reason.strip():
        raise BadInputError("Say what is wrong with it.", "Dites ce qui ne va pas.")
    vote.standing, vote.taken_back_at = False, at
    review.closing_at = None
    session.flush()
    sealed = seal(session, review.id, reason.strip())
    _write(session, "vote.contested", actor, review, vote, sealed, at=at)
    tell_contested(
        session, project, review, vote, sealed, session_of_vote(session, review.id), at=at
    )
    failpoint("session.contested")
    return vote


def _recorded(session: Session, actor: Actor, review_id: UUID) -> tuple[Review, Project, Vote]:
    project_id = session.scalar(select(Review.project_id).where(Review.id == review_id))
    if project_id is None:
        raise _nothing()
    project: Project = lock(session, Project, project_id)
    review: Review = lock(session, Review, review_id)
    vote = session.scalar(
        select(Vote).where(
            Vote.review_id == review_id,
            Vote.person_id == actor.person_id,
            Vote.standing,
            Vote.recorded_by.is_not(None),
        )
    )
    if vote is None:
        raise _nothing()
    if review.state != "open":
        raise OutOfSequenceError(
            f"The review of {review.gate} is over: the time to contest has passed.",
            f"La revue de {review.gate} est terminée : le délai de contestation est passé.",
        )
    return review, project, vote


def _nothing() -> NotFoundError:
    return NotFoundError(
        "No vote was recorded in your name there.", "Aucun vote n'y a été consigné en votre nom."
    )


def _write(
    session: Session,
    kind: str,
    actor: Actor,
    review: Review,
    vote: Vote,
    reason: str | None,
    *,
    at: datetime,
) -> None:
    record(
        session,
        kind,
        actor,
        {"gate": review.gate, "round": review.round, "recorded": vote.id, "reason": reason},
        at=at,
        project_id=review.project_id,
    )
