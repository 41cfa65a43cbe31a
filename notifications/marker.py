"""The place of a decision link in frozen bytes: a marker of the link's own length.

What is kept of a letter holds no link that opens anything. The marker stands where the key's
id and the token will stand, in the same characters, so that the lines of the encoded message
stay as they are and a letter that is sent again has the same bytes.
"""

import base64
import hashlib
import re
from uuid import UUID

KID, TOKEN = 4, 43
MASK = b"*"
SOFT_BREAK = rb"(?:=\r\n)?"
"""Where the quoted-printable encoding folds a line."""


def marker(letter_id: UUID, kid: str) -> str:
    """Return what stands for ``<kid>.<token>`` in a letter; nobody can guess it."""
    made = hashlib.sha256(b"jalon/link-marker\n" + letter_id.bytes).digest()
    return f"{kid}.{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}"


def kid_of(raw: bytes, letter_id: UUID) -> str | None:
    """Return the id of the key that a frozen letter was written for; None without a link."""
    found = _pattern(letter_id).search(raw)
    return found[0].replace(b"=\r\n", b"")[:KID].decode() if found else None


def put_link(raw: bytes, letter_id: UUID, kid: str, token: str) -> bytes:
    """Return the bytes with the link in the places of the marker."""
    if len(kid) != KID or len(token) != TOKEN:
        msg = f"a link has {KID} and {TOKEN} characters, not {len(kid)} and {len(token)}"
        raise ValueError(msg)
    link = f"{kid}.{token}".encode()
    return _pattern(letter_id).sub(lambda found: _along(found[0], link), raw)


def mask(raw: bytes, letter_id: UUID) -> bytes:
    """Return the bytes for somebody who may read the letter and not use its link."""
    return _pattern(letter_id).sub(lambda found: _along(found[0], MASK * (KID + 1 + TOKEN)), raw)


def _pattern(letter_id: UUID) -> re.Pattern[bytes]:
    fixed = marker(letter_id, "")[1:].encode()
    held = [rb"[a-z0-9]"] * KID + [rb"\."] + [re.escape(bytes([each])) for each in fixed]
    return re.compile(SOFT_BREAK.join(held))


def _along(place: bytes, link: bytes) -> bytes:
    """Return the link, folded where its place was folded."""
    pieces, start = [], 0
    for piece in place.split(b"=\r\n"):
        pieces.append(link[start : start + len(piece)])
        start += len(piece)
    return b"=\r\n".join(pieces)
