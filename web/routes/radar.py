"""The radar: what waits for whom since when, and how long answers take."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from lifecycle.overriding.override import overrides_since
from lifecycle.questions.radar import LOOKS_BACK, radar_latency, radar_waits
from web.acting import wholly_signed_in
from web.pages import page
from web.site import site_of

router = APIRouter(include_in_schema=False)


@router.get("/radar")
def radar(request: Request) -> Response:
    """Show every open wait, orphans first, and how long answers take."""
    site, visitor = site_of(request), wholly_signed_in(request)
    at = site.clock()
    with site.installation.database.read() as session:
        waits = radar_waits(session, visitor.actor, at=at)
        latency = radar_latency(session, visitor.actor, at=at)
        overrides = overrides_since(session, at - LOOKS_BACK)
    return page(request, "radar.html", waiting=waits, latency=latency, overrides=overrides)
