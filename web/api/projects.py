"""Projects: proposed, listed, shown, and the roles that people hold on them."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Request, Response
from pydantic import Field
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.decision import Decision
from domain.text import Text
from lifecycle.access import Visitor
from lifecycle.authority import find_project
from lifecycle.propose import DecidedOutside, Proposal, assign, propose
from lifecycle.questions.projects import project_page, projects_seen
from web import matching
from web.api.acting import Key, act, nudge_after
from web.api.permission import Reader, Writer
from web.api.problems import CONFLICTS
from web.api.reading import After, Given, Limit, Shown, cursor_of, place_of
from web.site import Site, site_of

router = APIRouter(prefix="/projects", tags=["projects"])

Scalar = str | bool | int | float | None
Line = Annotated[str, Field(max_length=400)]
"""A line of text: a name, a title, a place."""


class Outside(Given):
    """A gate that was decided before the project entered."""

    gate: Line
    decided_on: date
    decided_by: Line
    evidence: Line
    code: Decision = Decision.GO


class NewProject(Given):
    """What is known of a project when it enters; ``roles`` gives a role to a sign-in name."""

    code: Line
    title: Line
    method: Line
    stage: Line | None = None
    earlier: list[Outside] = Field(default=[], max_length=50)
    roles: dict[str, str] = Field(default={}, max_length=50)
    confidential: bool = False
    currency: str = Field(default="EUR", pattern=r"^[A-Z]{3}$")
    budget: Line | None = Field(default=None, description="an amount, such as 1200000.50")
    start: date | None = None
    finish: date | None = None
    klass: Line | None = Field(default=None, alias="class")
    attributes: dict[str, Scalar] = Field(default={}, max_length=100)


class Proposed(Shown):
    """A project that has entered."""

    code: str
    stage: str
    version: int


class Mark(Shown):
    """One gate of the strip: passed, current, ahead or stopped."""

    gate: str
    label: Text
    stage: Text
    state: str
    code: str | None
    word: Text | None
    decided_on: date | None
    outside: bool


class ProjectLine(Shown):
    """A project in a list."""

    code: str
    title: str
    state: str
    gate: str
    stage_label: Text
    waits_for: str
    marks: list[Mark]


class ProjectLines(Shown):
    """One page of projects; ``next`` is the cursor of the following page."""

    items: list[ProjectLine]
    next: str | None


class Passage(Shown):
    """A decision in the project's history."""

    number: int
    gate: str
    code: str
    word: Text
    decided_on: date
    outside_by: str | None
    evidence: str | None


class RoleHeld(Shown):
    """A role of the method and the people who hold it here."""

    role: str
    label: Text
    holders: list[str]


class ProjectShown(Shown):
    """A project; ``may`` says what the reader may do to it."""

    code: str
    title: str
    state: str
    stage: str
    stage_label: Text
    stage_since: datetime
    gate: str
    gate_label: Text
    waits_for: str
    held_until: date | None
    closed_as: str | None
    confidential: bool
    budget: str | None
    currency: str
    start: date | None
    finish: date | None
    method: str
    manager: str
    marks: list[Mark]
    passages: list[Passage]
    roles: list[RoleHeld]
    may: list[Act]
    version: int


class Assigned(Given):
    """Who shall hold a role, by sign-in name."""

    role: Line
    person: Line


@router.get("")
def projects(
    request: Request, visitor: Reader, limit: Limit = 50, after: After = ""
) -> ProjectLines:
    """Return the projects that the person may see, by code."""
    with site_of(request).installation.database.read() as session:
        found = projects_seen(session, visitor.actor, after=place_of(after), limit=limit + 1)
    shown = [ProjectLine.model_validate(line) for line in found[:limit]]
    more = len(found) > limit
    return ProjectLines(items=shown, next=cursor_of(shown[-1].code) if more else None)


@router.post("", status_code=201, responses=CONFLICTS)
def create(
    request: Request,
    response: Response,
    later: BackgroundTasks,
    visitor: Writer,
    key: Key,
    given: NewProject,
) -> Proposed:
    """Let a project enter: as an idea, or later with its earlier gates decided elsewhere."""
    site = site_of(request)
    entered = act(
        request,
        visitor,
        key,
        given,
        lambda session: _enter(session, site, visitor, given),
        Proposed,
    )
    response.headers["Location"] = f"{request.url.path}/{entered.code}"
    with site.installation.database.read() as session:
        nudge_after(request, later, find_project(session, entered.code).id)
    return entered


@router.get("/{code}")
def project(request: Request, response: Response, visitor: Reader, code: str) -> ProjectShown:
    """Return a project: where it stands, what was decided, who holds which role."""
    with site_of(request).installation.database.read() as session:
        shown = show(session, visitor, code)
    matching.mark(request, response, shown)
    return shown


@router.post("/{code}/roles", responses=CONFLICTS)
def give_role(
    request: Request, visitor: Writer, key: Key, code: str, given: Assigned
) -> ProjectShown:
    """Give a person a role on the project; ``If-Match`` guards against a change meanwhile."""
    site = site_of(request)

    def work(session: Session) -> Proposed:
        matching.check(request, show(session, visitor, code))
        found = find_project(session, code)
        assign(session, visitor.actor, found, given.role, given.person, at=site.clock())
        return Proposed.model_validate(found)

    act(request, visitor, key, given, work, Proposed)
    with site.installation.database.read() as session:
        return show(session, visitor, code)


def show(session: Session, visitor: Visitor, code: str) -> ProjectShown:
    """Return a project as the person may see it.

    Raises:
        NotFoundError: There is none that the person may see.
    """
    page = project_page(session, visitor.actor, code)
    seen = {name: getattr(page.project, name) for name in _HEAD}
    return ProjectShown.model_validate(
        seen
        | {
            "waits_for": page.waits_for,
            "passages": page.passages,
            "roles": [
                {"role": role, "label": label, "holders": list(holders)}
                for role, label, holders in page.roles
            ],
            "may": sorted(page.project.may),
        }
    )


_HEAD = tuple(
    name
    for name in ProjectShown.model_fields
    if name not in {"waits_for", "passages", "roles", "may"}
)


def _enter(session: Session, site: Site, visitor: Visitor, given: NewProject) -> Proposed:
    earlier = [
        DecidedOutside(
            gate=each.gate,
            decided_on=each.decided_on,
            decided_by=each.decided_by,
            evidence=each.evidence,
            code=each.code,
        )
        for each in given.earlier
    ]
    entered = propose(
        session,
        visitor.actor,
        Proposal(
            code=given.code,
            title=given.title,
            method=given.method,
            stage=given.stage,
            earlier=earlier,
            roles=given.roles,
            confidential=given.confidential,
            currency=given.currency,
            budget=given.budget,
            start=given.start,
            finish=given.finish,
            klass=given.klass,
            attributes=given.attributes,
        ),
        at=site.clock(),
    )
    return Proposed.model_validate(entered)
