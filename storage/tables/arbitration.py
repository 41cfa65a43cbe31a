"""What projects ask to be arbitrated, and the changes that were decided."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class Arbitration(Base):
    """A decision that a project asks for outside its gates; words are sealed by the project.

    ``options`` hold ``words``, ``quality`` and ``risk`` sealed, ``cost`` as a decimal and
    ``days``. ``line`` is that of the authority matrix where the request lies now, counted from
    0, and ``role`` who decides there; a request that is carried higher keeps both up to date.
    """

    __tablename__ = "arbitration"
    __table_args__ = (
        UniqueConstraint("project_id", "number"),
        CheckConstraint("state IN ('asked', 'answered', 'withdrawn')", name="state"),
        CheckConstraint("(state = 'answered') = (chosen IS NOT NULL)", name="answered_what"),
        CheckConstraint("(state = 'asked') = (ended_at IS NULL)", name="ended_when"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_whom"),
        CheckConstraint("state <> 'answered' OR ended_by <> asked_by", name="another_answers"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True)
    number: Mapped[int]
    subject: Mapped[str]
    context: Mapped[str]
    options: Mapped[list[Any]]
    recommended: Mapped[int]
    why: Mapped[str]
    without_answer: Mapped[str]
    decide_by: Mapped[date]
    role: Mapped[str]
    line: Mapped[int]
    state: Mapped[str] = mapped_column(default="asked")
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    chosen: Mapped[int | None] = mapped_column(default=None)
    reason: Mapped[str | None] = mapped_column(default=None)
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class Change(Base):
    """A decided change of a project's budget and finish; ``before`` and ``after`` hold both.

    They also hold the baseline, so that the original and every one between is kept.
    """

    __tablename__ = "change"
    __table_args__ = (UniqueConstraint("project_id", "number"), UniqueConstraint("arbitration_id"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True)
    number: Mapped[int]
    arbitration_id: Mapped[UUID] = mapped_column(ForeignKey("arbitration.id"))
    cost: Mapped[str]
    days: Mapped[int]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime]
