"""A track under a condition: where it is false, nothing begins it and nothing awaits it."""

from tests.unit.fitting.texts import fitted, walked, why

MIGRATION = """
packs: [{id: moves, label: {en: Something moves}, when: budget > 300}]
tracks:
  - id: migration
    label: {en: Migration}
    when: pack.moves
    stages:
      - {id: prepare, label: {en: Prepare}, gate: D, tracks: [training]}
  - id: training
    label: {en: Training}
    when: trained
    stages: [{id: train, label: {en: Train}, gate: E}]
  - id: works
    label: {en: Works}
    method: building
attributes: [{id: trained, label: {en: Users are trained}, kind: yes_no}]
gates:
  - id: D
    label: {en: Gate D}
    question: {en: "Moved?"}
    committee: {seats: [{role: board}]}
  - id: E
    label: {en: Gate E}
    question: {en: "Trained?"}
    committee: {seats: [{role: board}]}
  - {id: C, joins: [{track: migration}, {track: training, gate: E}, {track: works}]}
stages: [{id: second, tracks: [migration, works]}]
"""


def test_a_track_that_does_not_apply_goes_with_all_that_speaks_of_it() -> None:
    found = fitted(MIGRATION, budget=10)

    assert [track.id for track in found.method.tracks] == ["works"]
    assert found.method.stage("second").tracks == ("works",)
    assert [join.track for join in found.method.gate("C").joins] == ["works"]
    assert [gate.id for gate in found.method.gates] == ["A", "B", "C"]
    assert walked(found) == [("first", "A"), ("second", "B"), ("third", "C")]
    assert why(found) == {"tracks[migration]": "pack.moves is false"}
    assert found.left_out[0].label == {"en": "Migration"}
    assert "trained" not in found.unknown


def test_a_track_that_applies_is_plain_and_one_that_may_stays() -> None:
    found = fitted(MIGRATION, budget=400)

    assert [(track.id, track.when) for track in found.method.tracks] == [
        ("migration", None),
        ("training", "trained"),
        ("works", None),
    ]
    assert found.method.stage("second").tracks == ("migration", "works")
    assert len(found.method.gate("C").joins) == 3
    assert why(found) == {}
    assert "trained" in found.unknown


def test_a_track_within_a_track_goes_alone() -> None:
    parent = fitted(MIGRATION, budget=400, attributes={"trained": False})
    child = fitted(MIGRATION, "prepare", track="migration", attributes={"trained": False})

    assert [track.id for track in parent.method.tracks] == ["migration", "works"]
    assert parent.method.tracks[0].stages[0].tracks == ()
    assert [join.track for join in parent.method.gate("C").joins] == ["migration", "works"]
    assert why(parent) == {"tracks[training]": "trained is false"}
    # A project that walks a track walks it, whatever is known of the condition now.
    assert walked(child) == [("prepare", "D")]
    assert child.method.stage("prepare").tracks == ()
    assert child.method.tracks == ()


def test_a_track_may_belong_to_a_class() -> None:
    changes = (
        MIGRATION.replace("pack.moves", "'class == \"L\"'")
        + """
classes:
  - {id: L, label: {en: Large}, when: budget > 1000}
  - {id: S, label: {en: Small}}
"""
    )

    large, small = fitted(changes, budget=5000), fitted(changes, budget=10)

    assert "migration" in {track.id for track in large.method.tracks}
    assert why(small) == {"tracks[migration]": 'class "S" != "L"'}
