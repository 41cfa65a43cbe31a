"""A delegation as it is asked for: its days, its limits, and why it cannot be given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.delegation import Span, closes_circle
from domain.errors import BadInputError, OutOfSequenceError
from storage.tables.people import Person
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


def span_of(new: NewDelegation, delegator: Person, to: Person, *, at: datetime) -> Span:
    """Return from when until when a delegation holds, in the delegator's time zone.

    Raises:
        BadInputError: The days are not in order, over, or too many.
    """
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


def most_of(text: str) -> Decimal | None:
    """Return the largest budget that a delegation covers, or None where none is named.

    Raises:
        BadInputError: It is not an amount.
    """
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


def check_persons(
    session: Session, delegator: Person, to: Person, span: Span, new: NewDelegation
) -> None:
    """Make sure of the persons and the reason of a delegation.

    Raises:
        BadInputError: It is to oneself, or has no reason.
        OutOfSequenceError: The delegate left, or all is delegated to somebody else already.
    """
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


def check_circle(session: Session, span: Span, to: Person) -> None:
    """Make sure that nobody would stand in for themselves through others.

    Raises:
        OutOfSequenceError: Somebody would.
    """
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
