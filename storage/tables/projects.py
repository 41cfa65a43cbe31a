"""Projects, the method version each one pins, and who holds which role."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class MethodVersion(Base):
    """A published version of a method, immutable; ``source`` is the text as written.

    ``published_by`` is empty for a method that ships with the program.
    """

    __tablename__ = "method_version"
    looked_up_often = True
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    key: Mapped[str]
    version: Mapped[int]
    sha256: Mapped[str]
    source: Mapped[str]
    published_at: Mapped[datetime]
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), default=None)


class Project(Base):
    """A project from idea on. ``version`` rises with every change of place.

    ``klass`` is its class under its method, ``packs`` are those it took on by choice.
    ``planned`` holds the planned date of gates by id, ``raised`` what events were raised at
    this stage. ``iteration`` counts the rounds of a stage that repeats. A project on a
    ``track`` stands beside its ``parent_id``.
    """

    __tablename__ = "project"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'held', 'closed')", name="state"),
        CheckConstraint("(state = 'held') = (held_until IS NOT NULL)", name="held_until_when"),
        CheckConstraint("(state = 'closed') = (closed_as IS NOT NULL)", name="closed_as_what"),
        CheckConstraint("(track IS NULL) = (parent_id IS NULL)", name="track_of_a_parent"),
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
    packs: Mapped[list[Any]] = mapped_column(default=list)
    planned: Mapped[dict[str, Any]] = mapped_column(default=dict)
    raised: Mapped[dict[str, Any]] = mapped_column(default=dict)
    iteration: Mapped[int] = mapped_column(default=1)
    parent_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("project.id"), default=None, index=True
    )
    track: Mapped[str | None] = mapped_column(default=None)
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

    One row for each gate that a closed round decided; ``review_id`` is empty for a decision
    taken outside, which then names who decided, when, and the evidence. ``iteration`` is that
    of the stage.
    """

    __tablename__ = "gate_passage"
    __table_args__ = (
        UniqueConstraint("review_id", "gate"),
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
    iteration: Mapped[int] = mapped_column(default=1)
    code: Mapped[str]
    decided_on: Mapped[date]
    review_id: Mapped[UUID | None] = mapped_column(ForeignKey("review.id"), default=None)
    outside_by: Mapped[str | None] = mapped_column(default=None)
    evidence: Mapped[str | None] = mapped_column(default=None)


class Tailoring(Base):
    """How a project departs from its method: asked with a reason, approved by a role's holder.

    ``item`` is a deliverable, a criterion or a gate by id; ``gate`` limits it to one gate.
    ``added`` holds what the project itself asks more. ``reason`` and ``measure`` are sealed.
    """

    __tablename__ = "tailoring"
    __table_args__ = (
        CheckConstraint(
            "code IN ('waiver', 'deviation', 'not_applicable', 'add', 'skip')", name="code"
        ),
        CheckConstraint("state IN ('asked', 'approved', 'refused', 'ended')", name="state"),
        CheckConstraint(
            "(answered_by IS NULL) OR (answered_by <> asked_by)", name="another_approves"
        ),
        CheckConstraint("(state = 'asked') = (answered_by IS NULL)", name="answered_by_whom"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True)
    method_id: Mapped[UUID] = mapped_column(ForeignKey("method_version.id"))
    word: Mapped[str]
    code: Mapped[str]
    item: Mapped[str]
    gate: Mapped[str | None] = mapped_column(default=None)
    added: Mapped[dict[str, Any] | None] = mapped_column(default=None)
    reason: Mapped[str]
    measure: Mapped[str | None] = mapped_column(default=None)
    expires_on: Mapped[date | None] = mapped_column(default=None)
    state: Mapped[str] = mapped_column(default="asked")
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)


class MethodMigration(Base):
    """A project that went from one version of its method to another; reversible for a while.

    ``before`` is the place of the project in the old version, for the way back.
    """

    __tablename__ = "method_migration"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True)
    from_id: Mapped[UUID] = mapped_column(ForeignKey("method_version.id"))
    to_id: Mapped[UUID] = mapped_column(ForeignKey("method_version.id"))
    before: Mapped[dict[str, Any]]
    migrated_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    migrated_at: Mapped[datetime]
    undone_at: Mapped[datetime | None] = mapped_column(default=None)
