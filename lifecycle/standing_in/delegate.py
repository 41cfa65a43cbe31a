"""A delegation is given and ended; both persons are told, and open questions follow it."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import ADMIN, PMO, Act
from domain.delegation import Span
from domain.errors import NotAllowedError, NotFoundError, OutOfSequenceError
from lifecycle.actor import Actor
from lifecycle.authority import find_person, find_project, require
from lifecycle.ledger import record
from lifecycle.letters.telling_delegations import tell_delegated, tell_delegation_ended
from lifecycle.roles import roles_everywhere
from lifecycle.sealing import seal
from lifecycle.standing_in.asked_for import (
    NewDelegation,
    check_circle,
    check_persons,
    most_of,
    span_of,
)
from lifecycle.standing_in.barred import barred_from
from lifecycle.standing_in.requests import ask_delegates, take_requests_back
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.standing_in import Delegation


def delegate(session: Session, actor: Actor, new: NewDelegation, *, at: datetime) -> Delegation:
    """Put one's seats into another's hands for a while; open questions go along.

    Giving the same delegation again gives the standing one.

    Raises:
        NotFoundError: There is no such person, or no such project.
        NotAllowedError: Only the PMO delegates for somebody else.
        BadInputError: A reason or a day is missing or wrong, or it is to oneself.
        OutOfSequenceError: The delegate left, would close a circle, or may not vote there.
    """
    require(session, Act.DELEGATE, actor)
    delegator = _delegator(session, actor, new)
    lock(session, Person, delegator.id)
    to = find_person(session, new.delegate.strip())
    project = find_project(session, new.project.strip()) if new.project.strip() else None
    if project is not None:
        require(session, Act.VIEW, Actor(person_id=delegator.id, channel=actor.channel), project)
    span = span_of(new, delegator, to, at=at)
    most = most_of(new.most)
    check_persons(session, delegator, to, span, new)
    standing = _same(session, span, project, new, most)
    if standing is not None:
        return standing
    check_circle(session, span, to)
    row = Delegation(
        delegator_id=delegator.id,
        delegate_id=to.id,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        zone=delegator.zone,
        project_id=project.id if project else None,
        gates=sorted({gate.strip() for gate in new.gates if gate.strip()}),
        most=str(most) if most is not None else None,
        reason=seal(session, delegator.id, new.reason.strip()),
        given_by=actor.person_id,
        given_at=at,
    )
    session.add(row)
    session.flush()
    _check_open_seats(session, row, to, at=at)
    record(session, "delegation.given", actor, _said(row), at=at, project_id=row.project_id)
    tell_delegated(session, row, at=at)
    ask_delegates(session, [row], at=at)
    failpoint("delegate.before-commit")
    return row


def end_delegation(
    session: Session, actor: Actor, delegation_id: UUID, *, at: datetime
) -> Delegation:
    """End a delegation before its last day; votes cast by it stand. Again changes nothing.

    Raises:
        NotFoundError: There is none that concerns this person.
        OutOfSequenceError: Its time is over already.
    """
    row: Delegation | None = lock(session, Delegation, delegation_id)
    require(session, Act.DELEGATE, actor)
    concerned = row is not None and (
        actor.person_id in (row.delegator_id, row.delegate_id)
        or {PMO, ADMIN} & roles_everywhere(session, actor.person_id)
    )
    if row is None or not concerned:
        raise NotFoundError(
            "There is no such delegation of yours.", "Cette délégation n'est pas à vous."
        )
    if row.ended_at is not None:
        return row
    if row.ends_at <= at:
        raise OutOfSequenceError(
            "The delegation is over already; nothing to end.",
            "La délégation est déjà terminée ; rien à faire.",
        )
    row.ended_at, row.ended_by = at, actor.person_id
    session.flush()
    take_requests_back(session, row)
    record(
        session,
        "delegation.ended",
        actor,
        {"delegation": row.id, "delegator": row.delegator_id, "delegate": row.delegate_id},
        at=at,
        project_id=row.project_id,
    )
    tell_delegation_ended(session, row, at=at)
    failpoint("delegate.ended")
    return row


def _delegator(session: Session, actor: Actor, new: NewDelegation) -> Person:
    if not new.delegator.strip():
        return session.get_one(Person, actor.person_id)
    delegator = find_person(session, new.delegator.strip())
    if delegator.id != actor.person_id and PMO not in roles_everywhere(session, actor.person_id):
        raise NotAllowedError(
            "Only the PMO delegates in somebody else's name; delegate your own seats.",
            "Seul le PMO délègue au nom d'un autre ; déléguez vos propres sièges.",
        )
    return delegator


def _same(
    session: Session, span: Span, project: Project | None, new: NewDelegation, most: Decimal | None
) -> Delegation | None:
    rows = session.scalars(
        select(Delegation).where(
            Delegation.delegator_id == span.delegator_id,
            Delegation.delegate_id == span.delegate_id,
            Delegation.starts_at == span.starts_at,
            Delegation.ends_at == span.ends_at,
            Delegation.ended_at.is_(None),
        )
    )
    wanted = (
        project.id if project else None,
        sorted({gate.strip() for gate in new.gates if gate.strip()}),
        str(most) if most is not None else None,
    )
    return next((row for row in rows if (row.project_id, row.gates, row.most) == wanted), None)


def _check_open_seats(session: Session, row: Delegation, to: Person, *, at: datetime) -> None:
    """Refuse a delegate who may not vote where the delegator is asked just now."""
    for project, gate, why in barred_from(session, row, at=at):
        raise OutOfSequenceError(
            f"{to.name} cannot stand in at {gate} of {project.code}: {why['en']}. Name somebody "
            "else, or limit the delegation to other gates or projects.",
            f"{to.name} ne peut pas suppléer au jalon {gate} de {project.code} : {why['fr']}. "
            "Nommez quelqu'un d'autre, ou limitez la délégation à d'autres jalons ou projets.",
        )


def _said(row: Delegation) -> dict[str, object]:
    return {
        "delegation": row.id,
        "delegator": row.delegator_id,
        "delegate": row.delegate_id,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "zone": row.zone,
        "gates": list(row.gates),
        "most": row.most,
        "reason": row.reason,
    }
