"""One round of a gate, found by its id for a person who may see the project."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.authority import Act, allows
from domain.errors import NotFoundError
from lifecycle.actor import Actor
from lifecycle.authority import what, who
from lifecycle.packages.contest import contests_of
from lifecycle.questions.people import names_of
from lifecycle.sealing import unseal
from storage.database import directly, find
from storage.tables.packages import Revision
from storage.tables.projects import Project
from storage.tables.reviews import Contest, DecisionRequest, Review


@dataclass(frozen=True, kw_only=True)
class ReviewSeen:
    """A round: where it stands, what was recommended, and what came out of it."""

    id: UUID
    project: str
    gate: str
    stage: str
    round: int
    iteration: int
    late_days: int
    meeting: str | None
    state: str
    revision: int
    revision_sha256: str
    policy_sha256: str
    submitted_at: datetime
    opened_at: datetime | None
    due_at: datetime | None
    closing_at: datetime | None
    decided_at: datetime | None
    carried_out_at: datetime | None
    recommendation: dict[str, Any] | None
    code: str | None
    outcome: dict[str, Any] | None
    my_request: UUID | None


@dataclass(frozen=True, kw_only=True)
class ContestSeen:
    """A finding that was contested, and what the PMO answered."""

    id: UUID
    review_id: UUID
    check: str
    deliverable: str
    document_sha256: str
    reason: str
    place: str
    state: str
    asked_by: str
    asked_at: datetime
    answered_by: str | None
    answered_at: datetime | None
    answer: str


def open_review(session: Session, actor: Actor, review_id: UUID) -> tuple[Review, Project]:
    """Return a round and its project.

    Raises:
        NotFoundError: There is none that the actor may know of.
    """
    review: Review | None = find(session, Review, review_id)
    project: Project | None = find(session, Project, review.project_id) if review else None
    if (
        review is None
        or project is None
        or not allows(Act.VIEW, who(session, actor), what(session, actor, project, review))
    ):
        raise NotFoundError(
            "There is no such review that you may see; open it from the project's page.",
            "Il n'y a pas de revue de ce genre que vous puissiez voir ; passez par le projet.",
        )
    return review, project


def project_of_review(session: Session, review_id: UUID) -> UUID:
    """Return the project of a round, for one who has just acted on it."""
    found: UUID = directly(session, _PROJECT, {"review": review_id}).scalar_one()
    return found


_PROJECT = select(Review.project_id).where(Review.id == bindparam("review"))


def review_seen(session: Session, actor: Actor, review_id: UUID) -> ReviewSeen:
    """Return a round as it is shown.

    Raises:
        NotFoundError: There is none that the actor may know of.
    """
    review, project = open_review(session, actor, review_id)
    revision = session.get_one(Revision, review.revision_id)
    return ReviewSeen(
        id=review.id,
        project=project.code,
        gate=review.gate,
        stage=review.stage,
        round=review.round,
        iteration=review.iteration,
        late_days=review.late_days,
        meeting=review.meeting,
        state=review.state,
        revision=revision.number,
        revision_sha256=review.revision_sha256,
        policy_sha256=review.policy_sha256,
        submitted_at=review.submitted_at,
        opened_at=review.opened_at,
        due_at=review.due_at,
        closing_at=review.closing_at,
        decided_at=review.decided_at,
        carried_out_at=review.carried_out_at,
        recommendation=review.recommendation,
        code=review.code,
        outcome=review.outcome,
        my_request=session.scalar(
            select(DecisionRequest.id).where(
                DecisionRequest.review_id == review.id,
                DecisionRequest.person_id == actor.person_id,
            )
        ),
    )


def open_contest(session: Session, actor: Actor, contest_id: UUID) -> Contest:
    """Return a contested finding.

    Raises:
        NotFoundError: There is none that the actor may know of.
    """
    found = session.get(Contest, contest_id)
    if found is None:
        raise NotFoundError("There is no such contest.", "Cette contestation n'existe pas.")
    open_review(session, actor, found.review_id)
    return found


def contests_seen(session: Session, project_id: UUID) -> Sequence[ContestSeen]:
    """Return every contested finding of a project, oldest first."""
    rows = contests_of(session, project_id)
    people = {row.asked_by for row in rows} | {row.answered_by for row in rows if row.answered_by}
    names = names_of(session, people)
    return [
        ContestSeen(
            id=row.id,
            review_id=row.review_id,
            check=row.check_id,
            deliverable=row.deliverable,
            document_sha256=row.document_sha256,
            reason=unseal(session, row.review_id, row.reason),
            place=row.place,
            state=row.state,
            asked_by=names[row.asked_by],
            asked_at=row.asked_at,
            answered_by=names[row.answered_by] if row.answered_by else None,
            answered_at=row.answered_at,
            answer=unseal(session, row.review_id, row.answer),
        )
        for row in rows
    ]
