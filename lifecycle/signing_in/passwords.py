"""Passwords: long enough, not a common one, hashed with argon2id, two at a time."""

import threading
from collections.abc import Generator
from contextlib import contextmanager

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from domain.errors import BadInputError, GovernanceError

SHORTEST = 15
LONGEST_BYTES = 1024
FEWEST_KINDS = 5
AT_ONCE = 2
MOST_WAITING = 16
WAIT_SECONDS = 5.0

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""OWASP's minimum for argon2id: 19 MiB, two passes, one lane."""

_NOBODY = _HASHER.hash("nobody signs in with this")
"""Verified when the person is unknown, so that both answers take the same time."""

_COMMON = ("password", "motdepasse", "123456789", "qwertyuiop", "azertyuiop", "letmein", "jalon")


class BusyError(GovernanceError):
    """Too many sign-ins at the same moment; try again in a few seconds."""


class _Turns:
    """At most two verifications run and a few wait; everybody else is told to come back."""

    def __init__(self) -> None:
        self._running = threading.BoundedSemaphore(AT_ONCE)
        self._queue = threading.BoundedSemaphore(AT_ONCE + MOST_WAITING)

    @contextmanager
    def turn(self) -> Generator[None]:
        if not self._queue.acquire(blocking=False):
            raise _busy()
        try:
            if not self._running.acquire(timeout=WAIT_SECONDS):
                raise _busy()
            try:
                yield
            finally:
                self._running.release()
        finally:
            self._queue.release()


_TURNS = _Turns()


def check_new(password: str, *, about: tuple[str, ...] = ()) -> None:
    """Refuse a password that is too short, too long, too plain, or the person's own name.

    Raises:
        BadInputError: The password does not do; the sentence says why.
    """
    if len(password) < SHORTEST:
        raise BadInputError(
            f"The password has {len(password)} characters; use at least {SHORTEST}, "
            "for example four words of your own.",
            f"Le mot de passe a {len(password)} caractères ; il en faut au moins {SHORTEST}, "
            "par exemple quatre mots à vous.",
        )
    if len(password.encode()) > LONGEST_BYTES:
        raise BadInputError(
            f"The password is longer than {LONGEST_BYTES} bytes; choose a shorter one.",
            f"Le mot de passe dépasse {LONGEST_BYTES} octets ; choisissez-en un plus court.",
        )
    if len(set(password)) < FEWEST_KINDS or _is_common(password, about):
        raise BadInputError(
            "This password is easy to guess; choose four words that do not belong together.",
            "Ce mot de passe se devine ; choisissez quatre mots sans lien entre eux.",
        )


def hashed(password: str) -> str:
    """Return the argon2id hash of a password, with its settings in front.

    Raises:
        BusyError: Too many are being computed.
    """
    with _TURNS.turn():
        return _HASHER.hash(password)


def is_right(password: str, known: str | None) -> bool:
    """Tell whether a password fits a hash; with no hash the answer is no, in the same time.

    Raises:
        BusyError: Too many are being verified.
    """
    if len(password.encode()) > LONGEST_BYTES:
        return False
    with _TURNS.turn():
        try:
            _HASHER.verify(known or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
    return known is not None


def is_outdated(known: str) -> bool:
    """Tell whether a hash was made with other settings than today's."""
    return _HASHER.check_needs_rehash(known)


def _is_common(password: str, about: tuple[str, ...]) -> bool:
    plain = "".join(ch for ch in password.casefold() if ch.isalnum())
    rest = plain
    for word in (*_COMMON, *(each.casefold() for each in about if each)):
        rest = rest.replace("".join(ch for ch in word if ch.isalnum()), "")
    return len(rest.strip("0123456789")) < FEWEST_KINDS


def _busy() -> BusyError:
    return BusyError(
        "Many people are signing in at this moment; try again in a few seconds.",
        "Beaucoup de personnes se connectent en ce moment ; réessayez dans quelques secondes.",
    )
