"""Our cookies: the session, the remembered device, the form, the language.

Over TLS they carry the ``__Host-`` prefix and ``Secure``. Over plain HTTP, which we serve on
loopback only, a browser refuses both, so names lose the prefix there and nowhere else.
"""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from lifecycle.signing_in.access import LONGEST, REMEMBERED, Opened
from web.site import Site

SESSION, DEVICE, FORM, LANGUAGE = "jalon", "jalon-device", "jalon-form", "jalon-language"


def name(site: Site, plain: str) -> str:
    """Return a cookie's full name."""
    return f"__Host-{plain}" if site.is_secure else plain


def read(request: Request, site: Site, plain: str) -> str | None:
    """Return a cookie's value, or None."""
    return request.cookies.get(name(site, plain))


def put(response: Response, site: Site, plain: str, value: str, life: timedelta | None) -> None:
    """Set a cookie; without a life it ends with the browser."""
    response.set_cookie(
        name(site, plain),
        value,
        max_age=int(life.total_seconds()) if life else None,
        path="/",
        secure=site.is_secure,
        httponly=True,
        samesite="lax",
    )


def drop(response: Response, site: Site, plain: str) -> None:
    """Take a cookie away."""
    response.delete_cookie(
        name(site, plain), path="/", secure=site.is_secure, httponly=True, samesite="lax"
    )


def put_sign_in(response: Response, site: Site, opened: Opened) -> None:
    """Set the session's cookie, and the device's where the person wished it."""
    put(response, site, SESSION, opened.session_secret, LONGEST)
    if opened.device_secret is not None:
        put(response, site, DEVICE, opened.device_secret, REMEMBERED)
