"""What the documents of a project serve: said by its manager or the PMO, and taken back."""

from uuid import UUID

from fastapi import APIRouter, BackgroundTasks
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import Response

from lifecycle.authority import find_project
from lifecycle.packages.matches import revoke_match, say_match
from lifecycle.questions.seen import open_project
from lifecycle.repeat import Answer
from web.acting import act, see
from web.forms import Form, Posted
from web.site import signed_in, site_of

router = APIRouter(include_in_schema=False)


@router.post("/projects/{code}/matches")
def say(request: Request, code: str, form: Posted, after: BackgroundTasks) -> Response:
    """Remember what a file serves; a package that came back is judged again."""
    site, visitor = site_of(request), signed_in(request)
    path, sha256 = form.text("file"), form.text("sha256")
    deliverables = [each for each in form.all("serves") if each]

    def work(session: Session) -> Answer:
        project = find_project(session, code)
        say_match(
            session, visitor.actor, project, path, deliverables, sha256=sha256, at=site.clock()
        )
        return {"project": str(project.id)}

    done = act(request, form, "match", [code, path, sha256, deliverables], work)
    site.nudge_later(after, done["project"])
    return see(_back(code, form), "matched")


@router.post("/projects/{code}/matches/{match_id}/revoke")
def revoke(
    request: Request, code: str, match_id: UUID, form: Posted, after: BackgroundTasks
) -> Response:
    """Forget what was said of a file."""
    site, visitor = site_of(request), signed_in(request)

    def work(session: Session) -> Answer:
        open_project(session, visitor.actor, code)
        revoke_match(session, visitor.actor, match_id, at=site.clock())
        return {"project": str(find_project(session, code).id)}

    done = act(request, form, "match-revoke", [code, str(match_id)], work)
    site.nudge_later(after, done["project"])
    return see(_back(code, form), "match-revoked")


def _back(code: str, form: Form) -> str:
    gate = form.text("gate")
    return f"/projects/{code}/gates/{gate}" if gate.isalnum() else f"/projects/{code}"
