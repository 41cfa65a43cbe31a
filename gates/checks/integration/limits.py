"""Up to which amount somebody may approve a change."""

from collections.abc import Sequence
from decimal import Decimal

from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import number

Limits = Sequence[tuple[str, Decimal | None]]
"""Who, in words as they are compared, and the largest amount; None for any amount."""


def limits_of(text: str) -> Limits:
    """Return the limits that a setting gives, such as ``sponsor: 50 000; board: any``."""
    found = []
    for part in text.split(";"):
        who, colon, most = part.rpartition(":")
        if colon and fold(who):
            found.append((fold(who), number(most.strip())))
    return found


def sufficient(limits: Limits, decider: str) -> Decimal | None:
    """Return the largest amount that a person or a body may approve, None for any.

    Who is not among the limits may approve nothing, where there are limits.
    """
    if not limits:
        return None
    plain = f" {fold(decider)} "
    known = [most for who, most in limits if f" {who} " in plain]
    if not known:
        return Decimal(0)
    return None if None in known else max(each for each in known if each is not None)
