"""A person's own tokens. A token makes no tokens: that takes a sign-in, or the command line."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter, Request

from lifecycle.signing_in.tokens import tokens_of
from web.api.permission import AnyToken
from web.api.reading import Shown
from web.site import site_of

router = APIRouter(prefix="/tokens", tags=["tokens"])


class Token(Shown):
    """A live token; its text was shown once, when it was made."""

    id: UUID
    name: str
    scopes: list[str]
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None


class Tokens(Shown):
    """The live tokens of a person."""

    items: list[Token]


@router.get("")
def tokens(request: Request, visitor: AnyToken) -> Tokens:
    """Return the person's live tokens, newest first."""
    site = site_of(request)
    with site.installation.database.read() as session:
        found = tokens_of(session, visitor.person_id, at=site.clock())
        return Tokens(items=[Token.model_validate(row) for row in found])
