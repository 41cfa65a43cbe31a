"""Changes of a project: its facts, its plan, its events, its tracks."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Request
from pydantic import Field
from sqlalchemy.orm import Session

from domain.text import Text
from lifecycle.authority import find_project
from lifecycle.steering.amend import Amended, Amendment, amend
from lifecycle.steering.plan import plan
from lifecycle.steering.raise_event import raise_event
from lifecycle.steering.tracks import NewTrack, begin
from storage.tables.projects import Project
from web.api.acting import Key, act, nudge_after
from web.api.permission import Writer
from web.api.problems import CONFLICTS
from web.api.project_shapes import Line, Proposed, Scalar
from web.api.reading import Given, Shown
from web.api.votes import WORDS
from web.site import site_of

router = APIRouter(prefix="/projects/{code}", tags=["projects"])


class Changes(Given):
    """What changes of a project; what is left out stays, empty text takes away.

    An attribute given as null is not known any more. ``take`` and ``drop`` are packs.
    """

    title: Line | None = None
    currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    budget: Line | None = None
    start: date | None = None
    finish: date | None = None
    klass: Line | None = Field(default=None, alias="class")
    attributes: dict[str, Scalar] = Field(default={}, max_length=100)
    take: list[Line] = Field(default=[], max_length=50)
    drop: list[Line] = Field(default=[], max_length=50)


class Due(Shown):
    """Something that the next gates ask on top, and why."""

    item: str
    kind: str
    name: str
    because: Text


class ChangesMade(Shown):
    """What changed, the class before and now and why, and what is asked on top."""

    changed: list[str]
    class_before: str | None
    class_now: str | None
    because: Text
    due: list[Due]
    version: int


class Raised(Given):
    """An event and what happened."""

    event: Line
    reason: str = Field(max_length=WORDS)


class Planned(Given):
    """The planned date of each gate; null takes one away."""

    gates: Annotated[dict[str, date | None], Field(min_length=1, max_length=100)]


class Begun(Given):
    """A track to begin, with the code and the title of its project."""

    track: Line
    code: Line = ""
    title: Line = ""
    manager: Line | None = None


@router.post("/amend", responses=CONFLICTS)
def amend_project(
    request: Request, later: BackgroundTasks, visitor: Writer, key: Key, code: str, given: Changes
) -> ChangesMade:
    """Change the facts of a project; its class and its place follow."""
    site = site_of(request)
    wanted = Amendment(
        title=given.title,
        currency=given.currency,
        budget=given.budget,
        start=given.start,
        finish=given.finish,
        klass=given.klass,
        attributes=given.attributes,
        take=tuple(given.take),
        drop=tuple(given.drop),
    )

    def work(session: Session) -> ChangesMade:
        found = find_project(session, code)
        return _made(amend(session, visitor.actor, found, wanted, at=site.clock()))

    made = act(request, visitor, key, given, work, ChangesMade)
    _nudge(request, later, code)
    return made


@router.post("/events", responses=CONFLICTS)
def raise_an_event(
    request: Request, later: BackgroundTasks, visitor: Writer, key: Key, code: str, given: Raised
) -> Proposed:
    """Raise an event: its gate opens out of turn."""
    site = site_of(request)

    def work(session: Session) -> Proposed:
        found = find_project(session, code)
        done = raise_event(
            session, visitor.actor, found, given.event, given.reason, at=site.clock()
        )
        return Proposed.model_validate(done)

    done = act(request, visitor, key, given, work, Proposed)
    _nudge(request, later, code)
    return done


@router.post("/plan", responses=CONFLICTS)
def plan_gates(
    request: Request, later: BackgroundTasks, visitor: Writer, key: Key, code: str, given: Planned
) -> Proposed:
    """Set the planned dates of gates, from which the dates of the packages follow."""
    site = site_of(request)

    def work(session: Session) -> Proposed:
        found = find_project(session, code)
        done = plan(session, visitor.actor, found, given.gates, at=site.clock())
        return Proposed.model_validate(done)

    done = act(request, visitor, key, given, work, Proposed)
    _nudge(request, later, code)
    return done


@router.post("/tracks", status_code=201, responses=CONFLICTS)
def begin_track(
    request: Request, later: BackgroundTasks, visitor: Writer, key: Key, code: str, given: Begun
) -> Proposed:
    """Begin a track of the present stage, as a project of its own under this one."""
    site = site_of(request)
    new = NewTrack(track=given.track, code=given.code, title=given.title, manager=given.manager)

    def work(session: Session) -> Proposed:
        found = find_project(session, code)
        done: Project = begin(session, visitor.actor, found, new, at=site.clock())
        return Proposed.model_validate(done)

    done = act(request, visitor, key, given, work, Proposed)
    _nudge(request, later, done.code)
    return done


def _nudge(request: Request, later: BackgroundTasks, code: str) -> None:
    with site_of(request).installation.database.read() as session:
        nudge_after(request, later, find_project(session, code).id)


def _made(amended: Amended) -> ChangesMade:
    return ChangesMade(
        changed=list(amended.changed),
        class_before=amended.klass_before,
        class_now=amended.klass,
        because=amended.because,
        due=[
            Due(
                item=getattr(each, "deliverable", "") or getattr(each, "id", ""),
                kind=each.origin.kind,
                name=each.origin.name,
                because=each.origin.because,
            )
            for each in amended.due
            if each.origin is not None
        ],
        version=amended.project.version,
    )
