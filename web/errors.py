"""One mapping from the kinds of errors to answers: a designed page, or a problem document."""

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from domain.errors import (
    BadInputError,
    GovernanceError,
    NotAllowedError,
    NotFoundError,
    OutOfSequenceError,
)
from lifecycle.signing_in.access import NotSignedInError
from lifecycle.signing_in.attempts import TooManyAttemptsError
from lifecycle.signing_in.passwords import BusyError
from web.forms import TooLargeError
from web.headers import HEADERS
from web.matching import ChangedMeanwhileError
from web.pages import language_of, page
from web.site import visitor_of

STATUSES: tuple[tuple[type[GovernanceError], int], ...] = (
    (TooLargeError, 413),
    (BadInputError, 422),
    (NotFoundError, 404),
    (NotAllowedError, 403),
    (OutOfSequenceError, 409),
    (NotSignedInError, 401),
    (TooManyAttemptsError, 429),
    (BusyError, 503),
    (ChangedMeanwhileError, 412),
)
PROBLEM = "application/problem+json"
BEARER = {"WWW-Authenticate": 'Bearer realm="jalon"'}


def status_of(error: GovernanceError) -> int:
    """Return the HTTP status of an error's kind."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), 400)


def answer(request: Request, error: GovernanceError) -> Response:
    """Return the answer to an error that the visitor can put right."""
    status = status_of(error)
    if _asks_to_sign_in(request, status):
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/sign-in?next={quote(request.url.path + query)}", status_code=303)
    return _patiently(_say(request, status, error.say(language_of(request))))


def refusal(request: Request, template: str, error: GovernanceError, **values: Any) -> Response:
    """Return a form's own page again, with what was wrong above what was filled in."""
    sentence = error.say(language_of(request))
    response = page(request, template, status=status_of(error), trouble=sentence, **values)
    return _patiently(response)


def too_large(request: Request, limit: int) -> Response:
    """Return the answer to a body that is larger than its route takes."""
    size = f"{limit // 2**20} MiB" if limit >= 2**20 else f"{limit // 2**10} KiB"
    error = GovernanceError(
        f"What you sent is larger than {size}; send less at once.",
        f"Votre envoi dépasse {size} ; envoyez-en moins à la fois.",
    )
    return _say(request, 413, error.say(language_of(request)))


def install(app: FastAPI) -> None:
    """Have the application answer errors in our own way."""
    app.add_exception_handler(GovernanceError, _governance)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unforeseen)


async def _governance(request: Request, error: Exception) -> Response:
    assert isinstance(error, GovernanceError)  # noqa: S101 - it was registered for this kind
    return answer(request, error)


async def _validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - it was registered for this kind
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return _say(request, 400, _NO_JSON.say(language_of(request)))
    place = ".".join(str(part) for part in first["loc"][1:])
    said = GovernanceError(
        f"The field {place or 'body'} does not fit: {first['msg']}.",
        f"Le champ {place or 'body'} ne convient pas : {first['msg']}.",
    )
    return _say(request, 422, said.say(language_of(request)))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - it was registered for this kind
    said = _HTTP_WORDS.get(error.status_code, _HTTP_WORDS[400])
    response = _say(request, error.status_code, said.say(language_of(request)))
    response.headers.update(error.headers or {})
    return response


async def _unforeseen(request: Request, _error: Exception) -> Response:
    # This answer is made outside of every middleware, so it brings the headers itself.
    response = _say(request, 500, _HTTP_WORDS[500].say(language_of(request)))
    response.headers.update(HEADERS)
    return response


def _asks_to_sign_in(request: Request, status: int) -> bool:
    """Tell whether signing in is the way on: for a stranger, or for a remembered device alone."""
    if request.method not in {"GET", "HEAD"} or _is_api(request):
        return False
    visitor = visitor_of(request)
    is_device = visitor is not None and visitor.actor.limited
    return status == HTTPStatus.UNAUTHORIZED or (
        is_device and status in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
    )


def _patiently(response: Response) -> Response:
    """Say when to come back, where waiting is what helps."""
    wait = {HTTPStatus.TOO_MANY_REQUESTS: "300", HTTPStatus.SERVICE_UNAVAILABLE: "5"}
    seconds = wait.get(HTTPStatus(response.status_code))
    if seconds is not None:
        response.headers["Retry-After"] = seconds
    return response


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _say(request: Request, status: int, sentence: str) -> Response:
    if _is_api(request):
        bearer = BEARER if status == HTTPStatus.UNAUTHORIZED else {}
        return JSONResponse(
            {
                "type": "about:blank",
                "title": HTTPStatus(status).phrase,
                "status": status,
                "detail": sentence,
            },
            status_code=status,
            media_type=PROBLEM,
            headers={"Content-Language": language_of(request)} | bearer,
        )
    template = "trouble.html" if request.headers.get("hx-request") else "error.html"
    return page(request, template, status=status, sentence=sentence, code=status)


_NO_JSON = GovernanceError(
    "The body is not JSON; send one JSON document.",
    "Le corps n'est pas du JSON ; envoyez un document JSON.",
)
_HTTP_WORDS = {
    400: GovernanceError("This cannot be answered.", "Impossible de répondre à cela."),
    404: GovernanceError(
        "There is no such page; check the address, or start from what awaits you.",
        "Cette page n'existe pas ; vérifiez l'adresse, ou repartez de ce qui vous attend.",
    ),
    405: GovernanceError(
        "This page does not take that; open it and use its form.",
        "Cette page n'accepte pas cela ; ouvrez-la et utilisez son formulaire.",
    ),
    413: GovernanceError(
        "What you sent is too large; send less at once.",
        "Votre envoi est trop volumineux ; envoyez-en moins à la fois.",
    ),
    500: GovernanceError(
        "Something went wrong on our side; nothing was half done. Try again in a moment.",
        "Une erreur s'est produite de notre côté ; rien n'est fait à moitié. Réessayez.",
    ),
}
