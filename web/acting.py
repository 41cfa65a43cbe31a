"""An act behind a form: done once however often the form comes, then answered by a page."""

from collections.abc import Callable
from urllib.parse import urlsplit

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import RedirectResponse

from domain.ledger import digest
from lifecycle.repeat import Answer, once
from lifecycle.signing_in.access import Visitor
from web.forms import Form
from web.site import not_signed_in, signed_in, site_of

SEE_OTHER = 303


def act(
    request: Request, form: Form, name: str, said: object, work: Callable[[Session], Answer]
) -> Answer:
    """Do the work of a form in one transaction; the same form again gets the first answer.

    Pressing Back and sending something else is another act, judged by its own rules.
    """
    site, visitor = site_of(request), signed_in(request)
    return once(
        site.installation,
        actor=str(visitor.person_id),
        act=f"page:{name}",
        key=digest([form.nonce, said]),
        request=said,
        at=site.clock(),
        work=work,
    )


def see(path: str, done: str = "") -> RedirectResponse:
    """Send the visitor to a page, which says what was done."""
    return RedirectResponse(f"{path}?done={done}" if done else path, status_code=SEE_OTHER)


def wholly_signed_in(request: Request) -> Visitor:
    """Return the visitor of a page that a remembered device alone does not open.

    Raises:
        NotSignedInError: Nobody is signed in, or only the device is known.
    """
    visitor = signed_in(request)
    if visitor.actor.limited:
        raise not_signed_in()
    return visitor


def local_path(wanted: str) -> str:
    """Return a path of ours to go on to; anything that leads elsewhere becomes the start."""
    parts = urlsplit(wanted)
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    if not is_ours or parts.scheme or parts.netloc or any(ch < " " for ch in wanted):
        return "/"
    return wanted


def address_of(request: Request) -> str:
    """Return the network address that a request came from."""
    return request.client.host if request.client else ""


def agent_of(request: Request) -> str:
    """Return how the browser names itself."""
    return request.headers.get("user-agent", "")
