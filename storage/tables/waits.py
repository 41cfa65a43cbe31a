"""What waits for a time or for an answer: timers, and questions that stop the clock."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class Timer(Base):
    """One thing that happens once at its time: a reminder, an escalation, a condition due.

    ``zone`` and ``country`` are the calendar that its time was reckoned by. A timer ends by
    being fired or by being called off, never twice.
    """

    __tablename__ = "timer"
    __table_args__ = (
        CheckConstraint("fired_at IS NULL OR called_off_at IS NULL", name="ends_once"),
        CheckConstraint("fired_at IS NULL OR fired_at >= due_at", name="never_early"),
        CheckConstraint(
            "(CASE WHEN review_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN condition_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN arbitration_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="of_one_thing",
        ),
        UniqueConstraint("review_id", "seat_id", "step"),
        Index(
            "uq_timer_of_round",
            "review_id",
            "step",
            unique=True,
            sqlite_where=text("seat_id IS NULL"),
            postgresql_where=text("seat_id IS NULL"),
        ),
        Index("uq_timer_of_condition", "condition_id", "step", unique=True),
        Index("uq_timer_of_arbitration", "arbitration_id", "step", unique=True),
        Index(
            "ix_timer_waiting",
            "due_at",
            sqlite_where=text("fired_at IS NULL AND called_off_at IS NULL"),
            postgresql_where=text("fired_at IS NULL AND called_off_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True)
    review_id: Mapped[UUID | None] = mapped_column(ForeignKey("review.id"), default=None)
    seat_id: Mapped[UUID | None] = mapped_column(ForeignKey("review_seat.id"), default=None)
    condition_id: Mapped[UUID | None] = mapped_column(ForeignKey("condition.id"), default=None)
    arbitration_id: Mapped[UUID | None] = mapped_column(ForeignKey("arbitration.id"), default=None)
    step: Mapped[str]
    due_at: Mapped[datetime]
    zone: Mapped[str]
    country: Mapped[str]
    fired_at: Mapped[datetime | None] = mapped_column(default=None)
    called_off_at: Mapped[datetime | None] = mapped_column(default=None)


class Question(Base):
    """What a seat asks before it votes; the round's clock stands still until it is answered.

    ``words`` and ``answer`` are sealed by the round.
    """

    __tablename__ = "question"
    __table_args__ = (
        CheckConstraint("(answered_at IS NULL) = (answered_by IS NULL)", name="answered_by_whom"),
        CheckConstraint("(answered_at IS NULL) = (answer IS NULL)", name="answered_what"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("review.id"), index=True)
    seat_id: Mapped[UUID] = mapped_column(ForeignKey("review_seat.id"))
    number: Mapped[int]
    words: Mapped[str]
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answer: Mapped[str | None] = mapped_column(default=None)
