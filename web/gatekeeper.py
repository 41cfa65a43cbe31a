"""Before anything else reads a request: who is it, may the body come, is it our own form."""

import re

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware.body_limit import RequestBodyLimitResponder
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from domain.errors import GovernanceError, NotAllowedError
from lifecycle.signing_in.access import Visitor, recognise
from lifecycle.signing_in.tokens import recognise_token
from web import cookies
from web.errors import answer, too_large
from web.site import Site, not_signed_in

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
WITHOUT_VISITOR = ("/static/", "/healthz", "/readyz", "/metrics")
OPEN_POSTS = frozenset({"/sign-in", "/first", "/invitation"})
UPLOADS = re.compile(r"/projects/[^/]+/(try|submit)|/api/v1/projects/[^/]+/(packages|tries)")
SMALL, USUAL, PACKAGE = 64 * 1024, 1024 * 1024, 201 * 1024 * 1024


class Gatekeeper:
    """Recognise the visitor; refuse strangers, foreign forms and oversized bodies unread."""

    def __init__(self, app: ASGIApp, *, site: Site) -> None:
        self.app = app
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, or answer it without reading its body."""
        path = scope["path"] if scope["type"] == "http" else ""
        if not path or path.startswith(WITHOUT_VISITOR):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        visitor = await run_in_threadpool(self._visitor, request)
        scope.setdefault("state", {})["visitor"] = visitor
        refusal = self._refusal(request, visitor)
        limit = _limit(path, visitor)
        too_long = _length(request) > limit and request.method not in SAFE
        if refusal is None and not too_long:
            await RequestBodyLimitResponder(self.app, limit)(scope, receive, send)
            return
        response = answer(request, refusal) if refusal else too_large(request, limit)
        # What the visitor still sends is not read; the connection cannot be used again.
        response.headers["Connection"] = "close"
        await response(scope, receive, send)

    def _visitor(self, request: Request) -> Visitor | None:
        at = self.site.clock()
        if request.url.path.startswith("/api/"):
            scheme, _, text = request.headers.get("authorization", "").partition(" ")
            if scheme.lower() != "bearer":
                return None
            return recognise_token(self.site.installation, text.strip(), at=at)
        return recognise(
            self.site.installation,
            cookies.read(request, self.site, cookies.SESSION),
            cookies.read(request, self.site, cookies.DEVICE),
            at=at,
        )

    def _refusal(self, request: Request, visitor: Visitor | None) -> GovernanceError | None:
        path = request.url.path
        if request.method in SAFE:
            return None
        if path.startswith("/api/"):
            return not_signed_in() if visitor is None else None
        if not self._is_from_here(request.headers):
            return NotAllowedError(
                "This form was sent from another site; open the page here and try again.",
                "Ce formulaire vient d'un autre site ; ouvrez la page ici et réessayez.",
            )
        if visitor is None and path not in OPEN_POSTS:
            return not_signed_in()
        return None

    def _is_from_here(self, headers: Headers) -> bool:
        fetched = headers.get("sec-fetch-site")
        if fetched is not None:
            return fetched in {"same-origin", "none"}
        origin = headers.get("origin")
        return origin is None or origin == self.site.origin


def _limit(path: str, visitor: Visitor | None) -> int:
    if visitor is None:
        return SMALL
    return PACKAGE if UPLOADS.fullmatch(path) else USUAL


def _length(request: Request) -> int:
    try:
        return int(request.headers.get("content-length", "0"))
    except ValueError:
        return 0
