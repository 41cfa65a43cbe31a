"""Opinions without which there is no go: somebody of a role has spoken, whatever was said."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from uuid import UUID

from domain.methodology.model.gate import Gate
from domain.methodology.model.requirement import CriterionKind
from domain.review.ballot import Ballot, SeatHeld
from domain.value import Value


class OpinionAwaited(Value):
    """A criterion that holds once one of some seats has spoken."""

    criterion: str
    seats: tuple[UUID, ...]


def opinions_awaited(
    gate: Gate, seats: Sequence[SeatHeld], kinds: Collection[CriterionKind]
) -> Iterator[OpinionAwaited]:
    """Yield what a gate awaits by criteria of some kinds, of roles that have a seat there."""
    for criterion in gate.criteria:
        asked = criterion.test.opinion_given if criterion.test is not None else None
        if asked is not None and criterion.kind in kinds:
            speaking = tuple(seat.seat_id for seat in seats if asked.role in seat.roles)
            if speaking:
                yield OpinionAwaited(criterion=criterion.id, seats=speaking)


def unheard(opinions: Iterable[OpinionAwaited], given: Iterable[Ballot]) -> str:
    """Return the first criterion of which nobody has spoken, or nothing."""
    spoken = {ballot.seat_id for ballot in given}
    return next((each.criterion for each in opinions if spoken.isdisjoint(each.seats)), "")
