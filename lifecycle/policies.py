"""The gates that reviews were frozen with: each is made once, and known by its hash."""

from dataclasses import dataclass, field
from functools import lru_cache

from domain.methodology.model.gate import Gate
from storage.tables.reviews import Review


def policy_of(review: Review) -> Gate:
    """Return the gate by whose rules a round is judged and decided."""
    return frozen_gate(review.policy_sha256, review.policy)


def frozen_gate(sha256: str, policy: object) -> Gate:
    """Return the gate that a kept policy says; ``sha256`` is the hash of it."""
    return _made(_Frozen(sha256, policy))


@dataclass(frozen=True)
class _Frozen:
    sha256: str
    policy: object = field(compare=False)


@lru_cache(maxsize=512)
def _made(frozen: _Frozen) -> Gate:
    return Gate.model_validate(frozen.policy)
