"""What voters give beside their vote, counted exactly and never passed over by an early close."""

from collections.abc import Sequence
from decimal import Decimal as Number
from fractions import Fraction
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.decision import Decision
from domain.errors import BadInputError
from domain.methodology.model.committee import Committee, Majority, Seat, SeatKind
from domain.methodology.model.requirement import Criterion, CriterionKind, Scale
from domain.review.ballot import Ballot, SeatHeld, VoteValue
from domain.review.beside import Beside, as_score
from domain.review.tally import Standing, Tally, tally
from domain.text import both

A, B, C, D = (UUID(int=number) for number in range(1, 5))
APPROVE, REJECT = VoteValue.APPROVE, VoteValue.REJECT


def criterion(name: str, *, least: int = 0, most: int = 10, weight: int = 1) -> Criterion:
    scale = Scale(least=least, most=most, weight=weight)
    return Criterion(id=name, label=both(name, name), score=scale)


def counted(asked: Beside, ballots: Sequence[Ballot], *seats: SeatHeld) -> Tally:
    rules = Committee(seats=(Seat(role="sponsor"),), when_rejected=Decision.HOLD)
    held = seats or [SeatHeld(seat_id=each.seat_id) for each in ballots]
    return tally(rules, held, ballots, final=False, asked=asked)


scores = st.decimals(min_value=0, max_value=10, places=6)


@given(st.lists(st.tuples(scores, scores), min_size=1, max_size=4), st.integers(1, 9))
def test_a_go_needs_the_weighted_mean_to_the_last_digit(
    cast: list[tuple[Number, Number]], weight: int
) -> None:
    asked = Beside(criteria=(criterion("x", weight=weight), criterion("y")), at_least=Number(60))
    ballots = [
        Ballot(seat_id=UUID(int=place), value=APPROVE, scores={"x": x, "y": y})
        for place, (x, y) in enumerate(cast)
    ]
    means = [sum(Fraction(each[place]) for each in cast) / len(cast) for place in (0, 1)]
    reached = (weight * means[0] + means[1]) / (weight + 1)

    code = counted(asked, ballots).code

    assert code is (Decision.GO if reached >= 6 else Decision.HOLD)


def test_each_criterion_counts_by_its_weight_whatever_its_scale() -> None:
    asked = Beside(criteria=(criterion("x", most=100), criterion("y", most=5)), at_least=Number(1))
    ballot = Ballot(seat_id=A, value=APPROVE, scores={"x": Number(50), "y": Number(5)})

    assert counted(asked, [ballot]).scorecard == "75 %"


def test_without_a_threshold_scores_are_shown_and_decide_nothing() -> None:
    likely = criterion("x").model_copy(update={"kind": CriterionKind.SHOULD})
    ballots = [
        Ballot(seat_id=A, value=APPROVE, scores={"x": Number(1)}),
        Ballot(seat_id=B, value=VoteValue.ABSTAIN),
    ]

    found = counted(Beside(criteria=(likely,)), ballots)

    assert (found.code, found.scorecard, found.scores[0].mean) == (Decision.GO, "10 %", "1")


@pytest.mark.parametrize("text", ["", "ten", "1e", "nan", "Infinity", "1" * 30])
def test_what_is_no_score_is_said(text: str) -> None:
    with pytest.raises(BadInputError, match="is not a number"):
        as_score(text)


def ways(seat: SeatHeld) -> list[Ballot]:
    if seat.kind is SeatKind.CONCURRING:
        return [Ballot(seat_id=seat.seat_id, value=value) for value in (APPROVE, REJECT)]
    return [
        *(
            Ballot(seat_id=seat.seat_id, value=APPROVE, scores={"x": score}, answers_dissent=said)
            for score in (Number(0), Number(10))
            for said in (False, True)
        ),
        Ballot(seat_id=seat.seat_id, value=VoteValue.ABSTAIN),
        Ballot(seat_id=seat.seat_id, value=REJECT, instead=Decision.KILL),
    ]


@pytest.mark.parametrize("majority", list(Majority))
def test_no_score_or_dissent_that_was_still_to_come_could_have_changed_an_early_close(
    majority: Majority,
) -> None:
    asked = Beside(criteria=(criterion("x"),), at_least=Number(50))
    rules = Committee(seats=(Seat(role="sponsor"),), majority=majority, approvals=2, quorum=1)
    held = [
        SeatHeld(seat_id=A, chair=True),
        SeatHeld(seat_id=B),
        SeatHeld(seat_id=C),
        SeatHeld(seat_id=D, kind=SeatKind.CONCURRING),
    ]
    closed = 0

    for choice in product(*([None, *ways(seat)] for seat in held)):
        cast = [ballot for ballot in choice if ballot is not None]
        early = tally(rules, held, cast, final=False, asked=asked)
        missing = [seat for seat, ballot in zip(held, choice, strict=True) if ballot is None]
        if early.standing is not Standing.CLOSED or not missing:
            continue
        closed += 1
        for rest in product(*(ways(seat) for seat in missing)):
            whole = tally(rules, held, [*cast, *rest], final=False, asked=asked)
            assert whole.code is early.code
    # A chair who decides hears everybody first.
    assert bool(closed) is (majority is not Majority.CHAIR)
