"""The radar as pages and the interface show it, for the PMO."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from domain.authority import Act
from domain.text import Text, both
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.methods import latest, method_of
from lifecycle.radar.latency import Latency, latencies
from lifecycle.radar.telling import all_waits
from lifecycle.radar.wait import Wait

LOOKS_BACK = timedelta(days=365)
COMMITTEE = "committee"


@dataclass(frozen=True, kw_only=True)
class LatencySeen:
    """How long a seat, a gate or the committees of a method take, in the method's words."""

    method: str
    gate: str
    who: str
    label: Text
    answers: int
    still: int
    median: float
    slowest: float


def radar_waits(session: Session, actor: Actor, *, at: datetime) -> Sequence[Wait]:
    """Return every open wait, orphans first, then what is overdue.

    Raises:
        NotAllowedError: The actor is not the PMO.
    """
    require(session, Act.READ_RADAR, actor)
    return all_waits(session, at=at)


def radar_latency(session: Session, actor: Actor, *, at: datetime) -> list[LatencySeen]:
    """Return how long answers took within a year, the slowest first.

    Raises:
        NotAllowedError: The actor is not the PMO.
    """
    require(session, Act.READ_RADAR, actor)
    return [_named(session, each) for each in latencies(session, since=at - LOOKS_BACK)]


def _named(session: Session, each: Latency) -> LatencySeen:
    method = method_of(session, latest(session, each.method).id)
    roles = {role.id: role.label for role in method.roles}
    label = roles.get(each.who, both(each.who, each.who))
    if not each.who:
        label = both("From hand-in to decision", "Du dépôt à la décision")
    elif each.who == COMMITTEE and not each.gate:
        label = both("All committees", "Tous les comités")
    return LatencySeen(label=label, **vars(each))
