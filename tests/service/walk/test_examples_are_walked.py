"""Both examples go from their first gate to closure; what is not ready is shown to nobody."""

from uuid import UUID

import pytest
from sqlalchemy import select

from domain.judgement import Verdict
from domain.review.effect import COMPLETED
from examples import library
from lifecycle.installation import Installation
from storage.tables.reviews import ReviewSeat
from tests.service.walk.walker import Walker


@pytest.mark.parametrize("name", library.names())
def test_an_example_is_walked_from_its_first_gate_to_closure(
    installation: Installation, name: str
) -> None:
    walker = Walker(installation, name)
    walker.enter()
    condition = library.condition(name)
    conditional = condition["gate"]
    set_there = [(condition["words"], condition["evidence"], condition["owner"])]

    for gate, folders in library.packages(name).items():
        for folder in folders[:-1]:
            returned = walker.hand_in(folder)
            assert walker.review(returned).state == "returned"
            assert walker.asked(returned) == {}
            assert walker.told(returned, "decision-asked") == {}
            assert sum(walker.told(returned, "package-returned").values()) == 1
        opened = walker.hand_in(folders[-1])
        assert walker.judgement(opened).verdict is Verdict.READY, findings(walker, opened)
        assert walker.review(opened).gate == gate
        assert_each_seat_is_asked_once(walker, opened)
        walker.decide(opened, conditions=set_there if gate == conditional else ())
        decided = walker.review(opened)
        assert decided.state == "decided"
        assert decided.code == ("CONDITIONAL_GO" if gate == conditional else "GO")
        assert decided.carried_out_at is not None
        if gate == conditional:
            assert walker.settle_conditions() == [1]

    project = walker.project()
    assert (project.state, project.closed_as) == ("closed", COMPLETED)


def assert_each_seat_is_asked_once(walker: Walker, review_id: UUID) -> None:
    with walker.installation.database.read() as session:
        seated = set(
            session.scalars(select(ReviewSeat.person_id).where(ReviewSeat.review_id == review_id))
        )
    once = dict.fromkeys(seated, 1)
    assert walker.asked(review_id) == once
    assert walker.told(review_id, "decision-asked") == once


def findings(walker: Walker, review_id: UUID) -> str:
    found = walker.judgement(review_id)
    return "\n".join(
        f"{each.check} {each.severity} {each.outcome} {each.document} {each.location}: "
        f"{each.found.get('en')}"
        for deliverable in found.deliverables
        for each in deliverable.findings
        if each.outcome in ("fail", "cannot_tell")
    )
