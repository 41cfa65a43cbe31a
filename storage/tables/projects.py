"""Projects, the method version each one pins, and who holds which role."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class MethodVersion(Base):
    """A published version of a method, immutable; ``source`` is the text as written."""

    __tablename__ = "method_version"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    key: Mapped[str]
    version: Mapped[int]
    sha256: Mapped[str]
    source: Mapped[str]
    published_at: Mapped[datetime]


class Project(Base):
    """A project from idea on. ``version`` rises with every change of place."""

    __tablename__ = "project"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'held', 'closed')", name="state"),
        CheckConstraint("(state = 'held') = (held_until IS NOT NULL)", name="held_until_when"),
        CheckConstraint("(state = 'closed') = (closed_as IS NOT NULL)", name="closed_as_what"),
        Index("ix_project_open", "state", "held_until"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    code: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    confidential: Mapped[bool] = mapped_column(default=False)
    method_id: Mapped[UUID] = mapped_column(ForeignKey("method_version.id"))
    stage: Mapped[str]
    stage_since: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="open")
    held_until: Mapped[date | None] = mapped_column(default=None)
    closed_as: Mapped[str | None] = mapped_column(default=None)
    currency: Mapped[str] = mapped_column(default="EUR")
    budget: Mapped[str | None] = mapped_column(default=None)
    start: Mapped[date | None] = mapped_column(default=None)
    finish: Mapped[date | None] = mapped_column(default=None)
    klass: Mapped[str | None] = mapped_column(default=None)
    attributes: Mapped[dict[str, Any]]
    baseline: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    created_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))


class Drive(Base):
    """How Prefect drives a project: disposable, rebuilt from the project when lost.

    ``epoch`` counts the runs that were started. ``work_due`` and ``nudge_due`` are set in the
    act's own transaction: the first stands until nothing is left to do, the second until
    Prefect accepted the nudge. A claim is a lease on the next step.
    """

    __tablename__ = "drive"
    __table_args__ = (
        Index("ix_drive_nudge_due", "nudge_due"),
        Index("ix_drive_work_due", "work_due"),
    )

    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), primary_key=True)
    epoch: Mapped[int] = mapped_column(default=0)
    run_id: Mapped[UUID | None] = mapped_column(default=None)
    work_due: Mapped[datetime | None] = mapped_column(default=None)
    nudge_due: Mapped[datetime | None] = mapped_column(default=None)
    nudge_tries: Mapped[int] = mapped_column(default=0)
    claimant: Mapped[str | None] = mapped_column(default=None)
    claimed_until: Mapped[datetime | None] = mapped_column(default=None)
    finished: Mapped[bool] = mapped_column(default=False)


class Assignment(Base):
    """A person who holds a role of the method on a project."""

    __tablename__ = "assignment"

    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    since: Mapped[datetime]


class GatePassage(Base):
    """A decision on a gate: taken here, or outside before the project entered.

    One row for each closed round; ``review_id`` is empty for a decision taken outside, which
    then names who decided, when, and the evidence.
    """

    __tablename__ = "gate_passage"
    __table_args__ = (
        UniqueConstraint("review_id"),
        UniqueConstraint("project_id", "number"),
        CheckConstraint(
            "(review_id IS NOT NULL) OR (outside_by IS NOT NULL)", name="decided_somewhere"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True)
    number: Mapped[int]
    gate: Mapped[str]
    stage: Mapped[str]
    code: Mapped[str]
    decided_on: Mapped[date]
    review_id: Mapped[UUID | None] = mapped_column(ForeignKey("review.id"), default=None)
    outside_by: Mapped[str | None] = mapped_column(default=None)
    evidence: Mapped[str | None] = mapped_column(default=None)
