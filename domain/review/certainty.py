"""Whether a round can close early: no vote that is still to come could change its decision."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from uuid import UUID

from domain.decision import Decision
from domain.review.ballot import Ballot, SeatHeld, VoteValue

FORESEEN = 4
"""With more seats still to vote than this, an early close is not sought: all are heard."""

WAYS: tuple[tuple[VoteValue, Decision | None], ...] = (
    (VoteValue.APPROVE, None),
    (VoteValue.APPROVE_WITH_CONDITIONS, None),
    (VoteValue.ABSTAIN, None),
    (VoteValue.RECUSE, None),
    (VoteValue.REJECT, Decision.HOLD),
    (VoteValue.REJECT, Decision.RECYCLE),
    (VoteValue.REJECT, Decision.KILL),
)
"""Every way to vote that could lead to another decision."""

Decided = Callable[[Mapping[UUID, Ballot]], Decision | None]
"""What votes decide if the round closed on them, or None if it would not close."""


def foregone(
    decided: Decided, votes: Mapping[UUID, Ballot], missing: Sequence[SeatHeld]
) -> Decision | None:
    """Return the decision that every way to vote of the missing seats leads to, or None."""
    first = decided(votes)
    if first is None or len(missing) > FORESEEN or any(seat.veto for seat in missing):
        return None
    for choice in product(WAYS, repeat=len(missing)):
        added = {
            seat.seat_id: Ballot(seat_id=seat.seat_id, value=value, instead=instead)
            for seat, (value, instead) in zip(missing, choice, strict=True)
        }
        code = decided({**votes, **added})
        # A condition that is still to be written has no words yet, but would be one.
        conditional = any(
            seat.is_gating and value is VoteValue.APPROVE_WITH_CONDITIONS
            for seat, (value, _) in zip(missing, choice, strict=True)
        )
        if conditional and code is Decision.GO:
            code = Decision.CONDITIONAL_GO
        if code is not first:
            return None
    return first
