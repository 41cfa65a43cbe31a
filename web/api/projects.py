"""Projects: proposed, listed, shown, and the roles that people hold on them."""

from datetime import datetime

from fastapi import APIRouter, BackgroundTasks, Request, Response
from sqlalchemy.orm import Session

from lifecycle.authority import find_project
from lifecycle.packages.entering import DecidedOutside
from lifecycle.packages.propose import Proposal, assign, propose
from lifecycle.questions.fitted import FittingSeen
from lifecycle.questions.projects import project_page, projects_seen
from lifecycle.signing_in.access import Visitor
from web import matching
from web.api.acting import Key, act, nudge_after
from web.api.permission import Reader, Writer
from web.api.problems import CONFLICTS
from web.api.project_fitting import Fitting
from web.api.project_shapes import (
    Line,
    NewProject,
    ProjectLine,
    ProjectLines,
    ProjectShown,
    Proposed,
)
from web.api.reading import After, Given, Limit, cursor_of, place_of
from web.site import Site, site_of

router = APIRouter(prefix="/projects", tags=["projects"])


class Assigned(Given):
    """Who shall hold a role, by sign-in name."""

    role: Line
    person: Line


@router.get("")
def projects(
    request: Request, visitor: Reader, limit: Limit = 50, after: After = ""
) -> ProjectLines:
    """Return the projects that the person may see, by code."""
    site = site_of(request)
    with site.installation.database.read() as session:
        found = projects_seen(
            session, visitor.actor, at=site.clock(), after=place_of(after), limit=limit + 1
        )
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
    site = site_of(request)
    with site.installation.database.read() as session:
        shown = show(session, visitor, code, at=site.clock())
    matching.mark(request, response, shown)
    return shown


@router.post("/{code}/roles", responses=CONFLICTS)
def give_role(
    request: Request, visitor: Writer, key: Key, code: str, given: Assigned
) -> ProjectShown:
    """Give a person a role on the project; ``If-Match`` guards against a change meanwhile."""
    site = site_of(request)

    def work(session: Session) -> Proposed:
        matching.check(request, lambda: show(session, visitor, code, at=site.clock()))
        found = find_project(session, code)
        assign(session, visitor.actor, found, given.role, given.person, at=site.clock())
        return Proposed.model_validate(found)

    act(request, visitor, key, given, work, Proposed)
    with site.installation.database.read() as session:
        return show(session, visitor, code, at=site.clock())


def show(session: Session, visitor: Visitor, code: str, *, at: datetime) -> ProjectShown:
    """Return a project as the person may see it.

    Raises:
        NotFoundError: There is none that the person may see.
    """
    page = project_page(session, visitor.actor, code, at=at)
    seen = {name: getattr(page.project, name) for name in _HEAD}
    return ProjectShown.model_validate(
        seen
        | {
            "waits_for": page.waits_for,
            "passages": page.passages,
            "fitting": _fitting(page.fitting),
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
    if name not in {"waits_for", "fitting", "passages", "roles", "may"}
)


def _fitting(seen: FittingSeen) -> dict[str, object]:
    shown = {name: getattr(seen, name) for name in Fitting.model_fields}
    shown["words"] = [{"id": id_, "label": label} for id_, label in seen.words]
    shown["to_begin"] = [{"id": id_, "label": label} for id_, label in seen.to_begin]
    return shown


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
            packs=given.packs,
        ),
        at=site.clock(),
    )
    return Proposed.model_validate(entered)
