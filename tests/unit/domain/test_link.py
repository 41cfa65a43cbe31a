import base64
import string
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from domain.link import is_same, token

KEY = b"k" * 32
ARGUMENTS: dict[str, Any] = {
    "request_id": UUID(int=1),
    "person_id": UUID(int=2),
    "revision_sha256": "ab" * 32,
    "generation": 1,
    "expires_at": datetime(2027, 1, 1, tzinfo=UTC),
}


def made(**changes: object) -> str:
    return token(KEY, **(ARGUMENTS | changes))


def test_a_link_opens_what_it_was_made_for() -> None:
    assert is_same(made(), made())


def test_a_link_is_bound_to_everything_it_names() -> None:
    others = [
        made(request_id=UUID(int=9)),
        made(person_id=UUID(int=9)),
        made(revision_sha256="cd" * 32),
        made(generation=2),
        made(expires_at=datetime(2027, 1, 2, tzinfo=UTC)),
    ]

    assert not any(is_same(other, made()) for other in others)


def test_a_link_has_one_spelling() -> None:
    right = made()
    alphabet = string.ascii_letters + string.digits + "-_"

    spellings = [right[:-1] + last for last in alphabet if is_same(right[:-1] + last, right)]
    decoded = [
        right[:-1] + last
        for last in alphabet
        if base64.urlsafe_b64decode(right[:-1] + last + "=")
        == base64.urlsafe_b64decode(right + "=")
    ]

    assert spellings == [right]
    assert len(decoded) == 4
    assert not is_same(right + "=", right)
