"""Projects: the list, a project's own page, its roles and its conditions."""

from fastapi import APIRouter, BackgroundTasks
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from lifecycle.authority import find_project
from lifecycle.deciding import conditions
from lifecycle.deciding.ending import withdraw
from lifecycle.packages.propose import assign
from lifecycle.questions.arbitrations import arbitrations_seen
from lifecycle.questions.closing import closing_seen
from lifecycle.questions.projects import PAGE, project_page, projects_seen
from lifecycle.repeat import Answer
from web.acting import act, see
from web.forms import Posted
from web.pages import page
from web.site import signed_in, site_of

router = APIRouter(include_in_schema=False)


@router.get("/projects")
def projects(request: Request, after: str = "") -> Response:
    """Show the projects that the visitor may see, a page at a time."""
    site, visitor = site_of(request), signed_in(request)
    with site.installation.database.read() as session:
        lines = projects_seen(session, visitor.actor, at=site.clock(), after=after, limit=PAGE + 1)
    more = lines[PAGE - 1].code if len(lines) > PAGE else ""
    return page(request, "projects.html", lines=lines[:PAGE], more=more, after=after)


@router.get("/projects/{code}")
def project(request: Request, code: str) -> Response:
    """Show a project: its gates, what it waits for, its conditions and its people."""
    site, visitor = site_of(request), signed_in(request)
    with site.installation.database.read() as session:
        seen = project_page(session, visitor.actor, code, at=site.clock())
        found = find_project(session, code)
        requests = arbitrations_seen(session, visitor.actor, found)
        closing = closing_seen(session, found)
    return page(
        request,
        "project.html",
        seen=seen,
        project=seen.project,
        requests=requests,
        closing=closing,
    )


@router.post("/projects/{code}/roles")
def give_role(request: Request, code: str, form: Posted) -> Response:
    """Give a person a role on the project."""
    site, visitor = site_of(request), signed_in(request)
    role, handle = form.text("role"), form.text("person")

    def work(session: Session) -> Answer:
        assign(session, visitor.actor, find_project(session, code), role, handle, at=site.clock())
        return {}

    act(request, form, "assign", [code, role, handle], work)
    return see(f"/projects/{code}", "assigned")


@router.post("/projects/{code}/conditions/{number}/report")
def report(request: Request, code: str, number: int, form: Posted) -> Response:
    """Say that a condition is met, and what shows it."""
    site, visitor = site_of(request), signed_in(request)
    evidence = form.text("evidence")

    def work(session: Session) -> Answer:
        project = find_project(session, code)
        conditions.report(session, visitor.actor, project, number, evidence, at=site.clock())
        return {}

    act(request, form, "report", [code, number, evidence], work)
    return see(f"/projects/{code}", "reported")


@router.post("/projects/{code}/conditions/{number}/settle")
def settle(request: Request, code: str, number: int, form: Posted) -> Response:
    """Confirm that a reported condition is met."""
    site, visitor = site_of(request), signed_in(request)

    def work(session: Session) -> Answer:
        project = find_project(session, code)
        conditions.settle(session, visitor.actor, project, number, at=site.clock())
        return {}

    act(request, form, "settle", [code, number], work)
    return see(f"/projects/{code}", "settled")


@router.post("/projects/{code}/withdraw")
def take_away(request: Request, code: str, form: Posted, after: BackgroundTasks) -> Response:
    """Withdraw the package under way."""
    site, visitor = site_of(request), signed_in(request)
    reason = form.text("reason")

    def work(session: Session) -> Answer:
        project = find_project(session, code)
        review = withdraw(session, visitor.actor, project, reason, at=site.clock())
        return {"project": str(project.id), "gate": review.gate}

    done = act(request, form, "withdraw", [code, reason], work)
    site.nudge_later(after, done["project"])
    return see(f"/projects/{code}/gates/{done['gate']}", "withdrawn")
