"""Reviews: one round of a gate on one revision, with its seats, votes and conditions."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base

OPEN_STATES = "('submitted', 'judged', 'open')"


class Review(Base):
    """One round of a gate on one revision. ``policy`` is the gate as frozen at submission.

    The version of the method is that of its revision, and it is always shown with that one.
    ``klass`` is the class that the project had then, ``late_days`` are the working days after
    the date at which the package was due, and ``meeting`` names the meeting in which the votes
    were taken. Since ``paused_at`` the clock stands still: a question waits for its answer.
    At ``outdated_at`` a change was decided that the package does not know.
    """

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint(
            "state IN ('submitted', 'judged', 'returned', 'open', 'decided', 'withdrawn',"
            " 'superseded')",
            name="state",
        ),
        CheckConstraint("(state = 'decided') = (code IS NOT NULL)", name="decided_what"),
        CheckConstraint("(state = 'decided') = (decided_at IS NOT NULL)", name="decided_when"),
        UniqueConstraint("project_id", "gate", "round"),
        Index(
            "uq_review_one_alive",
            "project_id",
            unique=True,
            sqlite_where=text(f"state IN {OPEN_STATES}"),
            postgresql_where=text(f"state IN {OPEN_STATES}"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True)
    gate: Mapped[str]
    stage: Mapped[str]
    round: Mapped[int]
    iteration: Mapped[int] = mapped_column(default=1)
    klass: Mapped[str | None] = mapped_column(default=None)
    late_days: Mapped[int] = mapped_column(default=0)
    meeting: Mapped[str | None] = mapped_column(default=None)
    revision_id: Mapped[UUID] = mapped_column(ForeignKey("revision.id"))
    revision_sha256: Mapped[str]
    policy: Mapped[dict[str, Any]]
    policy_sha256: Mapped[str]
    state: Mapped[str] = mapped_column(default="submitted")
    judgement: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    recommendation: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    submitted_at: Mapped[datetime]
    opened_at: Mapped[datetime | None] = mapped_column(default=None)
    due_at: Mapped[datetime | None] = mapped_column(default=None)
    closing_at: Mapped[datetime | None] = mapped_column(default=None)
    overdue_told_at: Mapped[datetime | None] = mapped_column(default=None)
    paused_at: Mapped[datetime | None] = mapped_column(default=None)
    outdated_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    code: Mapped[str | None] = mapped_column(default=None)
    outcome: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    carried_out_at: Mapped[datetime | None] = mapped_column(default=None)


class CheckAnswer(Base):
    """What a check answered about one document of a round, for the record of the check.

    Kept with the judgement and replaced with it. ``outcome`` is the worst of several findings.
    """

    __tablename__ = "check_answer"
    __table_args__ = (
        CheckConstraint("outcome IN ('pass', 'fail', 'cannot_tell')", name="outcome"),
        Index("ix_check_answer_check_id_answered_at", "check_id", "answered_at"),
    )

    review_id: Mapped[UUID] = mapped_column(ForeignKey("review.id"), primary_key=True)
    check_id: Mapped[str] = mapped_column(primary_key=True)
    deliverable: Mapped[str] = mapped_column(primary_key=True)
    document_sha256: Mapped[str] = mapped_column(primary_key=True)
    outcome: Mapped[str]
    answered_at: Mapped[datetime]


class ReviewSeat(Base):
    """A seat as frozen when the review opened.

    ``roles`` are all the roles that one person's seat stands for; ``role`` is the first.
    """

    __tablename__ = "review_seat"
    __table_args__ = (
        UniqueConstraint("review_id", "role"),
        UniqueConstraint("review_id", "person_id"),
        CheckConstraint("kind IN ('gating', 'advisory', 'concurring')", name="kind"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("review.id"))
    role: Mapped[str]
    roles: Mapped[list[Any]] = mapped_column(default=list)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]
    speaks: Mapped[int] = mapped_column(default=1)
    weight: Mapped[int]
    mandatory: Mapped[bool]
    veto: Mapped[bool]
    chair: Mapped[bool]
    reason: Mapped[str]


class Vote(Base):
    """A vote as cast; changed by a later one, never overwritten. ``reason`` is sealed.

    ``scores``, ``answers`` and ``ratings`` are by the id of a criterion or a rating. A delegate
    votes by a ``delegation`` of the person of the seat. A vote ``carried_from`` the round before
    stands on a revision that did not touch what it was about. One that was taken in a meeting is
    ``recorded_by`` its secretary, and confirmed by its person.
    """

    __tablename__ = "vote"
    __table_args__ = (
        CheckConstraint(
            "value IN ('approve', 'approve_with_conditions', 'reject', 'abstain', 'recuse')",
            name="value",
        ),
        Index(
            "uq_vote_one_standing",
            "seat_id",
            unique=True,
            sqlite_where=text("standing"),
            postgresql_where=text("standing"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("review.id"), index=True)
    seat_id: Mapped[UUID] = mapped_column(ForeignKey("review_seat.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    value: Mapped[str]
    casting: Mapped[bool] = mapped_column(default=False)
    instead: Mapped[str | None] = mapped_column(default=None)
    until: Mapped[date | None] = mapped_column(default=None)
    to_stage: Mapped[str | None] = mapped_column(default=None)
    reason: Mapped[str | None] = mapped_column(default=None)
    conditions: Mapped[list[Any]]
    scores: Mapped[dict[str, Any]] = mapped_column(default=dict)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    ratings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    revision_sha256: Mapped[str]
    channel: Mapped[str]
    assurance: Mapped[str]
    signed_in_at: Mapped[datetime | None] = mapped_column(default=None)
    cast_at: Mapped[datetime]
    standing: Mapped[bool] = mapped_column(default=True)
    taken_back_at: Mapped[datetime | None] = mapped_column(default=None)
    delegation_id: Mapped[UUID | None] = mapped_column(ForeignKey("delegation.id"), default=None)
    carried_from: Mapped[UUID | None] = mapped_column(ForeignKey("vote.id"), default=None)
    recorded_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), default=None)
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)


class DecisionRequest(Base):
    """The question put to one seat about one revision; what a mailed link names.

    A raised ``generation`` or an ended status makes every link of the request worthless. The
    delegate of the person of the seat has a request of their own.
    """

    __tablename__ = "decision_request"
    __table_args__ = (
        UniqueConstraint("seat_id", "person_id", "revision_sha256"),
        CheckConstraint("status IN ('open', 'decided', 'superseded', 'revoked')", name="status"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("review.id"), index=True)
    seat_id: Mapped[UUID] = mapped_column(ForeignKey("review_seat.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    revision_sha256: Mapped[str]
    generation: Mapped[int] = mapped_column(default=1)
    expires_at: Mapped[datetime]
    status: Mapped[str] = mapped_column(default="open")
    asked_at: Mapped[datetime | None] = mapped_column(default=None)
    delegation_id: Mapped[UUID | None] = mapped_column(ForeignKey("delegation.id"), default=None)


class Condition(Base):
    """What must follow a conditional go, carried to the next gate. ``words`` is sealed."""

    __tablename__ = "condition"
    __table_args__ = (
        CheckConstraint("verifier_id <> owner_id", name="another_verifies"),
        CheckConstraint("state IN ('open', 'reported', 'settled')", name="state"),
        CheckConstraint("(state = 'settled') = (settled_at IS NOT NULL)", name="settled_when"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("review.id"))
    number: Mapped[int]
    words: Mapped[str]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    verifier_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date]
    evidence_wanted: Mapped[str]
    evidence: Mapped[str | None] = mapped_column(default=None)
    state: Mapped[str] = mapped_column(default="open")
    settled_at: Mapped[datetime | None] = mapped_column(default=None)


class Contest(Base):
    """A finding that the project manager contests; the PMO attests or refuses.

    It lives for one document's hash only (gate rule 8); ``reason`` and ``answer`` are sealed.
    """

    __tablename__ = "contest"
    __table_args__ = (
        UniqueConstraint("project_id", "check_id", "deliverable", "document_sha256"),
        CheckConstraint("state IN ('asked', 'attested', 'refused')", name="state"),
        CheckConstraint(
            "(answered_by IS NULL) OR (answered_by <> asked_by)", name="another_attests"
        ),
        CheckConstraint("(state = 'asked') = (answered_by IS NULL)", name="answered_by_whom"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("review.id"))
    check_id: Mapped[str]
    deliverable: Mapped[str]
    document_sha256: Mapped[str]
    reason: Mapped[str]
    place: Mapped[str]
    state: Mapped[str] = mapped_column(default="asked")
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answer: Mapped[str | None] = mapped_column(default=None)
