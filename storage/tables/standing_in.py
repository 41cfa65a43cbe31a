"""Delegations: who may vote in whose stead, from when until when, and at which gates."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class Delegation(Base):
    """One person's seats in another's hands for a while; ``reason`` is sealed by the delegator.

    ``gates`` are ids, none meaning all; without a project it is for every project; ``most`` is
    the largest budget of a project that it covers. ``zone`` is that of the days as they were
    given. It ends at ``ends_at``, or before by an act.
    """

    __tablename__ = "delegation"
    __table_args__ = (
        CheckConstraint("delegate_id <> delegator_id", name="to_another"),
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_whom"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    delegator_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    delegate_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    zone: Mapped[str]
    project_id: Mapped[UUID | None] = mapped_column(ForeignKey("project.id"), default=None)
    gates: Mapped[list[Any]] = mapped_column(default=list)
    most: Mapped[str | None] = mapped_column(default=None)
    reason: Mapped[str]
    given_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    given_at: Mapped[datetime]
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
