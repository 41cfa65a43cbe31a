"""What awaits the visitor."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from lifecycle.questions.awaiting import awaiting
from lifecycle.questions.projects import projects_seen
from web.pages import page
from web.site import signed_in, site_of

router = APIRouter(include_in_schema=False)
MOST = 8


@router.get("/")
def home(request: Request) -> Response:
    """Show what awaits the visitor, and the projects that are under way."""
    site, visitor = site_of(request), signed_in(request)
    with site.installation.database.read() as session:
        waiting = awaiting(session, visitor, at=site.clock())
        lines = projects_seen(session, visitor.actor, at=site.clock(), limit=MOST)
    return page(request, "home.html", awaiting=waiting, lines=lines)
