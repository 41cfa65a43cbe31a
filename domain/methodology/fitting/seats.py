"""A committee of which some seats are not there, and criteria that those who sit can answer."""

from collections.abc import Sequence

from domain.methodology.model.committee import Committee, Majority, Seat, SeatKind, Tie
from domain.methodology.model.requirement import Criterion


def seated(committee: Committee, seats: Sequence[Seat]) -> Committee:
    """Return a committee with these of its seats, which can still decide.

    Neither quorum nor approvals ask for more seats than there are. Where the chair is not
    there, a tie goes higher up, and what the chair would decide alone all must agree upon.
    """
    gating = [seat for seat in seats if seat.kind is SeatKind.GATING]
    update: dict[str, object] = {"seats": tuple(seats)}
    update["quorum"] = min(committee.quorum, len(gating))
    update["approvals"] = min(committee.approvals, len(gating))
    if not any(seat.chair for seat in gating):
        if committee.tie is Tie.CASTING_VOTE:
            update["tie"] = Tie.ESCALATE
        if committee.majority is Majority.CHAIR:
            update["majority"] = Majority.UNANIMOUS
    return committee.model_copy(update=update)


def answerable(criterion: Criterion, committee: Committee) -> Criterion:
    """Return a criterion that voters who sit answer: of the roles named, else all who decide."""
    if not criterion.is_voted:
        return criterion
    there = {seat.role for seat in committee.seats}
    deciding = tuple(seat.role for seat in committee.seats if seat.kind is SeatKind.GATING)
    answering = tuple(role for role in criterion.answered_by if role in there)
    scoring = tuple(role for role in criterion.scored_by if role in there)
    if criterion.answered_by and not answering:
        answering = deciding
    if (answering, scoring) == (criterion.answered_by, criterion.scored_by):
        return criterion
    return criterion.model_copy(update={"answered_by": answering, "scored_by": scoring})
