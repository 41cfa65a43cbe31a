"""Gates inside a stage come in any order, before its end."""

from pathlib import Path

import pytest

from lifecycle.invariants import check_invariants
from storage.database import Database
from tests.unit.language.texts_life import a_walk, gate, method, stage

TEXT = method(
    [gate("ACCEPTANCE"), gate("RELEASE"), gate("END"), gate("LAST")],
    [stage("build", "END", "also: [ACCEPTANCE, RELEASE]"), stage("run", "LAST")],
)


@pytest.mark.parametrize("order", [("ACCEPTANCE", "RELEASE"), ("RELEASE", "ACCEPTANCE")])
def test_acceptance_comes_before_or_after_release(
    database: Database, tmp_path: Path, order: tuple[str, str]
) -> None:
    walk = a_walk(database, tmp_path, TEXT)

    for each in order:
        assert walk.look().stage == "build"
        walk.passes(each)
    walk.passes("END")

    assert [gate_id for gate_id, _, _ in walk.passages()] == [*order, "END"]
    assert walk.look().stage == "run"
    assert check_invariants(walk.installation) == []


def test_what_was_passed_inside_is_not_open_any_more(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    walk.passes("RELEASE")

    assert list(walk.opened()) == ["ACCEPTANCE", "END"]
    assert walk.opened()["END"].hindered
