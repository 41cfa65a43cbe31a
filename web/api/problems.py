"""Refusals as the document describes them: a problem document for each (RFC 9457)."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

PROBLEM = "application/problem+json"


class Problem(BaseModel):
    """Why a request was refused, in one sentence of the language asked for."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="about:blank: the status says what kind of problem it is")
    title: str
    status: int
    detail: str = Field(description="what is wrong, where, and what to do")


WORDS = {
    400: "The request cannot be read.",
    401: "No token, or one that has ended.",
    403: "The person, or the token's scopes, may not do this.",
    404: "There is no such thing, or the person may not know of it.",
    405: "The address does not take this method.",
    409: "It does not fit the present state, or the Idempotency-Key came with another request.",
    412: "The thing has changed since it was read: its ETag is not the one in If-Match.",
    413: "The body is larger than this address takes.",
    422: "A field is missing or does not fit.",
    429: "Too many requests; Retry-After says when to come back.",
    500: "Something went wrong on our side; nothing was half done.",
    503: "Busy; Retry-After says when to come back.",
}


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the problem documents of statuses, as the document describes them."""
    return {
        status: {
            "description": WORDS[status],
            "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in statuses
    }


REFUSALS = refusals(400, 401, 403, 404, 405, 413, 422, 429, 500, 503)
"""What any request may be answered with."""

CONFLICTS = refusals(409, 412)
"""What an act may be answered with beside."""
