"""For whom a person may vote now: asked of the rows at every click (gate rules 23 to 25)."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from domain.delegation import Scope
from storage.tables.projects import Project
from storage.tables.standing_in import Delegation

_NOW = (
    Delegation.starts_at <= bindparam("at"),
    func.coalesce(Delegation.ended_at, Delegation.ends_at) > bindparam("at"),
)
_TO = (
    select(Delegation)
    .where(Delegation.delegate_id == bindparam("person"), *_NOW)
    .order_by(Delegation.given_at, Delegation.id)
)
_FROM = (
    select(Delegation)
    .where(Delegation.delegator_id == bindparam("person"), *_NOW)
    .order_by(Delegation.given_at, Delegation.id)
)


def delegations_to(
    session: Session, person_id: UUID, project: Project, gate: str, *, at: datetime
) -> list[Delegation]:
    """Return what was delegated to a person that covers a gate of a project now."""
    found = session.scalars(_TO, {"person": person_id, "at": at}).all()
    return covering(found, project, gate)


def delegations_from(
    session: Session, person_id: UUID, project: Project, gate: str, *, at: datetime
) -> list[Delegation]:
    """Return what a person delegated that covers a gate of a project now."""
    found = session.scalars(_FROM, {"person": person_id, "at": at}).all()
    return covering(found, project, gate)


def standing_delegations(
    session: Session, person_id: UUID, *, at: datetime
) -> Sequence[Delegation]:
    """Return the delegations of a person and to a person that hold now or are to come."""
    return session.scalars(
        select(Delegation)
        .where(
            (Delegation.delegator_id == person_id) | (Delegation.delegate_id == person_id),
            Delegation.ended_at.is_(None),
            Delegation.ends_at > at,
        )
        .order_by(Delegation.starts_at, Delegation.given_at)
    ).all()


def covering(found: Sequence[Delegation], project: Project, gate: str) -> list[Delegation]:
    """Return those that cover a gate of a project."""
    budget = Decimal(project.budget) if project.budget else None
    return [each for each in found if scope_of(each).covers(project.id, gate, budget)]


def scope_of(row: Delegation) -> Scope:
    """Return what a delegation covers."""
    return Scope(
        project_id=row.project_id,
        gates=tuple(row.gates),
        most=Decimal(row.most) if row.most else None,
    )
