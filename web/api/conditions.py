"""Conditions of a project: listed, reported as met, settled by another person."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import Field

from lifecycle.authority import find_project
from lifecycle.deciding.conditions import report, settle
from lifecycle.questions.projects import conditions_seen
from lifecycle.questions.seen import open_project
from web.api.acting import Key, act
from web.api.gates import Condition
from web.api.permission import Reader, Writer
from web.api.problems import CONFLICTS
from web.api.reading import Given, Shown
from web.site import site_of

router = APIRouter(prefix="/projects/{code}/conditions", tags=["conditions"])

Number = Annotated[int, Path(ge=1, le=100_000)]


class Conditions(Shown):
    """Every condition of a project, the open ones first."""

    items: list[Condition]


class Evidence(Given):
    """What shows that the condition is met."""

    evidence: str = Field(max_length=20_000)


class ConditionState(Shown):
    """Where a condition stands now."""

    number: int
    state: str


@router.get("")
def conditions(request: Request, visitor: Reader, code: str) -> Conditions:
    """Return the project's conditions."""
    with site_of(request).installation.database.read() as session:
        found = open_project(session, visitor.actor, code).project
        seen = conditions_seen(session, visitor.actor, found.id)
        return Conditions(items=[Condition.model_validate(each) for each in seen])


@router.post("/{number}/report", responses=CONFLICTS)
def report_met(
    request: Request, visitor: Writer, key: Key, code: str, number: Number, given: Evidence
) -> ConditionState:
    """Say that a condition is met, and what shows it."""
    at = site_of(request).clock()
    return act(
        request,
        visitor,
        key,
        given,
        lambda session: ConditionState.model_validate(
            report(
                session,
                visitor.actor,
                find_project(session, code),
                number,
                given.evidence,
                at=at,
            )
        ),
        ConditionState,
    )


@router.post("/{number}/settle", responses=CONFLICTS)
def settle_met(
    request: Request, visitor: Writer, key: Key, code: str, number: Number
) -> ConditionState:
    """Confirm, as its verifier, that a reported condition is met."""
    at = site_of(request).clock()
    return act(
        request,
        visitor,
        key,
        None,
        lambda session: ConditionState.model_validate(
            settle(session, visitor.actor, find_project(session, code), number, at=at)
        ),
        ConditionState,
    )
