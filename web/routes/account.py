"""One's own account: the language, the password, sessions, devices and tokens."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from domain.errors import BadInputError, GovernanceError
from lifecycle.people import prefer
from lifecycle.signing_in.access import end_sign_in, sign_ins
from lifecycle.signing_in.codes import change_password
from lifecycle.signing_in.tokens import KNOWN_SCOPES, end_token, make_token, tokens_of
from web import cookies
from web.acting import address_of, agent_of, see, wholly_signed_in
from web.errors import refusal
from web.forms import Posted
from web.pages import page
from web.site import site_of

router = APIRouter(include_in_schema=False)
DAYS = 90


@router.get("/account")
def account(request: Request) -> Response:
    """Show the visitor's own account."""
    return page(request, "account.html", trouble="", made="", **_account(request))


@router.post("/account/preferences")
def preferences(request: Request, form: Posted) -> Response:
    """Keep the language and the time zone in which the person reads."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.write() as session:
        prefer(session, visitor.actor, language=form.text("language"), zone=form.text("zone"))
    response = see("/account", "kept")
    cookies.drop(response, site, cookies.LANGUAGE)
    return response


@router.post("/account/password")
def password(request: Request, form: Posted) -> Response:
    """Change the password; every other session, device and token ends."""
    site, visitor = site_of(request), wholly_signed_in(request)
    try:
        opened = change_password(
            site.installation,
            visitor.actor,
            form.raw("old"),
            form.raw("new"),
            address=address_of(request),
            agent=agent_of(request),
            at=site.clock(),
        )
    except GovernanceError as error:
        return refusal(request, "account.html", error, made="", **_account(request))
    response = see("/account", "password")
    cookies.drop(response, site, cookies.DEVICE)
    cookies.put_sign_in(response, site, opened)
    return response


@router.post("/account/sign-ins/{sign_in_id}/end")
def end(request: Request, sign_in_id: UUID, _form: Posted) -> Response:
    """End a session or forget a device."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.write() as session:
        end_sign_in(session, visitor.actor, sign_in_id, at=site.clock())
    return see("/account", "ended")


@router.post("/account/tokens")
def token(request: Request, form: Posted) -> Response:
    """Make a token and show its text, this once."""
    site, visitor = site_of(request), wholly_signed_in(request)
    try:
        with site.installation.database.write() as session:
            text, _ = make_token(
                session,
                visitor.actor,
                form.text("name"),
                form.all("scope"),
                days=_days(form.text("days")),
                at=site.clock(),
            )
    except GovernanceError as error:
        return refusal(request, "account.html", error, made="", **_account(request))
    return page(request, "account.html", trouble="", made=text, **_account(request))


@router.post("/account/tokens/{token_id}/end")
def end_one_token(request: Request, token_id: UUID, _form: Posted) -> Response:
    """End a token."""
    site, visitor = site_of(request), wholly_signed_in(request)
    with site.installation.database.write() as session:
        end_token(session, visitor.actor, token_id, at=site.clock())
    return see("/account", "ended")


def _account(request: Request) -> dict[str, Any]:
    site, visitor = site_of(request), wholly_signed_in(request)
    at = site.clock()
    with site.installation.database.read() as session:
        return {
            "sign_ins": sign_ins(session, visitor.person_id, at=at),
            "tokens": tokens_of(session, visitor.person_id, at=at),
            "scopes": KNOWN_SCOPES,
            "days": DAYS,
        }


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise BadInputError(
            f"A token lives a number of days, not {text!r}.",
            f"Un jeton vit un nombre de jours, pas {text!r}.",
        )
    return int(text)
