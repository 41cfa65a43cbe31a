"""Feature 37: a stage replaced by a variant, merged for small projects."""

from pathlib import Path

import pytest

from lifecycle.invariants import check_invariants
from lifecycle.steering.amend import Amendment, amend
from storage.database import Database
from tests.unit.language.texts_life import a_walk, gate, method, stage

MORE = """\
attributes:
  - {id: agile, label: {en: Agile, fr: Agile}, kind: yes_no}
classes:
  - {id: L, label: {en: Large, fr: Grande}, when: budget > 1000}
  - {id: S, label: {en: Small, fr: Petite}}
"""
TEXT = method(
    [
        gate("IDEA", asks=("charter",)),
        gate("STUDY", asks=("plan",)),
        gate("DESIGN"),
        gate("ALL", "merges: [IDEA, STUDY, DESIGN]", asks=()),
        gate("BUILT"),
        gate("SPRINT"),
    ],
    [
        stage("thinking", "IDEA"),
        stage("studying", "STUDY"),
        stage("designing", "DESIGN"),
        stage(
            "in-one", "ALL", "when: class == 'S', replaces: [thinking, studying, designing]"
        ).replace("class == 'S'", "'class == \"S\"'"),
        stage("building", "BUILT"),
        stage("sprints", "SPRINT", "when: agile, replaces: [building]"),
    ],
    MORE,
)


def test_class_s_shows_one_stage_in_place_of_three(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT, budget="10", attributes={"agile": "no"})

    assert [stage.id for stage in walk.fit().method.stages] == ["in-one", "building"]
    assert walk.look().stage == "in-one"

    walk.passes("ALL")

    # One package, and one decision on the record for each gate.
    assert [(name, code) for name, code, _ in walk.passages()] == [
        ("IDEA", "GO"),
        ("STUDY", "GO"),
        ("DESIGN", "GO"),
        ("ALL", "GO"),
    ]
    assert [each.deliverable for each in walk.fit().method.gate("ALL").requirements] == [
        "charter",
        "plan",
        "budget",
    ]
    assert walk.look().stage == "building"
    assert check_invariants(walk.installation) == []


@pytest.mark.parametrize(
    ("agile", "last"),
    [({"agile": "yes"}, "sprints"), ({"agile": "no"}, "building"), ({}, "building")],
)
def test_a_large_project_walks_all_stages_and_an_agile_one_its_own_variant(
    database: Database, tmp_path: Path, agile: dict[str, str], last: str
) -> None:
    walk = a_walk(database, tmp_path, TEXT, budget="5000", attributes=agile)

    assert [stage.id for stage in walk.fit().method.stages] == [
        "thinking",
        "studying",
        "designing",
        last,
    ]


def test_a_project_that_grows_goes_on_in_the_long_way(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT, budget="10", attributes={"agile": "no"})

    with walk.write() as session:
        given = Amendment(budget="5000")
        amend(session, walk.actor("anna"), walk.named(session), given, at=walk.at)

    assert walk.look().stage == "thinking"
    walk.passes("IDEA")
    assert walk.look().stage == "studying"
    assert check_invariants(walk.installation) == []
