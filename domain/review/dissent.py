"""Formal dissent: the no of a concurring seat, kept in the record with its answer."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from domain.methodology.model.committee import SeatKind
from domain.review.ballot import Ballot, SeatHeld, VoteValue
from domain.value import Value


class Dissent(Value):
    """A dissent: its seat and vote, and the approving vote that answered it, if one did."""

    seat_id: UUID
    vote_id: UUID | None = None
    answered_by: UUID | None = None
    is_answered: bool = False


def dissents(seats: Mapping[UUID, SeatHeld], ballots: Iterable[Ballot]) -> tuple[Dissent, ...]:
    """Return the dissents that stand, each with the first approving vote after it that answers."""
    cast = list(ballots)
    answering = sorted(
        (each for each in cast if _answers(seats, each)),
        key=lambda each: (each.cast_at.isoformat() if each.cast_at else "", str(each.seat_id)),
    )
    found = []
    for ballot in sorted(cast, key=lambda each: str(each.seat_id)):
        if is_dissent(seats[ballot.seat_id], ballot):
            answer = next((each for each in answering if _comes_after(each, ballot)), None)
            found.append(
                Dissent(
                    seat_id=ballot.seat_id,
                    vote_id=ballot.vote_id,
                    answered_by=answer.vote_id if answer else None,
                    is_answered=answer is not None,
                )
            )
    return tuple(found)


def is_dissent(seat: SeatHeld, ballot: Ballot) -> bool:
    """Tell whether a vote is a formal dissent."""
    return seat.kind is SeatKind.CONCURRING and ballot.value is VoteValue.REJECT


def _answers(seats: Mapping[UUID, SeatHeld], ballot: Ballot) -> bool:
    gating = seats[ballot.seat_id].is_gating
    return gating and ballot.value.approves and ballot.answers_dissent


def _comes_after(answer: Ballot, dissent: Ballot) -> bool:
    """Tell whether a vote was cast when the dissent stood; without times it was."""
    if answer.cast_at is None or dissent.cast_at is None:
        return True
    return answer.cast_at >= dissent.cast_at
