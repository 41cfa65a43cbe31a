"""The keys of the installation: kept in a file of their own, never in the database."""

import base64
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from domain.errors import BadInputError

KID_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
KID_LENGTH = 4


@dataclass(frozen=True)
class Keys:
    """Secret keys by key id; ``current`` makes new links, the others still prove old ones."""

    current: str
    secrets: Mapping[str, bytes]

    def secret(self, kid: str) -> bytes | None:
        """Return the key with an id, or None when it was rotated out."""
        return self.secrets.get(kid)


def load(path: Path) -> Keys:
    """Read the keys, from ``JALON_SECRET_KEY`` if it is set, else from the file.

    Raises:
        BadInputError: There is no key, or the file cannot be read as keys.
    """
    given = os.environ.get("JALON_SECRET_KEY", "")
    if given:
        return _given(given)
    if not path.exists():
        raise BadInputError(
            f"There is no key at {path}; start `jalon up` once, or set JALON_SECRET_KEY.",
            f"Aucune clé dans {path} ; lancez `jalon up` une fois, ou donnez JALON_SECRET_KEY.",
        )
    try:
        kept = json.loads(path.read_text("utf-8"))
        found = {kid: base64.b64decode(text) for kid, text in kept["keys"].items()}
        current = str(kept["current"])
        return Keys(current=current, secrets={current: found[current]} | found)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInputError(
            f"{path} does not hold keys as `jalon up` writes them; restore it from a safe copy.",
            f"{path} ne contient pas de clés écrites par `jalon up` ; restaurez une copie sûre.",
        ) from error


def create(path: Path) -> Keys:
    """Make a first key, or read what is there."""
    if not path.exists() and not os.environ.get("JALON_SECRET_KEY"):
        _write(path, _fresh({}))
    return load(path)


def rotate(path: Path, *, keep: bool) -> Keys:
    """Make a new current key; old ones are kept for links already mailed, or dropped.

    Raises:
        BadInputError: The keys come from the environment, or the file is not readable.
    """
    if os.environ.get("JALON_SECRET_KEY"):
        raise BadInputError(
            "The key comes from JALON_SECRET_KEY; change it there.",
            "La clé vient de JALON_SECRET_KEY ; changez-la à cet endroit.",
        )
    old = load(path).secrets if keep else {}
    _write(path, _fresh(old))
    return load(path)


def _given(text: str) -> Keys:
    if len(text) < 32:  # noqa: PLR2004 - 32 characters are 128 bits even in hexadecimal
        raise BadInputError(
            "JALON_SECRET_KEY is shorter than 32 characters; give a long random text.",
            "JALON_SECRET_KEY a moins de 32 caractères ; donnez un long texte aléatoire.",
        )
    return Keys(current="env0", secrets={"env0": text.encode()})


def _fresh(old: Mapping[str, bytes]) -> Keys:
    kid = "".join(secrets.choice(KID_ALPHABET) for _ in range(KID_LENGTH))
    return Keys(current=kid, secrets={**old, kid: secrets.token_bytes(32)})


def _write(path: Path, keys: Keys) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = json.dumps(
        {
            "current": keys.current,
            "keys": {kid: base64.b64encode(key).decode() for kid, key in keys.secrets.items()},
        }
    )
    fresh = path.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)
