"""What comes in: plain text only, strict about fields, and one page of a list at a time."""

import base64
import binascii
import unicodedata
from typing import Annotated, Any
from urllib.parse import unquote

from fastapi import Query, Request
from pydantic import BaseModel, ConfigDict, model_validator

from domain.errors import BadInputError

MOST = 200
DEEP = 32
ALLOWED = "\n\r\t"


class Given(BaseModel):
    """What a request's body may hold: known fields, and text without control characters."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _is_plain(cls, given: Any) -> Any:
        _check_plain(given)
        return given


class Shown(BaseModel):
    """What an answer holds; read from the attributes of what the questions return."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


async def plain(request: Request) -> None:
    """Refuse an address that holds control characters, which no name of ours does.

    Raises:
        BadInputError: It does.
    """
    address = request.scope["path"] + unquote(request.scope["query_string"].decode("latin-1"))
    if any(unicodedata.category(ch) in {"Cc", "Cs"} for ch in address):
        raise BadInputError(
            "The address holds characters that no name has; write it again.",
            "L'adresse contient des caractères qu'aucun nom n'a ; réécrivez-la.",
        )


Limit = Annotated[int, Query(ge=1, le=MOST, description="how many at most")]
After = Annotated[str, Query(max_length=400, description="`next` of the page before")]


def cursor_of(last: str) -> str:
    """Return the opaque place after which the next page begins."""
    return base64.urlsafe_b64encode(last.encode()).decode().rstrip("=")


def place_of(cursor: str) -> str:
    """Return what a cursor stands for; nothing for nothing.

    Raises:
        BadInputError: It is no cursor of ours.
    """
    try:
        return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (binascii.Error, ValueError):
        raise BadInputError(
            "`after` is no cursor that a page before gave as `next`.",
            "`after` n'est pas un curseur donné par `next` d'une page précédente.",
        ) from None


def _check_plain(given: Any, depth: int = 0) -> None:
    if depth > DEEP:
        msg = f"is nested deeper than {DEEP}"
        raise ValueError(msg)
    if isinstance(given, str):
        odd = any(unicodedata.category(ch) in {"Cc", "Cs"} and ch not in ALLOWED for ch in given)
        if odd:
            msg = "holds a control character; send plain text"
            raise ValueError(msg)
    elif isinstance(given, dict):
        for key, value in given.items():
            _check_plain(key, depth + 1)
            _check_plain(value, depth + 1)
    elif isinstance(given, list):
        for value in given:
            _check_plain(value, depth + 1)
