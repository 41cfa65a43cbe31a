"""A gate is skipped by a decision with an authority, and what it asks rolls into the next one."""

from pathlib import Path

import pytest
from sqlalchemy import select

from domain.errors import OutOfSequenceError
from lifecycle.fitted.tailoring_said import Wanted
from lifecycle.invariants import check_invariants
from lifecycle.steering.tailor import answer, ask
from storage.database import Database
from storage.tables.projects import Tailoring
from tests.unit.language.texts_life import Walk, a_walk, gate, method, stage

WORDS = """\
tailoring:
  - {id: skip, code: skip, label: {en: Skip, fr: Omettre}, approver: authority}
"""
TEXT = method(
    [gate("DESIGN", "skippable: true", asks=("plan",)), gate("BUILD"), gate("LAST")],
    [stage("design", "DESIGN"), stage("build", "BUILD"), stage("close", "LAST")],
    WORDS,
)


def asked(walk: Walk, item: str = "DESIGN") -> Tailoring:
    with walk.write() as session:
        wanted = Wanted(word="skip", item=item, reason="The design is bought")
        return ask(session, walk.actor("anna"), walk.named(session), wanted, at=walk.at)


def approved(walk: Walk) -> None:
    with walk.write() as session:
        row = session.scalars(select(Tailoring).where(Tailoring.state == "asked")).one()
        answer(session, walk.actor("nadia"), row.id, approve=True, at=walk.at)


@pytest.mark.gate_rule(37)
def test_a_skipped_gate_takes_the_project_on_and_its_asks_roll_forward(
    database: Database, tmp_path: Path
) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    asked(walk)

    approved(walk)

    assert walk.look().stage == "build"
    assert walk.kinds()[-3:] == ["tailoring.approved", "gate.skipped", "project.moved"]
    frozen = walk.passes("BUILD").policy["requirements"]
    rolled = {each["deliverable"]: each["origin"] for each in frozen}
    assert rolled["budget"] is None
    assert (rolled["plan"]["kind"], rolled["plan"]["name"]) == ("rolled", "DESIGN")
    assert walk.passages() == [("BUILD", "GO", 1)]
    assert walk.look().stage == "close"
    assert check_invariants(walk.installation) == []


def test_a_gate_under_review_is_not_skipped(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    asked(walk)
    walk.hand_in()

    with pytest.raises(OutOfSequenceError, match="package of DESIGN is under way"):
        approved(walk)

    assert walk.look().stage == "design"
    assert check_invariants(walk.installation) == []


def test_what_only_was_asked_changes_nothing(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)

    asked(walk)

    assert walk.look().stage == "design"
    assert list(walk.opened()) == ["DESIGN"]
