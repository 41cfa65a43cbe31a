"""T14: every policy and every way to vote of up to four seats gives one answer, and only one.

The function of votes is asked for every combination, and its answers are held against what the
rules say in so many words, not against itself.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, permutations, product
from uuid import UUID

import pytest

from domain.decision import Decision
from domain.methodology.model.committee import Committee, Majority, Seat, SeatKind, Tie
from domain.review.ballot import Ballot, SeatHeld, VoteValue
from domain.review.tally import Standing, Tally, tally

WAYS: Sequence[tuple[VoteValue | None, Decision | None]] = (
    (None, None),
    (VoteValue.APPROVE, None),
    (VoteValue.ABSTAIN, None),
    (VoteValue.RECUSE, None),
    (VoteValue.REJECT, Decision.HOLD),
    (VoteValue.REJECT, Decision.KILL),
)
"""Silence, and each value of a vote; a rejection with two of its alternatives."""

MANY = 4
"""Of so many seats the first presides and the second has a veto; of fewer, each case is tried."""

POLICIES = [(majority, tie, quorum) for majority in Majority for tie in Tie for quorum in (0, 1, 2)]


def held(number: int, **changed: object) -> SeatHeld:
    return SeatHeld.model_validate(
        {"seat_id": UUID(int=number + 1), "roles": (f"r{number}",)} | changed
    )


def committee(majority: Majority, tie: Tie, quorum: int, size: int) -> Committee:
    return Committee(
        seats=tuple(Seat(role=f"r{number}") for number in range(size)),
        majority=majority,
        tie=tie,
        quorum=min(quorum, size),
        approvals=min(2, size),
    )


def ballots(
    seats: Sequence[SeatHeld], ways: Sequence[tuple[VoteValue | None, Decision | None]]
) -> list[Ballot]:
    return [
        Ballot(seat_id=seat.seat_id, value=value, instead=instead)
        for seat, (value, instead) in zip(seats, ways, strict=True)
        if value is not None
    ]


def every(size: int) -> Iterator[tuple[Committee, list[SeatHeld], list[Ballot], bool]]:
    """Yield each policy with each way that its seats may vote; alike seats in one order."""
    for majority, tie, quorum in POLICIES:
        rules = committee(majority, tie, quorum, size)
        for chair, veto in product((False, True), repeat=2) if size < MANY else [(True, True)]:
            seats = [
                held(number, chair=chair and number == 0, veto=veto and number == 1)
                for number in range(size)
            ]
            alike = min(size, 2)
            for special in product(WAYS, repeat=min(alike, size)):
                for rest in combinations_with_replacement(WAYS, size - len(special)):
                    for final in (False, True):
                        yield rules, seats, ballots(seats, (*special, *rest)), final


@pytest.mark.parametrize("size", [1, 2, 3, 4])
@pytest.mark.gate_rule(16)
def test_every_way_to_vote_has_an_answer_that_the_rules_allow(size: int) -> None:
    asked = 0
    for rules, seats, cast, final in every(size):
        answer = tally(rules, seats, cast, final=final)
        asked += 1
        case = Case(rules, seats, cast, answer)
        wrong = [words for words, holds in FORBIDDEN.items() if holds(case)]
        assert wrong == [], (rules, cast, final, answer)
    assert asked > 0


@dataclass(frozen=True)
class Case:
    """One way to vote and its answer, as the rules look at it."""

    rules: Committee
    seats: Sequence[SeatHeld]
    cast: Sequence[Ballot]
    answer: Tally

    @property
    def values(self) -> list[VoteValue]:
        return [ballot.value for ballot in self.cast]

    @property
    def goes_on(self) -> bool:
        return self.answer.code in (Decision.GO, Decision.CONDITIONAL_GO)

    @property
    def approvals(self) -> int:
        return self.values.count(VoteValue.APPROVE)

    @property
    def rejections(self) -> int:
        return self.values.count(VoteValue.REJECT)

    @property
    def voted(self) -> int:
        return len(self.cast) - self.values.count(VoteValue.RECUSE)

    @property
    def is_vetoed(self) -> bool:
        vetoes = {seat.seat_id for seat in self.seats if seat.veto}
        return any(each.seat_id in vetoes and each.value is VoteValue.REJECT for each in self.cast)


FORBIDDEN: dict[str, Callable[[Case], bool]] = {
    "a round is closed exactly when it has a decision": lambda case: (
        (case.answer.code is None) == (case.answer.standing is Standing.CLOSED)
    ),
    "nobody approved, and it goes on": lambda case: case.goes_on and not case.approvals,
    "it goes on without its quorum": lambda case: (
        case.goes_on and case.voted < min(case.rules.quorum or 1, len(case.seats))
    ),
    "it goes on against a veto": lambda case: case.goes_on and case.is_vetoed,
    "it goes on against the majority": lambda case: (
        case.goes_on and case.rules.majority is Majority.SIMPLE and case.approvals < case.rejections
    ),
    "it goes on below two thirds": lambda case: (
        case.goes_on
        and case.rules.majority is Majority.TWO_THIRDS
        and case.approvals * 3 < (case.approvals + case.rejections) * 2
    ),
    "it goes on against one of all": lambda case: (
        case.goes_on and case.rules.majority is Majority.UNANIMOUS and case.rejections > 0
    ),
    "it goes on with too few approvals": lambda case: (
        case.goes_on
        and case.rules.majority is Majority.COUNT
        and case.approvals < case.rules.approvals
    ),
    "nobody rejected, and it is stopped": lambda case: (
        case.answer.code is Decision.KILL and not case.rejections
    ),
    "silence decided": lambda case: not case.cast and case.answer.code is not None,
}
"""What must never be, in the words of the rules."""


@pytest.mark.parametrize("size", [2, 3])
def test_the_order_of_votes_changes_nothing(size: int) -> None:
    for majority, tie, quorum in POLICIES:
        rules = committee(majority, tie, quorum, size)
        seats = [held(number, chair=number == 0) for number in range(size)]
        for ways in combinations_with_replacement(WAYS, size):
            cast = ballots(seats, ways)
            answers = {
                tally(rules, order, votes, final=True).model_dump_json(exclude={"dissents"})
                for order in permutations(seats)
                for votes in permutations(cast)
            }
            assert len(answers) == 1


@pytest.mark.gate_rule(15)
@pytest.mark.parametrize("kind", [SeatKind.ADVISORY, SeatKind.CONCURRING])
def test_a_seat_that_is_not_counted_never_makes_a_go_of_something_else(kind: SeatKind) -> None:
    for majority, tie, quorum in POLICIES:
        rules = committee(majority, tie, quorum, 2)
        seats = [held(0, chair=True), held(1)]
        beside = held(2, kind=kind)
        for ways in product(WAYS, repeat=2):
            cast = ballots(seats, ways)
            without = tally(rules, seats, cast, final=True)
            for value, instead in WAYS[1:]:
                also = Ballot(seat_id=beside.seat_id, value=value, instead=instead)
                with_it = tally(rules, [*seats, beside], [*cast, also], final=True)
                assert is_no_better(without, with_it), (rules, cast, also)


def is_no_better(without: Tally, with_it: Tally) -> bool:
    """Tell whether an answer is the one without the seat, or waits for its dissent's answer."""
    return with_it.code == without.code or (
        with_it.code is None and without.code in (Decision.GO, Decision.CONDITIONAL_GO)
    )


@pytest.mark.gate_rule(15)
def test_losing_a_seat_never_makes_a_go_easier() -> None:
    """Who recuses leaves the count; nobody gets through by it who did not before (rule 15)."""
    for majority, tie, quorum in POLICIES:
        rules = committee(majority, tie, quorum, 3)
        seats = [held(number, chair=number == 0) for number in range(3)]
        for ways in product(WAYS, repeat=3):
            if all(value is not VoteValue.RECUSE for value, _ in ways):
                continue
            answer = tally(rules, seats, ballots(seats, ways), final=True)
            spoke = [value for value, _ in ways if value not in (None, VoteValue.RECUSE)]
            if answer.code in (Decision.GO, Decision.CONDITIONAL_GO) and rules.quorum:
                assert len(spoke) >= rules.quorum, (rules, ways)
