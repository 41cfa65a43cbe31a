"""Which decision a mailed link names; nothing else is told of it."""

from datetime import datetime
from uuid import UUID

from domain.link import is_same, token
from lifecycle.installation import Installation
from storage.tables.reviews import DecisionRequest


def opened_by(installation: Installation, link: str, *, at: datetime) -> UUID | None:
    """Return the decision request that a mailed link names, or None for any other text.

    An unknown id and a wrong token take the same way through the code. The link of a request
    that ended still names it, so that its reader learns what happened.
    """
    request_text, _, rest = link.partition(".")
    kid, _, given = rest.partition(".")
    try:
        request_id = UUID(request_text)
    except ValueError:
        request_id = UUID(int=0)
    with installation.database.read() as session:
        row = session.get(DecisionRequest, request_id)
    key = installation.keys.secret(kid) or bytes(32)
    generation = row.generation if row else 1
    ended = row is not None and row.status in {"superseded", "revoked"}
    matches = [
        is_same(
            given,
            token(
                key,
                request_id=request_id,
                person_id=row.person_id if row else UUID(int=0),
                revision_sha256=row.revision_sha256 if row else "",
                generation=generation - back,
                expires_at=row.expires_at if row else at,
            ),
        )
        for back in (0, 1)
    ]
    right = matches[0] or (ended and matches[1])
    known = row is not None and installation.keys.secret(kid) is not None
    spelt = request_text == str(request_id)
    return request_id if right and known and spelt and row and row.expires_at > at else None
