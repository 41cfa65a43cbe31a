"""Decision links: derived from a secret key, never stored, one spelling only."""

import base64
import hashlib
import hmac
import re
from datetime import datetime
from uuid import UUID

from domain.ledger import canonical, instant

PURPOSE = "decide/v1"
_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")


def token(
    key: bytes,
    *,
    request_id: UUID,
    person_id: UUID,
    revision_sha256: str,
    generation: int,
    expires_at: datetime,
) -> str:
    """Return the 43 characters that open one decision request for one person."""
    bound = [
        PURPOSE,
        str(request_id),
        str(person_id),
        revision_sha256,
        str(generation),
        instant(expires_at),
    ]
    made = hmac.new(key, canonical(bound), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def is_same(given: str, expected: str) -> bool:
    """Tell whether a token is the expected one, in constant time and in one spelling only."""
    if not _SHAPE.fullmatch(given):
        return False
    raw = base64.urlsafe_b64decode(given + "=")
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != given:
        return False
    return hmac.compare_digest(given.encode(), expected.encode())
