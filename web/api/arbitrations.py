"""The arbitration desk: a project asks, who has the power decides, and the change is recorded."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Path, Request
from pydantic import Field
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from domain.review.arbitration import MOST_DAYS, MOST_OPTIONS, Option
from domain.text import Text
from lifecycle.arbitrating.answering import answer
from lifecycle.arbitrating.asking import NewRequest, ask, take_back_request
from lifecycle.authority import find_project
from lifecycle.questions.arbitrations import arbitrations_seen
from lifecycle.questions.seen import open_project
from web.api.acting import Key, act, nudge_after
from web.api.permission import Reader, Voter, Writer
from web.api.problems import CONFLICTS
from web.api.reading import Given, Shown
from web.api.votes import WORDS
from web.site import site_of

router = APIRouter(prefix="/projects/{code}/arbitrations", tags=["arbitrations"])
Number = Annotated[int, Path(ge=1, le=1_000_000)]


class OptionGiven(Given):
    """One way out; ``cost`` is added to the budget, ``days`` are calendar days of the finish."""

    words: str = Field(max_length=WORDS)
    cost: Decimal = Field(default=Decimal(0), max_digits=20, decimal_places=6)
    days: int = Field(default=0, ge=-MOST_DAYS, le=MOST_DAYS)
    quality: str = Field(default="", max_length=WORDS)
    risk: str = Field(default="", max_length=WORDS)


class RequestGiven(Given):
    """A question with its options; ``recommended`` counts them from 1."""

    subject: str = Field(max_length=400)
    context: str = Field(max_length=WORDS)
    options: list[OptionGiven] = Field(max_length=MOST_OPTIONS)
    recommended: int = Field(ge=1, le=MOST_OPTIONS)
    why: str = Field(default="", max_length=WORDS)
    decide_by: date
    without_answer: str = Field(max_length=WORDS)


class AnswerGiven(Given):
    """The chosen option, and why; a reason is needed where it is not the recommended one."""

    chosen: int = Field(ge=1, le=MOST_OPTIONS)
    reason: str = Field(default="", max_length=WORDS)


class Reason(Given):
    """Why a request is taken back."""

    reason: str = Field(max_length=WORDS)


class OptionShown(Shown):
    """One way out with its effects."""

    number: int
    words: str
    cost: Decimal
    days: int
    quality: str
    risk: str
    recommended: bool
    chosen: bool


class RequestShown(Shown):
    """A request with its options and its answer; ``change`` is 0 where it changed nothing."""

    number: int
    subject: str
    context: str
    options: list[OptionShown]
    recommended: int
    why: str
    without_answer: str
    decide_by: date
    role: Text
    deciders: list[str]
    state: str
    asked_by: str
    asked_at: datetime
    chosen: int | None
    reason: str
    ended_by: str
    ended_at: datetime | None
    change: int
    may_answer: bool


@router.get("")
def requests(request: Request, visitor: Reader, code: str) -> list[RequestShown]:
    """Return what a project asked to be arbitrated, the newest first."""
    with site_of(request).installation.database.read() as session:
        project = open_project(session, visitor.actor, code).project
        found = arbitrations_seen(session, visitor.actor, project)
        return [RequestShown.model_validate(each) for each in found]


@router.get("/{number}")
def one(request: Request, visitor: Reader, code: str, number: Number) -> RequestShown:
    """Return one request."""
    with site_of(request).installation.database.read() as session:
        project = open_project(session, visitor.actor, code).project
        found = arbitrations_seen(session, visitor.actor, project, number=number)
        if not found:
            raise NotFoundError(
                f"{code} has no request {number}.", f"{code} n'a pas de demande {number}."
            )
        return RequestShown.model_validate(found[0])


@router.post("", status_code=201, responses=CONFLICTS)
def put(
    request: Request, visitor: Writer, key: Key, code: str, given: RequestGiven
) -> RequestShown:
    """Ask for a decision from who has the power to take it."""
    at = site_of(request).clock()
    new = NewRequest(
        subject=given.subject,
        context=given.context,
        options=tuple(Option(**each.model_dump()) for each in given.options),
        recommended=given.recommended,
        why=given.why,
        decide_by=given.decide_by,
        without_answer=given.without_answer,
    )

    def work(session: Session) -> RequestShown:
        project = find_project(session, code)
        made = ask(session, visitor.actor, project, new, at=at)
        found = arbitrations_seen(session, visitor.actor, project, number=made.number)
        return RequestShown.model_validate(found[0])

    return act(request, visitor, key, given, work, RequestShown)


@router.post("/{number}/answer", responses=CONFLICTS)
def decide(
    request: Request,
    later: BackgroundTasks,
    visitor: Voter,
    key: Key,
    code: str,
    number: Number,
    given: AnswerGiven,
) -> RequestShown:
    """Choose an option; what it changes is recorded with the baseline before and after."""
    site = site_of(request)

    def work(session: Session) -> RequestShown:
        project = find_project(session, code)
        answer(session, visitor.actor, project, number, given.chosen, given.reason, at=site.clock())
        found = arbitrations_seen(session, visitor.actor, project, number=number)
        return RequestShown.model_validate(found[0])

    done = act(request, visitor, key, given, work, RequestShown)
    with site.installation.database.read() as session:
        nudge_after(request, later, find_project(session, code).id)
    return done


@router.post("/{number}/withdrawal", responses=CONFLICTS)
def take_back(
    request: Request, visitor: Writer, key: Key, code: str, number: Number, given: Reason
) -> RequestShown:
    """Take a request back."""
    at = site_of(request).clock()

    def work(session: Session) -> RequestShown:
        project = find_project(session, code)
        take_back_request(session, visitor.actor, project, number, given.reason, at=at)
        found = arbitrations_seen(session, visitor.actor, project, number=number)
        return RequestShown.model_validate(found[0])

    return act(request, visitor, key, given, work, RequestShown)
