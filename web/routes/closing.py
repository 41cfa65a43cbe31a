"""After the end of a project: its closing acts, and its opening again."""

from fastapi import APIRouter, BackgroundTasks
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from lifecycle.authority import find_project
from lifecycle.closing.acts import finish_closing_act
from lifecycle.closing.reopen import reopen
from lifecycle.repeat import Answer
from web.acting import act, see, wholly_signed_in
from web.forms import Posted
from web.site import site_of

router = APIRouter(include_in_schema=False)


@router.post("/projects/{code}/closing/{kind}")
def finish(request: Request, code: str, kind: str, form: Posted) -> Response:
    """Say how a closing act was done."""
    site, visitor = site_of(request), wholly_signed_in(request)
    words = form.text("words")

    def work(session: Session) -> Answer:
        project = find_project(session, code)
        finish_closing_act(session, visitor.actor, project, kind, words, at=site.clock())
        return {}

    act(request, form, "closing", [code, kind, words], work)
    return see(f"/projects/{code}", "kept")


@router.post("/projects/{code}/reopen")
def open_again(request: Request, code: str, form: Posted, after: BackgroundTasks) -> Response:
    """Open a closed project again."""
    site, visitor = site_of(request), wholly_signed_in(request)
    reason = form.text("reason")

    def work(session: Session) -> Answer:
        project = find_project(session, code)
        return {"project": str(reopen(session, visitor.actor, project, reason, at=site.clock()).id)}

    done = act(request, form, "reopen", [code, reason], work)
    site.nudge_later(after, done["project"])
    return see(f"/projects/{code}", "reopened")
