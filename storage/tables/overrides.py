"""Decisions that two persons took past a committee."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class Override(Base):
    """A decision past the committee: asked for by one person, signed by another.

    ``reason`` is sealed by the round. It counts only once it is signed.
    """

    __tablename__ = "override"
    __table_args__ = (
        CheckConstraint("state IN ('asked', 'signed', 'dropped')", name="state"),
        CheckConstraint("(state = 'asked') = (ended_by IS NULL)", name="ended_by_whom"),
        CheckConstraint("(ended_by IS NULL) = (ended_at IS NULL)", name="ended_when"),
        CheckConstraint("state <> 'signed' OR ended_by <> asked_by", name="another_signs"),
        Index(
            "uq_override_one_asked",
            "review_id",
            unique=True,
            sqlite_where=text("state <> 'dropped'"),
            postgresql_where=text("state <> 'dropped'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("review.id"), index=True)
    code: Mapped[str]
    until: Mapped[date | None] = mapped_column(default=None)
    reason: Mapped[str]
    state: Mapped[str] = mapped_column(default="asked")
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
