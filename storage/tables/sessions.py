"""Committee sessions: a meeting over many projects, its agenda, and the actions it asks for."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class CommitteeSession(Base):
    """A meeting of people who decide on several projects; the secretary records it.

    ``minutes_sha256`` is the archived file of its minutes, written when it is closed.
    """

    __tablename__ = "committee_session"
    __table_args__ = (
        CheckConstraint("(closed_at IS NULL) = (minutes_sha256 IS NULL)", name="minutes_at_close"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str]
    meets_at: Mapped[datetime]
    secretary_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    called_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    called_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    minutes_sha256: Mapped[str | None] = mapped_column(default=None)


class SessionItem(Base):
    """A point of the agenda: a round to decide, or a request to arbitrate.

    ``notes`` are what the minutes say of it, sealed by its project.
    """

    __tablename__ = "session_item"
    __table_args__ = (
        UniqueConstraint("session_id", "number"),
        CheckConstraint(
            "(review_id IS NULL) <> (arbitration_id IS NULL)", name="of_a_round_or_a_request"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("committee_session.id"), index=True)
    number: Mapped[int]
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"))
    review_id: Mapped[UUID | None] = mapped_column(ForeignKey("review.id"), default=None)
    arbitration_id: Mapped[UUID | None] = mapped_column(ForeignKey("arbitration.id"), default=None)
    notes: Mapped[str | None] = mapped_column(default=None)


class SessionAction(Base):
    """Something that a session asks somebody to do; ``words`` is sealed by its project."""

    __tablename__ = "session_action"
    __table_args__ = (
        UniqueConstraint("session_id", "number"),
        CheckConstraint("(done_at IS NULL) = (done_by IS NULL)", name="done_by_whom"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("committee_session.id"), index=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("session_item.id"))
    number: Mapped[int]
    words: Mapped[str]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date]
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    done_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), default=None)
