"""The delegations of a person and to them, as they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import PMO
from lifecycle.sealing import unseal
from lifecycle.signing_in.access import Visitor
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.standing_in import Delegation


@dataclass(frozen=True, kw_only=True)
class DelegationSeen:
    """One delegation; ``state`` is to_come, holds, ended or over. Both days are included."""

    id: UUID
    delegator: str
    delegator_name: str
    delegate: str
    delegate_name: str
    first_day: date
    last_day: date
    project: str
    gates: Sequence[str]
    most: str
    reason: str
    state: str
    given_at: datetime
    ended_at: datetime | None


def delegations(session: Session, visitor: Visitor, *, at: datetime) -> list[DelegationSeen]:
    """Return a person's delegations, given and received; the PMO sees everybody's."""
    wanted = select(Delegation).order_by(Delegation.starts_at.desc(), Delegation.given_at.desc())
    if PMO not in visitor.roles:
        wanted = wanted.where(
            (Delegation.delegator_id == visitor.person_id)
            | (Delegation.delegate_id == visitor.person_id)
        )
    return [seen(session, row, at=at) for row in session.scalars(wanted)]


def seen(session: Session, row: Delegation, *, at: datetime) -> DelegationSeen:
    """Return one delegation as it is shown."""
    zone = ZoneInfo(row.zone)
    delegator, delegate = (
        session.get_one(Person, each) for each in (row.delegator_id, row.delegate_id)
    )
    project = session.get_one(Project, row.project_id).code if row.project_id else ""
    return DelegationSeen(
        id=row.id,
        delegator=delegator.handle,
        delegator_name=delegator.name,
        delegate=delegate.handle,
        delegate_name=delegate.name,
        first_day=row.starts_at.astimezone(zone).date(),
        last_day=(row.ends_at - timedelta(seconds=1)).astimezone(zone).date(),
        project=project,
        gates=tuple(row.gates),
        most=row.most or "",
        reason=unseal(session, row.delegator_id, row.reason),
        state=_state(row, at),
        given_at=row.given_at,
        ended_at=row.ended_at,
    )


def _state(row: Delegation, at: datetime) -> str:
    if row.ended_at is not None:
        return "ended"
    if row.ends_at <= at:
        return "over"
    return "holds" if row.starts_at <= at else "to_come"
