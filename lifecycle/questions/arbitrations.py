"""Requests for arbitration as pages and the interface show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import EVERYWHERE, PMO
from domain.text import Text, both
from lifecycle.actor import Actor
from lifecycle.arbitrating.matrix import arbiters, manager_of
from lifecycle.authority import find_project
from lifecycle.methods import method_of
from lifecycle.roles import roles_everywhere, roles_here
from lifecycle.sealing import unseal
from storage.tables.arbitration import Arbitration, Change
from storage.tables.people import Person
from storage.tables.projects import Project


@dataclass(frozen=True, kw_only=True)
class OptionSeen:
    """One way out, with its effect on quality, cost, delay and risk."""

    number: int
    words: str
    cost: Decimal
    days: int
    quality: str
    risk: str
    recommended: bool
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class ArbitrationSeen:
    """A request with its options, who decides it, and the answer once there is one.

    ``change`` is the number of the change that it made, 0 where it made none.
    """

    number: int
    subject: str
    context: str
    options: Sequence[OptionSeen]
    recommended: int
    why: str
    without_answer: str
    decide_by: date
    role: Text
    deciders: Sequence[str]
    state: str
    asked_by: str
    asked_at: datetime
    chosen: int | None
    reason: str
    ended_by: str
    ended_at: datetime | None
    change: int
    may_answer: bool


@dataclass(frozen=True, kw_only=True)
class ToArbitrate:
    """A request that a person has the power to answer."""

    project: str
    title: str
    number: int
    subject: str
    decide_by: date


def arbitrations_seen(
    session: Session, actor: Actor, project: Project, *, number: int | None = None
) -> list[ArbitrationSeen]:
    """Return a project's requests, the newest first, or the one of a number."""
    rows = select(Arbitration).where(Arbitration.project_id == project.id)
    if number is not None:
        rows = rows.where(Arbitration.number == number)
    found = session.scalars(rows.order_by(Arbitration.number.desc()))
    return [_seen(session, actor, project, row) for row in found]


def to_arbitrate(session: Session, person_id: UUID) -> list[ToArbitrate]:
    """Return the open requests that a person has the power to answer, the most pressing first."""
    rows = session.execute(
        select(Arbitration, Project)
        .join(Project, Project.id == Arbitration.project_id)
        .where(Arbitration.state == "asked", Project.state != "closed")
        .order_by(Arbitration.decide_by, Arbitration.asked_at)
    )
    return [
        ToArbitrate(
            project=row.Project.code,
            title=row.Project.title,
            number=row.Arbitration.number,
            subject=unseal(session, row.Project.id, row.Arbitration.subject),
            decide_by=row.Arbitration.decide_by,
        )
        for row in rows
        if _may_answer(session, person_id, row.Project, row.Arbitration)
    ]


def decided_since(session: Session, code: str, since: datetime) -> int | None:
    """Return the number of the last request of a project that was answered from an instant on."""
    project = find_project(session, code)
    return session.scalar(
        select(Arbitration.number)
        .where(
            Arbitration.project_id == project.id,
            Arbitration.state == "answered",
            Arbitration.ended_at >= since,
        )
        .order_by(Arbitration.ended_at.desc())
        .limit(1)
    )


def _may_answer(session: Session, person_id: UUID, project: Project, row: Arbitration) -> bool:
    here = roles_here(session, project.id, person_id)
    held = here | (roles_everywhere(session, person_id) if row.role in EVERYWHERE else frozenset())
    is_barred = person_id == row.asked_by or manager_of(session, project) in here
    is_open = row.state == "asked" and project.state != "closed"
    return is_open and row.role in held and not is_barred


def _seen(session: Session, actor: Actor, project: Project, row: Arbitration) -> ArbitrationSeen:
    method = method_of(session, project.method_id)
    known = {PMO: both("PMO", "PMO"), **{role.id: role.label for role in method.roles}}
    change = session.scalar(select(Change.number).where(Change.arbitration_id == row.id))
    asker = session.get_one(Person, row.asked_by)

    def opened(text: str | None) -> str:
        return unseal(session, project.id, text)

    return ArbitrationSeen(
        number=row.number,
        subject=opened(row.subject),
        context=opened(row.context),
        options=[
            OptionSeen(
                number=number,
                words=opened(each["words"]),
                cost=Decimal(each["cost"]),
                days=each["days"],
                quality=opened(each["quality"]),
                risk=opened(each["risk"]),
                recommended=number == row.recommended,
                chosen=number == row.chosen,
            )
            for number, each in enumerate(row.options, start=1)
        ],
        recommended=row.recommended,
        why=opened(row.why),
        without_answer=opened(row.without_answer),
        decide_by=row.decide_by,
        role=known.get(row.role, both(row.role, row.role)),
        deciders=[each.name for each in arbiters(session, project, row.role, asker)],
        state=row.state,
        asked_by=asker.name,
        asked_at=row.asked_at,
        chosen=row.chosen,
        reason=opened(row.reason),
        ended_by=session.get_one(Person, row.ended_by).name if row.ended_by else "",
        ended_at=row.ended_at,
        change=change or 0,
        may_answer=_may_answer(session, actor.person_id, project, row),
    )
