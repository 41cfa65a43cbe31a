"""A stage repeats as often as its condition wants, and then it is left."""

from pathlib import Path

from lifecycle.invariants import check_invariants
from storage.database import Database
from tests.unit.language.texts_life import a_walk, gate, method, stage

ATTRIBUTES = """\
attributes:
  - {id: sprints, label: {en: Sprints, fr: Sprints}, kind: number}
"""
TEXT = method(
    [gate("SPRINT", "sets_baseline: true"), gate("LAST")],
    [stage("build", "SPRINT", 'repeat_until: "iteration >= sprints"'), stage("close", "LAST")],
    ATTRIBUTES,
)


def test_three_iterations_then_leave(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT, attributes={"sprints": 3})

    places = []
    for _ in range(3):
        walk.passes()
        places.append((walk.look().stage, walk.look().iteration))

    assert places == [("build", 2), ("build", 3), ("close", 1)]
    assert walk.passages() == [("SPRINT", "GO", 1), ("SPRINT", "GO", 2), ("SPRINT", "GO", 3)]
    assert check_invariants(walk.installation) == []


def test_a_fact_of_the_package_may_say_that_it_is_enough(
    database: Database, tmp_path: Path
) -> None:
    text = method(
        [gate("SPRINT"), gate("LAST")],
        [stage("build", "SPRINT", 'repeat_until: "fact.open_risks == 0"'), stage("close", "LAST")],
    )
    walk = a_walk(database, tmp_path, text)

    walk.passes(facts=[("open_risks", "4")])
    assert (walk.look().stage, walk.look().iteration) == ("build", 2)
    walk.passes(facts=[("open_risks", "0")])

    assert walk.look().stage == "close"
    assert check_invariants(walk.installation) == []


def test_inner_gates_of_a_repeated_stage_are_passed_each_time(
    database: Database, tmp_path: Path
) -> None:
    text = method(
        [gate("DEMO"), gate("SPRINT"), gate("LAST")],
        [
            stage("build", "SPRINT", 'also: [DEMO], repeat_until: "iteration >= 2"'),
            stage("close", "LAST"),
        ],
    )
    walk = a_walk(database, tmp_path, text)
    walk.passes("DEMO")
    walk.passes("SPRINT")

    assert list(walk.opened()) == ["DEMO", "SPRINT"]
    assert check_invariants(walk.installation) == []
