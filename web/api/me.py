"""Who the token speaks for, and what awaits that person."""

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter, Request

from domain.text import Text
from lifecycle.questions.awaiting import awaiting
from web.api.permission import AnyToken, Reader
from web.api.reading import Shown
from web.site import site_of

router = APIRouter(tags=["me"])


class Me(Shown):
    """The person behind the token."""

    handle: str
    name: str
    language: str
    zone: str
    roles: list[str]
    scopes: list[str]


class ToDecide(Shown):
    """A decision that waits for the person's vote."""

    review_id: UUID
    request_id: UUID
    project: str
    title: str
    gate: str
    question: Text
    seat: Text
    due_at: datetime | None
    voted: bool


class ToPrepare(Shown):
    """A package to hand in, for the first time or again."""

    project: str
    title: str
    gate: str
    label: Text
    returned: bool
    since: datetime


class ToMeet(Shown):
    """A condition to report as met, or to settle when ``verify`` is set."""

    project: str
    gate: str
    number: int
    words: str
    due_on: date
    verify: bool


class ToAnswer(Shown):
    """A contested finding that the PMO answers."""

    id: UUID
    project: str
    gate: str
    check: str
    reason: str
    asked_at: datetime


class ToReply(Shown):
    """A question of an approver that stops a round's clock until it is answered."""

    id: UUID
    review_id: UUID
    project: str
    gate: str
    number: int
    words: str
    asked_at: datetime


class ToArbitrate(Shown):
    """A request for arbitration that the person has the power to answer."""

    project: str
    title: str
    number: int
    subject: str
    decide_by: date


class Awaiting(Shown):
    """All that waits for one person, most pressing first."""

    decisions: list[ToDecide]
    packages: list[ToPrepare]
    conditions: list[ToMeet]
    contests: list[ToAnswer]
    questions: list[ToReply]
    arbitrations: list[ToArbitrate]


@router.get("/me")
def me(visitor: AnyToken) -> Me:
    """Return who the token speaks for."""
    return Me(
        handle=visitor.handle,
        name=visitor.name,
        language=visitor.language,
        zone=visitor.zone,
        roles=sorted(visitor.roles),
        scopes=sorted(visitor.actor.scopes or ()),
    )


@router.get("/awaiting")
def what_awaits(request: Request, visitor: Reader) -> Awaiting:
    """Return what waits for the person: decisions, packages, conditions, contested findings."""
    site = site_of(request)
    with site.installation.database.read() as session:
        return Awaiting.model_validate(awaiting(session, visitor, at=site.clock()))
