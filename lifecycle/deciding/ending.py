"""How a round ends without a decision: superseded by a new revision, or withdrawn."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import BadInputError, OutOfSequenceError
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.deciding.clock import call_off
from lifecycle.deciding.close import drop_waiting
from lifecycle.ledger import record
from lifecycle.letters.telling import cancel_letters, tell_no_longer_required
from lifecycle.sealing import seal
from lifecycle.wake import wake
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.projects import Project
from storage.tables.reviews import DecisionRequest, Review


def supersede(session: Session, review: Review, *, at: datetime) -> None:
    """End a round because a newer revision was handed in; its votes are void, not erased."""
    _end(session, review, "superseded", at=at)


def withdraw(
    session: Session, actor: Actor, project: Project, reason: str, *, at: datetime
) -> Review:
    """Withdraw the package under way; the attempt stays in the record (gate rule 5).

    Raises:
        BadInputError: There is no reason.
        OutOfSequenceError: No package is under way.
        NotAllowedError: The actor neither manages the project nor is the PMO.
    """
    project = lock(session, Project, project.id)
    require(session, Act.WITHDRAW, actor, project)
    if not reason.strip():
        raise BadInputError(
            "Say why the package is withdrawn.", "Dites pourquoi le dossier est retiré."
        )
    review = session.scalar(
        select(Review).where(
            Review.project_id == project.id, Review.state.in_(("submitted", "judged", "open"))
        )
    )
    if review is None:
        raise OutOfSequenceError(
            f"{project.code} has no package under way; nothing to withdraw.",
            f"{project.code} n'a pas de dossier en cours ; rien à retirer.",
        )
    _end(session, review, "withdrawn", at=at)
    record(
        session,
        "package.withdrawn",
        actor,
        {
            "gate": review.gate,
            "round": review.round,
            "sha256": review.revision_sha256,
            "reason": seal(session, review.id, reason.strip()),
        },
        at=at,
        project_id=project.id,
    )
    wake(session, project.id, at=at)
    failpoint("withdraw.before-commit")
    return review


def _end(session: Session, review: Review, state: str, *, at: datetime) -> None:
    review = lock(session, Review, review.id)
    was_open = review.state == "open"
    review.state = state
    review.ended_at = at
    session.execute(
        update(DecisionRequest)
        .where(DecisionRequest.review_id == review.id, DecisionRequest.status == "open")
        .values(status="superseded", generation=DecisionRequest.generation + 1)
    )
    session.flush()
    call_off(session, review.id, at=at)
    drop_waiting(session, review, at=at)
    cancel_letters(session, review, at=at)
    if was_open:
        tell_no_longer_required(session, review, state, at=at)
