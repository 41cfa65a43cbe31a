"""The verifier's own count, written from the rules alone, gives what the product decides."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from domain.review.ballot import Ballot, SeatHeld
from domain.review.tally import Standing, tally
from tests.unit.domain.test_every_way_to_vote import every


@pytest.fixture(scope="module")
def verifier() -> ModuleType:
    spec = importlib.util.spec_from_file_location("jalon_verify", Path("verifier/jalon_verify.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_seat(seat: SeatHeld) -> dict[str, object]:
    return seat.model_dump(mode="json") | {"id": str(seat.seat_id), "kind": seat.kind.value}


def as_vote(ballot: Ballot) -> dict[str, object]:
    return ballot.model_dump(mode="json") | {"conditions": len(ballot.conditions)}


@pytest.mark.parametrize("size", [1, 2, 3])
def test_both_counts_give_the_same_decision_for_every_way_to_vote(
    verifier: ModuleType, size: int
) -> None:
    compared = 0
    for rules, seats, cast, final in every(size):
        answer = tally(rules, seats, cast, final=final)
        if answer.standing is not Standing.CLOSED and not final:
            continue  # the round is still open: there is nothing to recompute
        policy = {"committee": rules.model_dump(mode="json")}
        held = {str(seat.seat_id): as_seat(seat) for seat in seats}
        standing = {str(ballot.seat_id): as_vote(ballot) for ballot in cast}
        found = verifier.recount(policy, held, standing)
        assert found == (answer.code.value if answer.code else None), (rules, cast, final, answer)
        compared += 1
    assert compared > 0
