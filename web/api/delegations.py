"""Delegations: one's votes in another's hands for a while."""

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import Field
from sqlalchemy.orm import Session

from lifecycle.questions.delegations import delegations, seen
from lifecycle.standing_in.asked_for import NewDelegation
from lifecycle.standing_in.delegate import delegate, end_delegation
from web.api.acting import Key, act
from web.api.permission import Voter
from web.api.problems import CONFLICTS
from web.api.project_shapes import Line
from web.api.reading import Given, Shown
from web.site import site_of

router = APIRouter(prefix="/delegations", tags=["delegations"])


class DelegationGiven(Given):
    """A delegation as it is asked for: whole days in the delegator's own time zone."""

    delegate: Line = Field(description="a sign-in name")
    first_day: date
    last_day: date
    reason: str = Field(max_length=2000)
    delegator: str = Field(default="", max_length=80, description="by the PMO for another")
    project: str = Field(default="", max_length=80, description="a code; none means all")
    gates: list[Line] = Field(default=[], max_length=100, description="none means all")
    most: str = Field(default="", max_length=40, description="the largest budget it covers")


class DelegationShown(Shown):
    """One delegation; ``state`` is to_come, holds, ended or over."""

    id: UUID
    delegator: str
    delegate: str
    first_day: date
    last_day: date
    project: str
    gates: list[str]
    most: str
    reason: str
    state: str
    given_at: datetime
    ended_at: datetime | None


@router.get("")
def given_and_received(request: Request, visitor: Voter) -> list[DelegationShown]:
    """Return the person's delegations, given and received; the PMO sees everybody's."""
    site = site_of(request)
    with site.installation.database.read() as session:
        found = delegations(session, visitor, at=site.clock())
    return [DelegationShown.model_validate(each) for each in found]


@router.post("", responses=CONFLICTS)
def give(request: Request, visitor: Voter, key: Key, given: DelegationGiven) -> DelegationShown:
    """Delegate one's votes; open questions go along at once."""
    at = site_of(request).clock()

    def work(session: Session) -> DelegationShown:
        row = delegate(session, visitor.actor, NewDelegation(**given.model_dump()), at=at)
        return DelegationShown.model_validate(seen(session, row, at=at))

    return act(request, visitor, key, given, work, DelegationShown)


@router.post("/{delegation_id}/end", responses=CONFLICTS)
def end(request: Request, visitor: Voter, key: Key, delegation_id: UUID) -> DelegationShown:
    """End a delegation; votes cast by it stand."""
    at = site_of(request).clock()

    def work(session: Session) -> DelegationShown:
        row = end_delegation(session, visitor.actor, delegation_id, at=at)
        return DelegationShown.model_validate(seen(session, row, at=at))

    return act(request, visitor, key, None, work, DelegationShown)
