"""The key that signs checkpoints and backups: Ed25519, beside the database, never in it."""

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from domain.errors import BadInputError

PURPOSE = b"jalon/signing/v1"
SEED = 32


@dataclass(frozen=True)
class Signer:
    """A private key. ``name`` is how what it signed calls it: the start of its public key."""

    key: Ed25519PrivateKey

    @property
    def public(self) -> bytes:
        """The 32 bytes of the public key."""
        return self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def name(self) -> str:
        """The first 16 hexadecimal digits of the public key."""
        return self.public.hex()[:16]

    def sign(self, message: bytes) -> str:
        """Return the signature of a message, as base64."""
        return base64.b64encode(self.key.sign(message)).decode()

    def signed(self, message: bytes, signature: str) -> bool:
        """Tell whether this key signed a message."""
        try:
            raw = base64.b64decode(signature, validate=True)
            Ed25519PublicKey.from_public_bytes(self.public).verify(raw, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def load(path: Path) -> Signer | None:
    """Read the key, derived from ``JALON_SECRET_KEY`` if that is set; None where there is none.

    Raises:
        BadInputError: The file does not hold such a key.
    """
    given = os.environ.get("JALON_SECRET_KEY", "")
    if given:
        seed = hmac.new(given.encode(), PURPOSE, hashlib.sha256).digest()
        return Signer(Ed25519PrivateKey.from_private_bytes(seed[:SEED]))
    if not path.exists():
        return None
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadInputError(
            f"{path} does not hold a signing key; restore it from a safe copy.",
            f"{path} ne contient pas de clé de signature ; restaurez une copie sûre.",
        )
    return Signer(key)


def load_or_make(path: Path) -> Signer:
    """Read the key, or make the first one, for its owner only."""
    found = load(path)
    if found is not None:
        return found
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = Ed25519PrivateKey.generate()
    fresh = path.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)
    return Signer(made)
