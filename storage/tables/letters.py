"""The outbox: what is to be said, frozen at the first rendering, and how its delivery went."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class Letter(Base):
    """One message to one person. ``raw`` holds the frozen bytes, with a marker for the link."""

    __tablename__ = "letter"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'sent', 'parked', 'cancelled')", name="state"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_when"),
        Index("ix_letter_waiting", "state", "next_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    key: Mapped[str] = mapped_column(unique=True)
    message: Mapped[str]
    facts: Mapped[dict[str, Any]]
    recipient_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    project_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("project.id"), default=None, index=True
    )
    review_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("review.id"), default=None, index=True
    )
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("decision_request.id"), default=None)
    posted_at: Mapped[datetime]
    raw: Mapped[bytes | None] = mapped_column(default=None, deferred=True)
    state: Mapped[str] = mapped_column(default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime]
    lease_until: Mapped[datetime | None] = mapped_column(default=None)
    ambiguous: Mapped[bool] = mapped_column(default=False)
    trouble: Mapped[str | None] = mapped_column(default=None)
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
