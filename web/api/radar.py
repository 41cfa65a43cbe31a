"""The radar: what waits for whom, and how long answers take."""

from datetime import datetime

from fastapi import APIRouter, Request

from domain.text import Text
from lifecycle.questions.radar import radar_latency, radar_waits
from web.api.permission import Reader
from web.api.reading import Shown
from web.site import site_of

router = APIRouter(prefix="/radar", tags=["radar"])


class WaitShown(Shown):
    """An open wait; an ``orphan`` has nobody who could end it, or the product stands still."""

    kind: str
    project: str
    gate: str
    what: Text
    owners: list[str]
    since: datetime
    next_at: datetime | None
    overdue: bool
    orphan: bool


class LatencyShown(Shown):
    """How long answers took within a year, in working days.

    ``who`` is a role, empty for a gate from hand-in to decision; without a gate it is the
    committees of the whole method.
    """

    method: str
    gate: str
    who: str
    label: Text
    answers: int
    still: int
    median: float
    slowest: float


@router.get("/waits")
def waits(request: Request, visitor: Reader) -> list[WaitShown]:
    """Return every open wait, orphans first, then what is overdue."""
    site = site_of(request)
    with site.installation.database.read() as session:
        found = radar_waits(session, visitor.actor, at=site.clock())
    return [WaitShown.model_validate(each) for each in found]


@router.get("/latency")
def latency(request: Request, visitor: Reader) -> list[LatencyShown]:
    """Return how long seats, gates and committees take, the slowest first."""
    site = site_of(request)
    with site.installation.database.read() as session:
        found = radar_latency(session, visitor.actor, at=site.clock())
    return [LatencyShown.model_validate(each) for each in found]
