"""What is left to do once a project was stopped: each act with its owner and its day."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class ClosingAct(Base):
    """An act of closing a stopped project; ``words``, sealed by it, says how it was done."""

    __tablename__ = "closing_act"
    __table_args__ = (
        UniqueConstraint("review_id", "kind"),
        CheckConstraint(
            "kind IN ('release_resources', 'stop_commitments', 'lessons', 'benefits')", name="kind"
        ),
        CheckConstraint("(done_at IS NULL) = (done_by IS NULL)", name="done_by_whom"),
        CheckConstraint("(done_at IS NULL) = (words IS NULL)", name="done_how"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("review.id"))
    kind: Mapped[str]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date]
    words: Mapped[str | None] = mapped_column(default=None)
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), default=None)
