"""From votes to one decision: a total, deterministic function (gate rules 15 to 20)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from domain.decision import Decision
from domain.methodology.model.committee import Committee, Majority, Tie
from domain.review.ballot import Ballot, ConditionAsked, SeatHeld, VoteValue
from domain.review.beside import (
    NOTHING,
    Answered,
    Beside,
    Rated,
    Scored,
    answers,
    ratings,
    scorecard,
    scores,
    unmet,
)
from domain.review.certainty import foregone
from domain.review.dissent import Dissent, dissents
from domain.review.heard import Heard
from domain.value import Value

OVERRIDDEN = "override, two signatures"
"""The rule of a decision that two persons took past the committee."""


class Standing(StrEnum):
    """Where a round stands; ``dissent`` waits for an approving vote that answers a dissent."""

    OPEN = "open"
    TIED = "tied"
    DISSENT = "dissent"
    NO_QUORUM = "no_quorum"
    CLOSED = "closed"


class Tally(Value):
    """The answer of the count, with the rule that fired; ``code`` is set when closed.

    ``scorecard`` is the weighted mean of the scores, such as ``59 %``.
    """

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
    dissents: tuple[Dissent, ...] = ()
    ratings: tuple[Rated, ...] = ()
    scores: tuple[Scored, ...] = ()
    answers: tuple[Answered, ...] = ()
    scorecard: str = ""


def tally(
    committee: Committee,
    seats: Sequence[SeatHeld],
    ballots: Iterable[Ballot],
    *,
    final: bool,
    asked: Beside = NOTHING,
) -> Tally:
    """Count the standing votes of a round.

    ``final`` closes the round on what is there (the due date has come); otherwise it closes
    when every seat that is awaited has voted, at a veto, or when no further vote could change
    the decision. Advisory seats are heard and never counted; concurring ones may dissent.
    """
    held = {seat.seat_id: seat for seat in seats}
    votes = {
        ballot.seat_id: ballot
        for ballot in sorted(ballots, key=lambda ballot: (str(ballot.seat_id), ballot.casting))
        if ballot.seat_id in held
    }
    heard = Heard(committee, held, votes, asked)
    counted = _count(heard)
    if heard.vetoes:
        return _rejected(counted, committee, [(ballot, 1) for ballot in heard.vetoes], rule="veto")
    if final or not heard.missing:
        return _close(heard)
    if _is_certain(heard):
        decided = _close(heard)
        return decided.model_copy(update={"rule": f"certain, {decided.rule}"})
    return counted


def _count(heard: Heard) -> Tally:
    """Return the figures of the votes so far, as of a round that is open."""
    voted = [vote for vote in heard.counted.values() if vote.value is not VoteValue.RECUSE]
    given = heard.votes.values()
    return Tally(
        standing=Standing.OPEN,
        rule="waiting for votes",
        approving=sum(seat.weight for seat in heard.approving),
        rejecting=sum(weight for _, weight in heard.rejecting),
        voted=len(voted),
        quorum=heard.quorum,
        dissents=dissents(heard.seats, given),
        ratings=ratings(heard.asked, given),
        scores=scores(heard.asked, given),
        answers=answers(heard.asked, given),
        scorecard=scorecard(heard.asked, given),
    )


def _close(heard: Heard) -> Tally:
    counted, committee = _count(heard), heard.committee
    hindered = _hindered(heard, counted)
    if hindered:
        return counted.model_copy(update={"standing": Standing.NO_QUORUM, "rule": hindered})
    decided = _by_majority(heard, counted)
    if decided.code not in (Decision.GO, Decision.CONDITIONAL_GO):
        return decided
    reason = unmet(heard.asked, heard.votes.values())
    if reason:
        return _rejected(counted, committee, [], rule=reason)
    if not all(each.is_answered for each in counted.dissents):
        rule = "a dissent awaits its answer"
        return counted.model_copy(update={"standing": Standing.DISSENT, "rule": rule})
    return decided


def _hindered(heard: Heard, counted: Tally) -> str:
    """Return why a round cannot close on the votes that are there, or nothing."""
    spoke = {key for key, vote in heard.votes.items() if vote.value is not VoteValue.RECUSE}
    if any(seat.mandatory and key not in spoke for key, seat in heard.seats.items()):
        return "a mandatory seat has not voted"
    if counted.voted < counted.quorum:
        return "the quorum is not met"
    if heard.majority is Majority.CHAIR and heard.chair is None:
        return "the chair has not voted"
    return ""


def _by_majority(heard: Heard, counted: Tally) -> Tally:
    committee, majority = heard.committee, heard.majority
    chair = heard.chair if majority is Majority.CHAIR else None
    if chair is not None and chair.value is not VoteValue.ABSTAIN:
        if chair.value.approves:
            return _approved(counted, [chair], rule="the chair decides")
        return _rejected(counted, committee, [(chair, 1)], rule="the chair decides")
    nobody = counted.approving == counted.rejecting == 0
    even = majority is Majority.SIMPLE and counted.approving == counted.rejecting
    if chair is not None or nobody or even:
        return _break_tie(heard, counted)
    if heard.is_approved():
        return _approved(counted, heard.counted.values(), rule=f"majority {majority}")
    return _rejected(counted, committee, heard.rejecting, rule=f"majority {majority} not met")


def _approved(counted: Tally, votes: Iterable[Ballot], *, rule: str) -> Tally:
    conditions = tuple(
        dict.fromkeys(
            condition for vote in votes if vote.value.approves for condition in vote.conditions
        )
    )
    code = Decision.CONDITIONAL_GO if conditions else Decision.GO
    return counted.model_copy(
        update={"standing": Standing.CLOSED, "rule": rule, "code": code, "conditions": conditions}
    )


def _rejected(
    counted: Tally, committee: Committee, rejecting: Sequence[tuple[Ballot, int]], *, rule: str
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


def _break_tie(heard: Heard, counted: Tally) -> Tally:
    committee, votes = heard.committee, heard.counted.values()
    casting = [vote for vote in votes if vote.casting]
    if committee.tie is Tie.CASTING_VOTE and casting:
        if casting[0].value.approves:
            return _approved(counted, votes, rule="casting vote")
        return _rejected(counted, committee, [(casting[0], 1)], rule="casting vote")
    if committee.tie is Tie.STATUS_QUO:
        rule, code = "tie, status quo", Decision.HOLD
        changed = {"standing": Standing.CLOSED, "rule": rule, "code": code}
        return counted.model_copy(update=changed)
    return counted.model_copy(update={"standing": Standing.TIED, "rule": f"tie, {committee.tie}"})


def _is_certain(heard: Heard) -> bool:
    """Tell whether no vote that is still to come could change the decision.

    Where the votes approve, whatever the missing seats are still to score, answer or dissent
    from could; where they reject, nothing given beside a vote does. A chair who decides hears
    all others first.
    """
    if heard.majority is Majority.CHAIR:
        return False
    code = foregone(
        lambda votes: _close(replace(heard, votes=votes, asked=NOTHING)).code,
        heard.votes,
        [seat for seat in heard.missing if seat.is_awaited],
    )
    if code in (Decision.GO, Decision.CONDITIONAL_GO):
        return not any(heard.asked.weighs(seat) for seat in heard.missing)
    return code is not None
