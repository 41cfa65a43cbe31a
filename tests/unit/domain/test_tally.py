from datetime import date
from itertools import product
from uuid import UUID

import pytest

from domain.decision import Decision
from domain.methodology.model.committee import Committee, Majority, Seat, SeatKind, Tie
from domain.review.ballot import Ballot, ConditionAsked, SeatHeld, VoteValue
from domain.review.tally import Standing, tally

A, B, C, D = (UUID(int=number) for number in range(1, 5))
VALUES = list(VoteValue)


def committee(**changes: object) -> Committee:
    return Committee.model_validate(
        {"seats": (Seat(role="sponsor"),), "majority": Majority.SIMPLE} | changes
    )


def seats(*ids: UUID, **changes: object) -> list[SeatHeld]:
    return [SeatHeld.model_validate({"seat_id": each} | changes) for each in ids]


def votes(**values: tuple[UUID, VoteValue]) -> list[Ballot]:
    return [Ballot(seat_id=seat, value=value) for seat, value in values.values()]


def ballot(seat: UUID, value: VoteValue, **more: object) -> Ballot:
    return Ballot.model_validate({"seat_id": seat, "value": value} | more)


def condition() -> ConditionAsked:
    return ConditionAsked(
        words="Sign the backup plan",
        owner_id=A,
        verifier_id=B,
        due_on=date(2026, 12, 11),
        evidence="plan",
    )


def test_a_round_stays_open_while_a_seat_may_still_change_the_decision() -> None:
    cast = [ballot(A, VoteValue.APPROVE), ballot(B, VoteValue.APPROVE)]

    counted = tally(committee(quorum=2), seats(A, B, C), cast, final=False)

    assert counted.standing is Standing.OPEN


def test_the_last_vote_closes_the_round() -> None:
    cast = [ballot(each, VoteValue.APPROVE) for each in (A, B, C)]

    counted = tally(committee(), seats(A, B, C), cast, final=False)

    assert (counted.standing, counted.code) == (Standing.CLOSED, Decision.GO)


@pytest.mark.gate_rule(18)
def test_a_round_closes_early_when_nothing_can_change_the_decision() -> None:
    cast = [
        ballot(A, VoteValue.APPROVE_WITH_CONDITIONS, conditions=(condition(),)),
        ballot(B, VoteValue.APPROVE),
    ]

    counted = tally(committee(quorum=2), seats(A, B, C), cast, final=False)

    assert (counted.standing, counted.code) == (Standing.CLOSED, Decision.CONDITIONAL_GO)


def test_the_due_date_closes_a_round_that_has_its_quorum() -> None:
    cast = [ballot(A, VoteValue.APPROVE), ballot(B, VoteValue.APPROVE)]

    counted = tally(committee(quorum=2), seats(A, B, C), cast, final=True)

    assert counted.code is Decision.GO


@pytest.mark.gate_rule(17)
def test_silence_is_never_consent() -> None:
    counted = tally(committee(quorum=2), seats(A, B, C), [ballot(A, VoteValue.APPROVE)], final=True)

    assert counted.standing is Standing.NO_QUORUM
    assert counted.code is None


@pytest.mark.gate_rule(15, 16)
def test_recusals_can_break_the_quorum_but_never_pass_a_gate() -> None:
    cast = [
        ballot(A, VoteValue.APPROVE),
        ballot(B, VoteValue.RECUSE),
        ballot(C, VoteValue.RECUSE),
    ]

    counted = tally(committee(quorum=2), seats(A, B, C), cast, final=True)

    assert counted.standing is Standing.NO_QUORUM


def test_a_mandatory_seat_that_has_not_voted_keeps_the_round_from_closing() -> None:
    held = [*seats(A, mandatory=True), *seats(B, C)]
    cast = [ballot(B, VoteValue.APPROVE), ballot(C, VoteValue.APPROVE)]

    counted = tally(committee(quorum=2), held, cast, final=True)

    assert (counted.standing, counted.rule) == (
        Standing.NO_QUORUM,
        "a mandatory seat has not voted",
    )


@pytest.mark.gate_rule(16)
def test_abstentions_count_for_the_quorum_and_not_for_the_majority() -> None:
    cast = [
        ballot(A, VoteValue.APPROVE),
        ballot(B, VoteValue.ABSTAIN),
        ballot(C, VoteValue.ABSTAIN),
    ]

    counted = tally(committee(quorum=3), seats(A, B, C), cast, final=False)

    assert (counted.standing, counted.code) == (Standing.CLOSED, Decision.GO)


@pytest.mark.gate_rule(16)
def test_a_committee_that_only_abstains_has_not_approved() -> None:
    cast = [ballot(each, VoteValue.ABSTAIN) for each in (A, B)]

    counted = tally(committee(), seats(A, B), cast, final=False)

    assert (counted.rule, counted.code) == ("tie, status quo", Decision.HOLD)


@pytest.mark.gate_rule(18)
def test_a_veto_closes_the_round_at_once() -> None:
    held = [*seats(A, veto=True), *seats(B, C)]
    cast = [ballot(A, VoteValue.REJECT, instead=Decision.KILL)]

    counted = tally(committee(), held, cast, final=False)

    assert (counted.rule, counted.code) == ("veto", Decision.KILL)


def test_rejections_that_agree_choose_what_happens_instead() -> None:
    cast = [
        ballot(A, VoteValue.REJECT, instead=Decision.HOLD, until=date(2027, 1, 8)),
        ballot(B, VoteValue.REJECT, instead=Decision.HOLD, until=date(2027, 2, 5)),
        ballot(C, VoteValue.REJECT, instead=Decision.KILL),
    ]

    counted = tally(committee(), seats(A, B, C), cast, final=False)

    assert (counted.code, counted.until) == (Decision.HOLD, date(2027, 2, 5))


def test_rejections_that_disagree_fall_back_to_what_the_gate_says() -> None:
    cast = [
        ballot(A, VoteValue.REJECT, instead=Decision.HOLD, until=date(2027, 1, 8)),
        ballot(B, VoteValue.REJECT, instead=Decision.KILL),
    ]

    counted = tally(committee(when_rejected=Decision.RECYCLE), seats(A, B), cast, final=False)

    assert counted.code is Decision.RECYCLE


@pytest.mark.parametrize(
    ("majority", "approving", "rejecting", "passes"),
    [
        pytest.param(Majority.SIMPLE, 2, 1, True, id="two of three by simple majority"),
        pytest.param(Majority.TWO_THIRDS, 2, 1, True, id="exactly two thirds"),
        pytest.param(Majority.TWO_THIRDS, 1, 1, False, id="half is not two thirds"),
        pytest.param(Majority.UNANIMOUS, 3, 1, False, id="one against unanimity"),
        pytest.param(Majority.ANY_ONE, 1, 3, True, id="any one is enough"),
    ],
)
@pytest.mark.gate_rule(18)
def test_each_majority_rule_has_its_own_bar(
    majority: Majority, approving: int, rejecting: int, *, passes: bool
) -> None:
    ids = [UUID(int=number) for number in range(1, approving + rejecting + 1)]
    cast = [
        ballot(each, VoteValue.APPROVE if place < approving else VoteValue.REJECT)
        for place, each in enumerate(ids)
    ]

    counted = tally(committee(majority=majority), seats(*ids), cast, final=False)

    assert (counted.code is Decision.GO) is passes


@pytest.mark.gate_rule(19)
def test_a_tie_waits_for_the_chair_where_the_method_gives_a_casting_vote() -> None:
    held = [*seats(A, chair=True), *seats(B)]
    rules = committee(tie=Tie.CASTING_VOTE)
    cast = [ballot(A, VoteValue.APPROVE), ballot(B, VoteValue.REJECT)]

    waiting = tally(rules, held, cast, final=False)
    decided = tally(rules, held, [ballot(A, VoteValue.APPROVE, casting=True), cast[1]], final=False)

    assert waiting.standing is Standing.TIED
    assert (decided.rule, decided.code) == ("casting vote", Decision.GO)


def test_an_advisory_seat_is_heard_and_never_counted() -> None:
    held = [*seats(A), *seats(B, kind=SeatKind.ADVISORY)]
    cast = [ballot(A, VoteValue.APPROVE), ballot(B, VoteValue.REJECT)]

    counted = tally(committee(), held, cast, final=False)

    assert (counted.code, counted.rejecting) == (Decision.GO, 0)


@pytest.mark.parametrize("majority", list(Majority))
@pytest.mark.parametrize("tie", [Tie.STATUS_QUO, Tie.CASTING_VOTE])
@pytest.mark.parametrize("veto", [False, True])
def test_every_way_to_vote_has_one_answer(majority: Majority, tie: Tie, *, veto: bool) -> None:
    held = [*seats(A, veto=veto), *seats(B, mandatory=True), *seats(C), *seats(D)]
    rules = committee(majority=majority, tie=tie, quorum=3)

    for choice in product(VALUES, repeat=4):
        cast = [
            Ballot(seat_id=seat.seat_id, value=value)
            for seat, value in zip(held, choice, strict=True)
        ]
        counted = tally(rules, held, cast, final=True)
        again = tally(rules, list(reversed(held)), list(reversed(cast)), final=True)

        assert counted == again
        assert (counted.code is not None) is (counted.standing is Standing.CLOSED)
        if counted.code is Decision.GO:
            assert any(value.approves for value in choice)
            assert counted.voted >= 3
