"""From votes to one decision: a total, deterministic function (gate rules 15 to 20)."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from itertools import product
from uuid import UUID

from domain.decision import Decision
from domain.methodology.model.committee import Committee, Majority, Tie
from domain.review.ballot import Ballot, ConditionAsked, SeatHeld, VoteValue
from domain.value import Value

FORESEEN = 4
"""With more seats still to vote than this, an early close is not sought: all are heard."""


class Standing(StrEnum):
    """Where a round stands."""

    OPEN = "open"
    TIED = "tied"
    NO_QUORUM = "no_quorum"
    CLOSED = "closed"


class Tally(Value):
    """The answer of the count, with the rule that fired; ``code`` is set when closed."""

    standing: Standing
    rule: str
    code: Decision | None = None
    until: date | None = None
    to_stage: str | None = None
    conditions: tuple[ConditionAsked, ...] = ()
    approving: int = 0
    rejecting: int = 0
    voted: int = 0
    quorum: int = 0


def tally(
    committee: Committee, seats: Sequence[SeatHeld], ballots: Iterable[Ballot], *, final: bool
) -> Tally:
    """Count the standing votes of a round.

    ``final`` closes the round on what is there (the due date has come); otherwise it closes
    when every gating seat has voted, at a veto, or when no further vote could change the
    decision. Advisory seats are heard and never counted.
    """
    gating = {seat.seat_id: seat for seat in seats if seat.gating}
    votes = {
        ballot.seat_id: ballot
        for ballot in sorted(ballots, key=lambda ballot: (str(ballot.seat_id), ballot.casting))
        if ballot.seat_id in gating
    }
    vetoes = [
        ballot
        for ballot in votes.values()
        if gating[ballot.seat_id].veto and ballot.value is VoteValue.REJECT
    ]
    counted = _count(committee, gating, votes)
    if vetoes:
        return _rejected(counted, committee, [(ballot, 1) for ballot in vetoes], rule="veto")
    missing = [seat for seat in gating.values() if seat.seat_id not in votes]
    if final or not missing:
        return _close(committee, gating, votes)
    if len(missing) <= FORESEEN and _is_certain(committee, gating, votes, missing):
        decided = _close(committee, gating, votes)
        return decided.model_copy(update={"rule": f"certain, {decided.rule}"})
    return counted


def _count(committee: Committee, gating: dict[UUID, SeatHeld], votes: dict[UUID, Ballot]) -> Tally:
    eligible = [
        seat
        for key, seat in gating.items()
        if key not in votes or votes[key].value is not VoteValue.RECUSE
    ]
    weight = {key: seat.weight for key, seat in gating.items()}
    return Tally(
        standing=Standing.OPEN,
        rule="waiting for votes",
        approving=sum(weight[key] for key, vote in votes.items() if vote.value.approves),
        rejecting=sum(weight[key] for key, vote in votes.items() if vote.value is VoteValue.REJECT),
        voted=sum(1 for vote in votes.values() if vote.value is not VoteValue.RECUSE),
        quorum=committee.quorum or max(1, len(eligible)),
    )


def _close(committee: Committee, gating: dict[UUID, SeatHeld], votes: dict[UUID, Ballot]) -> Tally:
    counted = _count(committee, gating, votes)
    heard = {key for key, vote in votes.items() if vote.value is not VoteValue.RECUSE}
    silent = [seat for key, seat in gating.items() if seat.mandatory and key not in heard]
    if counted.voted < counted.quorum or silent:
        rule = "a mandatory seat has not voted" if silent else "the quorum is not met"
        return counted.model_copy(update={"standing": Standing.NO_QUORUM, "rule": rule})
    if _is_tie(committee, counted):
        return _break_tie(committee, counted, votes)
    if _is_approved(committee, counted):
        return _approved(counted, votes, rule=f"majority {committee.majority}")
    rejecting = [
        (vote, gating[key].weight) for key, vote in votes.items() if vote.value is VoteValue.REJECT
    ]
    return _rejected(counted, committee, rejecting, rule=f"majority {committee.majority} not met")


def _is_tie(committee: Committee, counted: Tally) -> bool:
    nobody = counted.approving == counted.rejecting == 0
    return nobody or (
        committee.majority is Majority.SIMPLE and counted.approving == counted.rejecting
    )


def _is_approved(committee: Committee, counted: Tally) -> bool:
    approving, rejecting = counted.approving, counted.rejecting
    match committee.majority:
        case Majority.SIMPLE:
            return approving > rejecting
        case Majority.TWO_THIRDS:
            return approving * 3 >= (approving + rejecting) * 2
        case Majority.UNANIMOUS:
            return rejecting == 0
        case Majority.ANY_ONE:
            return approving > 0


def _approved(counted: Tally, votes: dict[UUID, Ballot], *, rule: str) -> Tally:
    conditions = tuple(
        dict.fromkeys(
            condition
            for vote in votes.values()
            if vote.value.approves
            for condition in vote.conditions
        )
    )
    code = Decision.CONDITIONAL_GO if conditions else Decision.GO
    return counted.model_copy(
        update={
            "standing": Standing.CLOSED,
            "rule": rule,
            "code": code,
            "conditions": conditions,
        }
    )


def _rejected(
    counted: Tally, committee: Committee, rejecting: list[tuple[Ballot, int]], *, rule: str
) -> Tally:
    total = sum(weight for _, weight in rejecting)
    wanted: dict[Decision, int] = {}
    for vote, weight in rejecting:
        if vote.instead is not None:
            wanted[vote.instead] = wanted.get(vote.instead, 0) + weight
    code = next((code for code, weight in wanted.items() if weight * 2 > total), None)
    chosen = code or committee.when_rejected
    saying = [vote for vote, _ in rejecting if vote.instead is chosen]
    return counted.model_copy(
        update={
            "standing": Standing.CLOSED,
            "rule": rule if code else f"{rule}, when rejected {chosen}",
            "code": chosen,
            "until": max((vote.until for vote in saying if vote.until), default=None),
            "to_stage": next((vote.to_stage for vote in saying if vote.to_stage), None),
        }
    )


def _break_tie(committee: Committee, counted: Tally, votes: dict[UUID, Ballot]) -> Tally:
    casting = [vote for vote in votes.values() if vote.casting]
    if committee.tie is Tie.CASTING_VOTE and casting:
        if casting[0].value.approves:
            return _approved(counted, votes, rule="casting vote")
        return _rejected(counted, committee, [(casting[0], 1)], rule="casting vote")
    if committee.tie is Tie.STATUS_QUO:
        return counted.model_copy(
            update={
                "standing": Standing.CLOSED,
                "rule": "tie, status quo",
                "code": Decision.HOLD,
            }
        )
    return counted.model_copy(update={"standing": Standing.TIED, "rule": f"tie, {committee.tie}"})


def _is_certain(
    committee: Committee,
    gating: dict[UUID, SeatHeld],
    votes: dict[UUID, Ballot],
    missing: list[SeatHeld],
) -> bool:
    """Whether every way in which the missing seats may vote leads to the same decision."""
    ways = [
        (VoteValue.APPROVE, None),
        (VoteValue.APPROVE_WITH_CONDITIONS, None),
        (VoteValue.ABSTAIN, None),
        (VoteValue.RECUSE, None),
        *((VoteValue.REJECT, code) for code in (Decision.HOLD, Decision.RECYCLE, Decision.KILL)),
    ]
    first = _close(committee, gating, votes)
    if first.standing is not Standing.CLOSED:
        return False
    for choice in product(ways, repeat=len(missing)):
        added = {
            seat.seat_id: Ballot(seat_id=seat.seat_id, value=value, instead=instead)
            for seat, (value, instead) in zip(missing, choice, strict=True)
        }
        conditional = any(value is VoteValue.APPROVE_WITH_CONDITIONS for value, _ in choice)
        vetoed = any(
            seat.veto and added[seat.seat_id].value is VoteValue.REJECT for seat in missing
        )
        then = _close(committee, gating, votes | added)
        code = then.code
        if conditional and code is Decision.GO:
            code = Decision.CONDITIONAL_GO
        if vetoed or then.standing is not Standing.CLOSED or code is not first.code:
            return False
    return True
