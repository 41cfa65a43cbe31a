"""The checks with their record of false alarms, and the PMO's queue of contested findings."""

from datetime import timedelta

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from lifecycle.questions.check_records import check_records, methods_counted
from lifecycle.questions.contested import contested
from web.acting import wholly_signed_in
from web.pages import page
from web.site import site_of

router = APIRouter(include_in_schema=False)

PERIODS = {"all": None, "year": 365, "quarter": 91}
"""How many days back each period reaches."""


@router.get("/checks")
def checks(request: Request, period: str = "all", method: str = "") -> Response:
    """Show every check with what it answered, and how often the PMO found it wrong."""
    site, visitor = site_of(request), wholly_signed_in(request)
    days = PERIODS.get(period)
    since = site.clock().date() - timedelta(days=days) if days else None
    with site.installation.database.read() as session:
        records = check_records(session, visitor.actor, since=since, method=method)
        methods = methods_counted(session)
    return page(
        request,
        "check_records.html",
        records=records,
        methods=methods,
        period=period if period in PERIODS else "all",
        method=method,
    )


@router.get("/contests")
def contests(request: Request) -> Response:
    """Show the contested findings that wait for the PMO's answer, and the last answers."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.read() as session:
        seen = contested(session, visitor.actor)
    return page(request, "contests.html", contests=seen)
