"""A round as it is counted: its seats, the votes that stand, and which of them count."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from domain.methodology.model.committee import Committee, Majority
from domain.review.ballot import Ballot, SeatHeld, VoteValue
from domain.review.beside import Beside


@dataclass(frozen=True)
class Heard:
    """A round as it is counted; seats and votes are by the id of the seat."""

    committee: Committee
    seats: Mapping[UUID, SeatHeld]
    votes: Mapping[UUID, Ballot]
    asked: Beside

    @cached_property
    def gating(self) -> dict[UUID, SeatHeld]:
        """The seats whose votes count."""
        return {key: seat for key, seat in self.seats.items() if seat.is_gating}

    @cached_property
    def counted(self) -> dict[UUID, Ballot]:
        """The votes that count."""
        return {key: vote for key, vote in self.votes.items() if self.seats[key].is_gating}

    @cached_property
    def approving(self) -> list[SeatHeld]:
        """The seats that approve and count."""
        return [self.seats[key] for key, vote in self.counted.items() if vote.value.approves]

    @cached_property
    def rejecting(self) -> list[tuple[Ballot, int]]:
        """The counted rejections with their weight."""
        return [
            (vote, self.seats[key].weight)
            for key, vote in self.counted.items()
            if vote.value is VoteValue.REJECT
        ]

    @cached_property
    def vetoes(self) -> list[Ballot]:
        """The rejections that no majority overcomes."""
        return [vote for vote, _ in self.rejecting if self.seats[vote.seat_id].veto]

    @cached_property
    def majority(self) -> Majority:
        """The rule that counts; where no chair sits to decide alone, all must agree."""
        alone = self.committee.majority is Majority.CHAIR
        seated = any(seat.chair for seat in self.gating.values())
        return Majority.UNANIMOUS if alone and not seated else self.committee.majority

    @cached_property
    def chair(self) -> Ballot | None:
        """The chair's vote, unless the chair is recused or silent."""
        found = (vote for key, vote in self.counted.items() if self.seats[key].chair)
        return next((vote for vote in found if vote.value is not VoteValue.RECUSE), None)

    @cached_property
    def missing(self) -> list[SeatHeld]:
        """The seats without whose votes the round is not whole."""
        return [
            seat
            for key, seat in self.seats.items()
            if key not in self.votes and (seat.is_awaited or self.asked.weighs(seat))
        ]

    @cached_property
    def quorum(self) -> int:
        """How many seats must vote; it never asks for more than there are."""
        asked = min(self.committee.quorum, len(self.gating))
        recused = [each for each in self.counted.values() if each.value is VoteValue.RECUSE]
        return asked or max(1, len(self.gating) - len(recused))

    def is_approved(self) -> bool:
        """Tell whether the votes meet the majority; the chair's own rule is no majority."""
        approving = sum(seat.weight for seat in self.approving)
        rejecting = sum(weight for _, weight in self.rejecting)
        match self.majority:
            case Majority.SIMPLE:
                return approving > rejecting
            case Majority.TWO_THIRDS:
                return approving * 3 >= (approving + rejecting) * 2
            case Majority.UNANIMOUS:
                return rejecting == 0
            case Majority.COUNT:
                wanted = min(max(1, self.committee.approvals), len(self.gating))
                return len(self.approving) >= wanted
            case _:
                return approving > 0
