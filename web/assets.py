"""The files that pages load from us: our style, our script, our mark, and htmx from its package."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response

FOREVER = "public, max-age=31536000, immutable"
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
PLACES = {
    "jalon.css": ("web", "static/jalon.css"),
    "jalon.js": ("web", "static/jalon.js"),
    "jalon.svg": ("web", "static/jalon.svg"),
    "htmx.js": ("js_lib_htmx", "static/htmx/htmx.min.js"),
}
"""Every file that is served, by name; the package that ships it, and where it stands in there."""

router = APIRouter()


@dataclass(frozen=True)
class Asset:
    """A file in memory; its address changes with its content, so it is kept for ever."""

    name: str
    content: bytes
    kind: str

    @property
    def path(self) -> str:
        """The address that names this very content."""
        return f"/static/{hashlib.sha256(self.content).hexdigest()[:12]}/{self.name}"


@cache
def asset(name: str) -> Asset:
    """Return a file that pages load.

    Raises:
        KeyError: There is none of this name.
    """
    package, place = PLACES[name]
    return Asset(name, files(package).joinpath(place).read_bytes(), KINDS[f".{name.split('.')[1]}"])


@router.get("/static/{digest}/{name}", include_in_schema=False)
def static(digest: str, name: str) -> Response:
    """Answer with a file, for ever if the address names its content."""
    if name not in PLACES:
        raise HTTPException(404)
    found = asset(name)
    kept = FOREVER if found.path == f"/static/{digest}/{name}" else "no-cache"
    return Response(found.content, media_type=found.kind, headers={"Cache-Control": kept})
