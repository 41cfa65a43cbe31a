"""The ledger: canonical entries in a hash chain, and the ways to find out that it was altered.

Canonical bytes follow RFC 8785 over NFC text, without floating-point numbers. An entry's hash
covers a domain tag and those bytes, which name the previous hash: nothing can be changed,
taken out or put in without breaking the chain, and witnesses outside find a cut tail.
"""

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

import rfc8785

TAG = b"jalon/ledger/v1\n"
START = "0" * 64
"""The hash that the first entry names as its previous one."""


@dataclass(frozen=True)
class Entry:
    """An entry as it is kept: the canonical text and its hash."""

    seq: int
    previous: str
    payload: str
    hash: str


@dataclass(frozen=True)
class Witness:
    """What was said of the ledger outside of it: the hash, or its beginning, at a number."""

    seq: int
    hash: str


@dataclass(frozen=True)
class Fault:
    """The first place at which the ledger is not what it was."""

    seq: int
    reason: str


def instant(at: datetime) -> str:
    """Write an instant as RFC 3339 in UTC with six digits."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def canonical(value: Any) -> bytes:
    """Return the one spelling of a JSON value.

    Raises:
        TypeError: The value holds a floating-point number or something that is not JSON.
    """
    return rfc8785.dumps(_plain(value))


def digest(value: Any) -> str:
    """Return the SHA-256 of a JSON value's canonical bytes, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def seal(
    *, seq: int, previous: str, at: datetime, kind: str, actor: str, body: Mapping[str, Any]
) -> Entry:
    """Make the entry that follows ``previous``."""
    payload = canonical(
        {"seq": seq, "previous": previous, "at": instant(at), "kind": kind}
        | {"actor": actor, "body": dict(body)}
    )
    return Entry(seq, previous, payload.decode(), entry_hash(payload))


def entry_hash(payload: bytes) -> str:
    """Return the hash of an entry's canonical bytes."""
    return hashlib.sha256(TAG + payload).hexdigest()


def commitment(key: bytes, *parts: str) -> str:
    """Return a keyed commitment to personal data; worthless once the key is destroyed."""
    return hmac.new(key, canonical(list(parts)), hashlib.sha256).hexdigest()


def verify(entries: Iterable[Entry], witnesses: Sequence[Witness] = ()) -> Fault | None:
    """Walk the chain from the first entry; return its first fault, or None.

    The number and the previous hash stand last in an entry's canonical text, so that the walk
    need not read the rest of it; the hash covers all. A witness beyond the last entry says
    that the tail was cut.
    """
    previous, expected = START, 1
    for entry in entries:
        fault = _fault(entry, previous, expected)
        if fault is None and not _is_remembered(entry, witnesses):
            fault = "a witness remembers another hash"
        if fault is not None:
            return Fault(min(entry.seq, expected), fault)
        previous, expected = entry.hash, expected + 1
    beyond = [witness.seq for witness in witnesses if witness.seq >= expected]
    return Fault(expected, "a witness remembers later entries: the tail is cut") if beyond else None


def read(payload: str) -> dict[str, Any]:
    """Return what an entry's text says.

    Raises:
        ValueError: It is not the one spelling of a JSON object.
    """
    said = json.loads(payload)
    if not isinstance(said, dict) or not _is_canonical(said, payload):
        msg = "the text is not in its canonical form"
        raise ValueError(msg)
    return said


def _is_remembered(entry: Entry, witnesses: Sequence[Witness]) -> bool:
    return all(entry.hash.startswith(each.hash) for each in witnesses if each.seq == entry.seq)


def _fault(entry: Entry, previous: str, expected: int) -> str | None:
    if entry.seq != expected:
        return "an entry is missing or out of order"
    if entry.previous != previous:
        return "the entry does not follow the one before it"
    if not entry.payload.endswith(f',"previous":"{previous}","seq":{expected}}}'):
        return "the entry's number or its place is not the one it was sealed with"
    if entry_hash(entry.payload.encode()) != entry.hash:
        return "the entry's content is not the one it was sealed with"
    return None


def _is_canonical(payload: Mapping[str, Any], text: str) -> bool:
    """Tell whether a text is the one spelling of what it says."""
    try:
        return canonical(payload) == text.encode()
    except (TypeError, ValueError):
        return False


def _plain(value: Any) -> Any:  # noqa: PLR0911 - one return for each kind of JSON value
    if isinstance(value, Enum):
        return _plain(value.value)
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {_plain(str(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    msg = f"{type(value).__name__} has no canonical form"
    raise TypeError(msg)
