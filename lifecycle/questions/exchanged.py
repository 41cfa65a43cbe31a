"""What was said beside a round's votes: questions with their answers, and late evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.text import Text
from lifecycle.authority import authors_of
from lifecycle.methods import method_of
from lifecycle.roles import roles_here
from lifecycle.sealing import unseal
from lifecycle.seating.frozen_seats import seat_label
from storage.tables.packages import LateEvidence
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import Review, ReviewSeat
from storage.tables.waits import Question


@dataclass(frozen=True, kw_only=True)
class QuestionSeen:
    """A question that a seat asked, with its answer or without."""

    id: UUID
    number: int
    seat: Text
    asked_by: str
    asked_at: datetime
    words: str
    answered_by: str
    answered_at: datetime | None
    answer: str


@dataclass(frozen=True, kw_only=True)
class LateFile:
    """A file of late evidence."""

    number: int
    path: str
    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class LateSeen:
    """Files that were set beside a package after it was frozen."""

    number: int
    added_by: str
    added_at: datetime
    reason: str
    sha256: str
    files: Sequence[LateFile]


@dataclass(frozen=True, kw_only=True)
class ToReply:
    """A question of an approver that stops a round's clock until it is answered."""

    id: UUID
    review_id: UUID
    project: str
    gate: str
    number: int
    words: str
    asked_at: datetime


def questions_seen(session: Session, review: Review) -> list[QuestionSeen]:
    """Return the questions of a round, in order."""
    method = method_of(session, session.get_one(Project, review.project_id).method_id)
    rows = session.execute(
        select(Question, ReviewSeat)
        .join(ReviewSeat, ReviewSeat.id == Question.seat_id)
        .where(Question.review_id == review.id)
        .order_by(Question.number)
    )
    return [
        QuestionSeen(
            id=question.id,
            number=question.number,
            seat=seat_label(method, seat),
            asked_by=_name(session, question.asked_by),
            asked_at=question.asked_at,
            words=unseal(session, review.id, question.words),
            answered_by=_name(session, question.answered_by),
            answered_at=question.answered_at,
            answer=unseal(session, review.id, question.answer),
        )
        for question, seat in rows
    ]


def late_seen(session: Session, review: Review) -> list[LateSeen]:
    """Return the late evidence of a round, in order."""
    rows = session.scalars(
        select(LateEvidence)
        .where(LateEvidence.review_id == review.id)
        .order_by(LateEvidence.number)
    )
    return [
        LateSeen(
            number=row.number,
            added_by=_name(session, row.added_by),
            added_at=row.added_at,
            reason=unseal(session, review.id, row.reason),
            sha256=row.sha256,
            files=tuple(LateFile(number=number, **each) for number, each in enumerate(row.files)),
        )
        for row in rows
    ]


def questions_to(session: Session, person_id: UUID) -> list[ToReply]:
    """Return the open questions on packages that a person wrote, or of projects they manage."""
    rows = session.execute(
        select(Question, Review, Project)
        .join(Review, Review.id == Question.review_id)
        .join(Project, Project.id == Review.project_id)
        .where(Question.answered_at.is_(None), Review.state == "open")
        .order_by(Question.asked_at)
    )
    return [
        ToReply(
            id=row.Question.id,
            review_id=row.Review.id,
            project=row.Project.code,
            gate=row.Review.gate,
            number=row.Question.number,
            words=unseal(session, row.Review.id, row.Question.words),
            asked_at=row.Question.asked_at,
        )
        for row in rows
        if person_id in authors_of(session, row.Review.revision_id)
        or method_of(session, row.Project.method_id).manager
        in roles_here(session, row.Project.id, person_id)
    ]


def _name(session: Session, person_id: UUID | None) -> str:
    return session.get_one(Person, person_id).name if person_id else ""
