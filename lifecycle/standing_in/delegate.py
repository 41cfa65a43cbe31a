"""A delegation is given and ended; both persons are told, and open questions follow it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.authority import ADMIN, PMO, Act
from domain.delegation import Span, closes_circle
from domain.errors import BadInputError, NotAllowedError, NotFoundError, OutOfSequenceError
from lifecycle.actor import Actor
from lifecycle.authority import find_person, find_project, require
from lifecycle.ledger import record
from lifecycle.letters.telling_delegations import tell_delegated, tell_delegation_ended
from lifecycle.roles import roles_everywhere
from lifecycle.sealing import seal
from lifecycle.standing_in.barred import barred_from
from lifecycle.standing_in.requests import ask_delegates, take_requests_back
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.standing_in import Delegation

LONGEST = timedelta(days=366)
"""A delegation is for an absence; who is away for longer gives up the role."""


@dataclass(frozen=True, kw_only=True)
class NewDelegation:
    """A delegation as it is asked for: whole days in the delegator's own time zone.

    ``delegator`` is a sign-in name, given by the PMO for somebody else; ``project`` is a code.
    """

    delegate: str
    first_day: date
    last_day: date
    reason: str
    delegator: str = ""
    project: str = ""
    gates: Sequence[str] = field(default_factory=tuple)
    most: str = ""


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
    span = _span(new, delegator, to, at=at)
    most = _most(new.most)
    _check(session, delegator, to, span, new)
    standing = _same(session, span, project, new, most)
    if standing is not None:
        return standing
    _check_circle(session, span, to)
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


def _span(new: NewDelegation, delegator: Person, to: Person, *, at: datetime) -> Span:
    zone = ZoneInfo(delegator.zone)
    midnight = time(0, 0)
    starts = datetime.combine(new.first_day, midnight, tzinfo=zone)
    ends = datetime.combine(new.last_day + timedelta(days=1), midnight, tzinfo=zone)
    if new.last_day < new.first_day:
        raise BadInputError(
            f"The delegation ends on {new.last_day}, before it starts on {new.first_day}; "
            "give the last day second.",
            f"La délégation finit le {new.last_day}, avant de commencer le {new.first_day} ; "
            "donnez le dernier jour en second.",
        )
    if ends <= at:
        raise BadInputError(
            f"The last day, {new.last_day}, is over; give one that is to come.",
            f"Le dernier jour, le {new.last_day}, est passé ; donnez-en un à venir.",
        )
    if ends - starts > LONGEST:
        raise BadInputError(
            "A delegation is for at most a year; who is away longer gives the role to another.",
            "Une délégation vaut au plus un an ; au-delà, confiez le rôle à quelqu'un d'autre.",
        )
    return Span(delegator_id=delegator.id, delegate_id=to.id, starts_at=starts, ends_at=ends)


def _most(text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        most = Decimal(text.strip().replace(" ", "").replace("\u00a0", "").replace(",", "."))
    except InvalidOperation:
        most = Decimal(-1)
    if not most.is_finite() or most < 0:
        raise BadInputError(
            f"The largest budget {text[:20]!r} is not an amount; write it as 250000.",
            f"Le budget maximal {text[:20]!r} n'est pas un montant ; écrivez 250000.",
        )
    return most


def _check(session: Session, delegator: Person, to: Person, span: Span, new: NewDelegation) -> None:
    if delegator.id == to.id:
        raise BadInputError(
            "Nobody stands in for themselves; name somebody else.",
            "Nul ne se supplée lui-même ; nommez quelqu'un d'autre.",
        )
    if not new.reason.strip():
        raise BadInputError(
            "Say why you delegate; it stands in the record.",
            "Dites pourquoi vous déléguez ; cela figure au registre.",
        )
    if to.disabled_at is not None:
        raise OutOfSequenceError(
            f"{to.name} left and cannot stand in for anybody; name somebody else.",
            f"{to.name} est parti et ne peut suppléer personne ; nommez quelqu'un d'autre.",
        )
    crowd = session.scalar(
        select(func.count())
        .select_from(Delegation)
        .where(
            Delegation.delegator_id == delegator.id,
            Delegation.delegate_id != to.id,
            Delegation.ended_at.is_(None),
            Delegation.starts_at < span.ends_at,
            Delegation.ends_at > span.starts_at,
            Delegation.project_id.is_(None) if not new.project.strip() else Delegation.id.is_(None),
        )
    )
    if crowd and not new.gates and not new.most.strip():
        raise OutOfSequenceError(
            f"{delegator.name} has delegated everything to somebody else for some of these days; "
            "end that delegation first, or limit this one to gates or to a project.",
            f"{delegator.name} a déjà tout délégué à quelqu'un d'autre pour une partie de ces "
            "jours ; mettez d'abord fin à cette délégation, ou limitez celle-ci à des jalons ou à "
            "un projet.",
        )


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


def _check_circle(session: Session, span: Span, to: Person) -> None:
    standing = session.scalars(
        select(Delegation).where(
            Delegation.ended_at.is_(None),
            Delegation.starts_at < span.ends_at,
            Delegation.ends_at > span.starts_at,
        )
    )
    spans = [
        Span(
            delegator_id=row.delegator_id,
            delegate_id=row.delegate_id,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
        )
        for row in standing
    ]
    if closes_circle(spans, span):
        raise OutOfSequenceError(
            f"{to.name} has delegated to you in turn, directly or through others, for some of "
            "these days, so that nobody would be there; name somebody else.",
            f"{to.name} vous a délégué à son tour, directement ou par d'autres, pour une partie "
            "de ces jours : il n'y aurait personne ; nommez quelqu'un d'autre.",
        )


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
