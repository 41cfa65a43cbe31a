"""Coming in and going out: the first administrator, an invitation, sign-in, sign-out."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from domain.errors import GovernanceError
from lifecycle.people import NewPerson
from lifecycle.signing_in.access import Opened, sign_in, sign_out
from lifecycle.signing_in.codes import accept_invitation, become_first, needs_first
from web import cookies
from web.acting import address_of, agent_of, local_path, see
from web.errors import refusal
from web.forms import Posted, filled
from web.pages import language_of, page
from web.site import site_of, visitor_of

router = APIRouter(include_in_schema=False)


@router.get("/first")
def first(request: Request) -> Response:
    """Show the form of the first administrator, as long as there is none."""
    with site_of(request).installation.database.read() as session:
        if not needs_first(session):
            return see("/sign-in")
    return page(request, "first.html", trouble="", given=filled())


@router.post("/first")
def become(request: Request, form: Posted) -> Response:
    """Make the first administrator with the code from the console."""
    site = site_of(request)
    given = {name: form.text(name) for name in ("code", "handle", "name", "email")}
    try:
        opened = become_first(
            site.installation,
            given["code"],
            NewPerson(
                handle=given["handle"],
                name=given["name"],
                email=given["email"],
                language=language_of(request),
            ),
            form.raw("password"),
            address=address_of(request),
            agent=agent_of(request),
            at=site.clock(),
        )
    except GovernanceError as error:
        return refusal(request, "first.html", error, given=filled(given))
    return _in(request, opened, "/", "welcome")


@router.get("/sign-in")
def ask(request: Request) -> Response:
    """Show the sign-in form; before the first administrator there is nothing to sign in to."""
    with site_of(request).installation.database.read() as session:
        if needs_first(session):
            return see("/first")
    return page(
        request,
        "sign_in.html",
        trouble="",
        handle=_remembered(request),
        next=local_path(request.query_params.get("next", "/")),
    )


@router.post("/sign-in")
def enter(request: Request, form: Posted) -> Response:
    """Sign in by name and password, and remember the device if wished."""
    site, wanted = site_of(request), local_path(form.text("next") or "/")
    try:
        opened = sign_in(
            site.installation,
            form.text("handle"),
            form.raw("password"),
            remember=form.text("remember") == "1",
            address=address_of(request),
            agent=agent_of(request),
            at=site.clock(),
        )
    except GovernanceError as error:
        return refusal(request, "sign_in.html", error, handle=form.text("handle"), next=wanted)
    return _in(request, opened, wanted, "")


@router.get("/invitation")
def invited(request: Request) -> Response:
    """Show the form with which an invited person sets a password."""
    return page(request, "invitation.html", trouble="")


@router.post("/invitation")
def accept(request: Request, form: Posted) -> Response:
    """Set the password with the code, and sign in."""
    site = site_of(request)
    try:
        opened = accept_invitation(
            site.installation,
            form.text("code"),
            form.raw("password"),
            address=address_of(request),
            agent=agent_of(request),
            at=site.clock(),
        )
    except GovernanceError as error:
        return refusal(request, "invitation.html", error)
    return _in(request, opened, "/", "welcome")


@router.post("/sign-out")
def leave(request: Request, _form: Posted) -> Response:
    """End the session and forget it here; the remembered device stays for decisions."""
    site = site_of(request)
    secret = cookies.read(request, site, cookies.SESSION)
    if secret is not None:
        sign_out(site.installation, secret, at=site.clock())
    response = see("/sign-in", "signed-out")
    cookies.drop(response, site, cookies.SESSION)
    return response


def _in(request: Request, opened: Opened, path: str, done: str) -> Response:
    response = see(path, done)
    cookies.put_sign_in(response, site_of(request), opened)
    return response


def _remembered(request: Request) -> str:
    visitor = visitor_of(request)
    return visitor.handle if visitor is not None else ""
