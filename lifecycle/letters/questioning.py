"""Who is told of a question, of its answer, and of evidence that came late."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lifecycle.letters.briefing import gate_named, subject_of
from lifecycle.letters.posting import post
from lifecycle.methods import method_of
from lifecycle.policies import policy_of
from lifecycle.seating.seats import role_holders
from notifications.facts import Named, Sealed
from notifications.messages import Notice, NoticeKind
from storage.tables.packages import LateEvidence, Revision
from storage.tables.projects import Project
from storage.tables.reviews import DecisionRequest, Review
from storage.tables.waits import Question


def tell_question(
    session: Session, project: Project, review: Review, question: Question, *, at: datetime
) -> None:
    """Tell who answers for the package that an approver asks something."""
    submitter = session.get_one(Revision, review.revision_id).submitted_by
    method = method_of(session, project.method_id)
    managers = {person.id for person in role_holders(session, project, method.manager)}
    message = _notice(
        NoticeKind.QUESTION_ASKED,
        project,
        review,
        who=question.asked_by,
        quote=Sealed(owner=review.id, text=question.words),
    )
    for person_id in sorted({submitter, *managers}):
        post(session, message, person_id, project, review, at=at, mark=f"question:{question.id}")


def tell_answered(
    session: Session, project: Project, review: Review, question: Question, *, at: datetime
) -> None:
    """Tell everybody who is asked that a question was answered, with their own link."""
    message = _notice(
        NoticeKind.QUESTION_ANSWERED,
        project,
        review,
        who=question.answered_by,
        other=question.asked_by,
        at=review.due_at,
        quote=Sealed(owner=review.id, text=question.answer or ""),
    )
    tell_asked_ones(session, message, project, review, f"answer:{question.id}", at=at)


def tell_late_evidence(
    session: Session, project: Project, review: Review, late: LateEvidence, *, at: datetime
) -> None:
    """Tell everybody who is asked that evidence was set beside the package (gate rule 3)."""
    message = _notice(
        NoticeKind.LATE_EVIDENCE,
        project,
        review,
        who=late.added_by,
        at=late.added_at,
        quote=Sealed(owner=review.id, text=late.reason),
    )
    tell_asked_ones(session, message, project, review, f"late:{late.id}", at=at)


def tell_carried(
    session: Session, project: Project, review: Review, seats: set[UUID], *, at: datetime
) -> None:
    """Tell those whose approval stands on a new revision, with their own link."""
    if seats:
        message = _notice(NoticeKind.CARRIED_VOTE, project, review)
        tell_asked_ones(session, message, project, review, "carried", at=at, only=seats)


def tell_asked_ones(
    session: Session,
    message: Notice,
    project: Project,
    review: Review,
    mark: str,
    *,
    at: datetime,
    only: Iterable[UUID] | None = None,
) -> None:
    """Post a notice to everybody with an open request of a round, each with their own link."""
    chosen = set(only) if only is not None else None
    requests = session.scalars(
        select(DecisionRequest).where(
            DecisionRequest.review_id == review.id, DecisionRequest.status == "open"
        )
    )
    for request in requests:
        if chosen is None or request.seat_id in chosen:
            post(
                session,
                message,
                request.person_id,
                project,
                review,
                request.id,
                at=at,
                mark=f"{mark}:{request.id}",
            )


def _notice(
    kind: NoticeKind,
    project: Project,
    review: Review,
    *,
    who: UUID | None = None,
    other: UUID | None = None,
    at: datetime | None = None,
    quote: Sealed | None = None,
) -> Notice:
    return Notice(
        kind=kind,
        project=subject_of(project),
        gate=gate_named(policy_of(review)),
        who=Named(person=who) if who else None,
        other=Named(person=other) if other else None,
        at=at,
        quote=None if project.confidential else quote,
    )
