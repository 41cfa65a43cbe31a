"""Free text under a key of its own, so that destroying the key erases the text everywhere."""

import base64
import binascii
import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session

from storage.database import find
from storage.tables.people import SecretKey

NONCE = 12
ERASED = "[erased]"


def key_of(session: Session, owner_id: UUID) -> bytes:
    """Return the key of a person or a review, made at the first use."""
    row: SecretKey | None = find(session, SecretKey, owner_id)
    if row is None:
        row = SecretKey(owner_id=owner_id, key=secrets.token_bytes(32))
        session.add(row)
        session.flush()
    return row.key


def seal(session: Session, owner_id: UUID, text: str) -> str:
    """Return a text encrypted (AES-256-GCM) under its owner's key, as base64."""
    nonce = secrets.token_bytes(NONCE)
    sealed = AESGCM(key_of(session, owner_id)).encrypt(nonce, text.encode(), owner_id.bytes)
    return base64.b64encode(nonce + sealed).decode()


def unseal(session: Session, owner_id: UUID, sealed: str | None) -> str:
    """Return the text, or ``[erased]`` when its key was destroyed; nothing for nothing."""
    if not sealed:
        return ""
    row: SecretKey | None = find(session, SecretKey, owner_id)
    if row is None:
        return ERASED
    try:
        raw = base64.b64decode(sealed)
        return AESGCM(row.key).decrypt(raw[:NONCE], raw[NONCE:], owner_id.bytes).decode()
    except (InvalidTag, binascii.Error, ValueError):
        return ERASED
