"""A gate that depends on other gates is refused while another one is open."""

from pathlib import Path

import pytest

from domain.errors import NotFoundError, OutOfSequenceError
from lifecycle.invariants import check_invariants
from storage.database import Database
from tests.unit.language.texts_life import a_walk, gate, method, stage

TEXT = method(
    [gate("AUDIT"), gate("RELEASE", "after: [AUDIT]"), gate("END"), gate("FIRST")],
    [stage("begin", "FIRST"), stage("build", "END", "also: [AUDIT, RELEASE]")],
)


def test_a_package_for_a_gate_that_awaits_another_is_refused(
    database: Database, tmp_path: Path
) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    walk.passes()

    with pytest.raises(OutOfSequenceError, match="RELEASE awaits AUDIT"):
        walk.hand_in(gate="RELEASE")
    walk.passes("AUDIT")
    walk.passes("RELEASE")

    assert [gate_id for gate_id, _, _ in walk.passages()] == ["FIRST", "AUDIT", "RELEASE"]
    assert check_invariants(walk.installation) == []


def test_the_end_of_the_stage_awaits_what_lies_inside(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    walk.passes()

    with pytest.raises(OutOfSequenceError, match=r"END awaits AUDIT .*; RELEASE") as refused:
        walk.hand_in()

    assert "attend" in refused.value.say("fr")


def test_a_gate_of_another_stage_and_one_that_is_none_are_told_apart(
    database: Database, tmp_path: Path
) -> None:
    walk = a_walk(database, tmp_path, TEXT)

    with pytest.raises(OutOfSequenceError, match="END is not open for NORTH now; open is FIRST"):
        walk.hand_in(gate="END")
    with pytest.raises(NotFoundError, match="has no gate 'MOON'"):
        walk.hand_in(gate="MOON")


def test_while_one_gate_is_under_way_no_other_takes_a_package(
    database: Database, tmp_path: Path
) -> None:
    text = method(
        [gate("AUDIT"), gate("TRIAL"), gate("END")],
        [stage("build", "END", "also: [AUDIT, TRIAL]")],
    )
    walk = a_walk(database, tmp_path, text)
    walk.hand_in("the audit", gate="AUDIT")

    with pytest.raises(OutOfSequenceError, match="package of AUDIT is under way"):
        walk.hand_in("the trial", gate="TRIAL")

    assert walk.hand_in("the audit, mended").review.gate == "AUDIT"
