"""The hash of a file, as far as it is worth taking."""

import hashlib
from pathlib import Path

from gates.evidence.guard import limits

BLOCK = 1 << 20


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, or nothing where it cannot be read or is far too large."""
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as source:
            while block := source.read(BLOCK):
                size += len(block)
                if size > limits.HASHED_BYTES:
                    return ""
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()
