"""The ledger: its head, its last entries, and whether the chain holds."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from lifecycle.ledger import verify_chain
from lifecycle.questions.entries import ledger_seen
from web.acting import wholly_signed_in
from web.forms import Posted
from web.pages import page
from web.site import site_of

router = APIRouter(include_in_schema=False)


@router.get("/ledger")
def ledger(request: Request) -> Response:
    """Show the head and the last entries."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.read() as session:
        seen = ledger_seen(session, visitor.actor)
    return page(request, "ledger.html", seen=seen, verified=None, fault=None)


@router.post("/ledger/verify")
def verify(request: Request, _form: Posted) -> Response:
    """Walk the whole chain and say if it holds."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.read() as session:
        seen = ledger_seen(session, visitor.actor)
    count, fault = verify_chain(site.installation.database)
    return page(request, "ledger.html", seen=seen, verified=count, fault=fault)
