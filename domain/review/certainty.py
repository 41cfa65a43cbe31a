"""Whether a round can close early: no vote that is still to come could change its decision."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations_with_replacement, product
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
    for added in _ways(missing):
        code = decided({**votes, **added})
        # A condition that is still to be written has no words yet, but would be one.
        conditional = any(
            seat.is_gating and added[seat.seat_id].value is VoteValue.APPROVE_WITH_CONDITIONS
            for seat in missing
        )
        if conditional and code is Decision.GO:
            code = Decision.CONDITIONAL_GO
        if code is not first:
            return None
    return first


def _ways(missing: Sequence[SeatHeld]) -> Iterator[dict[UUID, Ballot]]:
    """Yield every way to vote; of seats that count alike, it does not matter which votes how."""
    alike: dict[tuple[object, ...], list[UUID]] = {}
    for seat in missing:
        kind = (seat.kind, seat.weight, seat.mandatory, seat.chair)
        alike.setdefault(kind, []).append(seat.seat_id)
    ballots = {
        (seat.seat_id, value, instead): Ballot(seat_id=seat.seat_id, value=value, instead=instead)
        for seat in missing
        for value, instead in WAYS
    }
    groups = list(alike.values())
    for choice in product(*(combinations_with_replacement(WAYS, len(ids)) for ids in groups)):
        yield {
            seat_id: ballots[seat_id, *way]
            for ids, ways in zip(groups, choice, strict=True)
            for seat_id, way in zip(ids, ways, strict=True)
        }
