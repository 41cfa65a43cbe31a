"""Versions of what is shown: an ``ETag`` for each answer, and ``If-Match`` before a change."""

import hashlib
import json
from collections.abc import Callable

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from domain.errors import GovernanceError


class ChangedMeanwhileError(GovernanceError):
    """The thing is no longer as it was when the caller read it."""


def etag_of(shown: BaseModel) -> str:
    """Return the strong validator of an answer: it changes with any part of it."""
    text = json.dumps(shown.model_dump(mode="json"), sort_keys=True)
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def mark(request: Request, response: Response, shown: BaseModel) -> None:
    """Put the validator on an answer; one that the caller has already is not sent again."""
    etag = etag_of(shown)
    response.headers["ETag"] = etag
    if etag in _listed(request.headers.get("if-none-match", "")):
        response.status_code = 304


def check(request: Request, shown: Callable[[], BaseModel]) -> None:
    """Refuse a change to something that is no longer what the caller read.

    ``shown`` makes what would be shown now; it is made only for those who name a version.

    Raises:
        ChangedMeanwhileError: ``If-Match`` names another version.
    """
    wanted = _listed(request.headers.get("if-match", ""))
    if wanted and "*" not in wanted and etag_of(shown()) not in wanted:
        raise ChangedMeanwhileError(
            "This has changed since you read it; read it again, then decide.",
            "Ceci a changé depuis votre lecture ; relisez, puis décidez.",
        )


def _listed(header: str) -> set[str]:
    return {part.strip() for part in header.split(",") if part.strip()}
