"""After the end of a project: its closing acts, and its opening again."""

from datetime import date, datetime

from fastapi import APIRouter, BackgroundTasks, Request
from pydantic import Field
from sqlalchemy.orm import Session

from domain.text import Text
from lifecycle.authority import find_project
from lifecycle.closing.acts import finish_closing_act
from lifecycle.closing.reopen import reopen
from lifecycle.questions.closing import closing_seen
from lifecycle.questions.seen import open_project
from web.api.acting import Key, act, nudge_after
from web.api.permission import Reader, Voter, Writer
from web.api.problems import CONFLICTS
from web.api.reading import Given, Shown
from web.api.votes import WORDS
from web.site import site_of

router = APIRouter(prefix="/projects/{code}", tags=["closing"])


class Done(Given):
    """How a closing act was done."""

    words: str = Field(max_length=WORDS)


class Why(Given):
    """Why a project is opened again."""

    reason: str = Field(max_length=WORDS)


class ClosingShown(Shown):
    """An act of closing, with how it was done once it was."""

    kind: str
    label: Text
    owner: str
    due_on: date
    words: str
    done_at: datetime | None


class Reopened(Shown):
    """A project that is open again."""

    code: str
    stage: str
    version: int


@router.get("/closing")
def acts(request: Request, visitor: Reader, code: str) -> list[ClosingShown]:
    """Return what is left to do of a stopped project."""
    with site_of(request).installation.database.read() as session:
        project = open_project(session, visitor.actor, code).project
        return [ClosingShown.model_validate(each) for each in closing_seen(session, project)]


@router.post("/closing/{kind}", responses=CONFLICTS)
def finish(
    request: Request, visitor: Writer, key: Key, code: str, kind: str, given: Done
) -> ClosingShown:
    """Say how a closing act was done."""
    at = site_of(request).clock()

    def work(session: Session) -> ClosingShown:
        project = find_project(session, code)
        finish_closing_act(session, visitor.actor, project, kind, given.words, at=at)
        found = closing_seen(session, project)
        return ClosingShown.model_validate(next(each for each in found if each.kind == kind))

    return act(request, visitor, key, given, work, ClosingShown)


@router.post("/reopening", responses=CONFLICTS)
def open_again(
    request: Request,
    later: BackgroundTasks,
    visitor: Voter,
    key: Key,
    code: str,
    given: Why,
) -> Reopened:
    """Open a closed project again, in the stage in which it was closed."""
    at = site_of(request).clock()

    def work(session: Session) -> Reopened:
        project = find_project(session, code)
        return Reopened.model_validate(reopen(session, visitor.actor, project, given.reason, at=at))

    done = act(request, visitor, key, given, work, Reopened)
    with site_of(request).installation.database.read() as session:
        nudge_after(request, later, find_project(session, code).id)
    return done
