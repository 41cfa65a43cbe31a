"""Tracks run beside the main stages, each as a project of its own; the join waits for all."""

from pathlib import Path

import pytest

from domain.errors import BadInputError, NotAllowedError, OutOfSequenceError
from lifecycle.invariants import check_invariants
from lifecycle.steering.tracks import NewTrack, begin
from storage.database import Database
from storage.tables.projects import Project
from tests.unit.language.texts_life import Walk, a_walk, gate, method, stage

TRACKS = """\
tracks:
  - id: contractor
    label: {en: Contractor, fr: Entreprise}
    many: true
    stages: [{id: works, label: {en: Works, fr: Travaux}, gate: HANDOVER}]
  - id: permits
    label: {en: Permits, fr: Permis}
    stages: [{id: asking, label: {en: Asking, fr: Demande}, gate: PERMIT}]
"""
JOINS = "joins: [{track: contractor}, {track: permits, gate: PERMIT, need: any}]"
TEXT = method(
    [gate("START"), gate("END", JOINS), gate("HANDOVER"), gate("PERMIT")],
    [stage("begin", "START"), stage("build", "END", "tracks: [contractor, permits]")],
    TRACKS,
)


def begun(walk: Walk, code: str, *, by: str = "anna", track: str = "contractor") -> Project:
    with walk.write() as session:
        return begin(
            session,
            walk.actor(by),
            walk.named(session),
            NewTrack(track=track, code=code, title=code.title()),
            at=walk.at,
        )


@pytest.mark.gate_rule(47)
def test_the_join_waits_for_all(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    walk.passes()
    begun(walk, "WALLS")
    begun(walk, "ROOF")

    with pytest.raises(OutOfSequenceError, match="END awaits the track contractor: 0 of 2"):
        walk.hand_in()
    walk.passes("PERMIT", code="NORTH-PERMITS")
    walk.passes("HANDOVER", code="WALLS")
    with pytest.raises(OutOfSequenceError, match="1 of 2 there, not ROOF"):
        walk.hand_in()
    walk.passes("HANDOVER", code="ROOF")

    walk.passes("END")
    assert walk.look().closed_as == "COMPLETED"
    assert check_invariants(walk.installation) == []


def test_a_track_that_is_for_one_begins_with_its_stage(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)

    walk.passes()

    with walk.installation.database.read() as session:
        child = walk.named(session, "NORTH-PERMITS")
        assert (child.track, child.stage) == ("permits", "asking")
        assert child.parent_id == walk.named(session).id
    assert list(walk.opened("NORTH-PERMITS")) == ["PERMIT"]
    assert check_invariants(walk.installation) == []


def test_a_track_that_was_stopped_is_begun_anew(database: Database, tmp_path: Path) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    walk.passes()
    with walk.write() as session:
        first = walk.named(session, "NORTH-PERMITS")
        first.state, first.closed_as = "closed", "KILL"

    second = begun(walk, "", track="permits")

    assert second.id != first.id
    assert begun(walk, "", track="permits").id == second.id


def test_who_manages_a_project_names_nobody_else_over_its_track(
    database: Database, tmp_path: Path
) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    walk.passes()

    new = NewTrack(track="contractor", code="WALLS", title="Walls", manager="denis")
    with pytest.raises(NotAllowedError), walk.write() as session:
        begin(session, walk.actor("anna"), walk.named(session), new, at=walk.at)


LATER = method(
    [gate("BUILT"), gate("END", "joins: [{track: contractor}]"), gate("HANDOVER"), gate("PERMIT")],
    [stage("build", "BUILT", "tracks: [contractor, permits]"), stage("hand-over", "END")],
    TRACKS,
)


def test_a_track_that_was_forgotten_begins_where_it_is_awaited(
    database: Database, tmp_path: Path
) -> None:
    walk = a_walk(database, tmp_path, LATER)
    walk.passes()
    with pytest.raises(OutOfSequenceError, match="awaits the track contractor, which has not"):
        walk.hand_in()

    begun(walk, "WALLS")

    walk.passes("HANDOVER", code="WALLS")
    walk.passes("END")
    assert walk.look().closed_as == "COMPLETED"
    assert check_invariants(walk.installation) == []


def test_a_track_begins_once_in_its_stage_and_by_who_may(
    database: Database, tmp_path: Path
) -> None:
    walk = a_walk(database, tmp_path, TEXT)
    with pytest.raises(OutOfSequenceError, match="begins in the stage build"):
        begun(walk, "WALLS")
    walk.passes()

    first, again = begun(walk, "WALLS"), begun(walk, "WALLS")

    assert first.id == again.id
    with pytest.raises(BadInputError, match="no track 'moon'"):
        begun(walk, "MOON", track="moon")
    with pytest.raises(NotAllowedError):
        begun(walk, "ROOF", by="marc")
    with pytest.raises(BadInputError, match="must be 2 to 20 capitals"):
        begun(walk, "walls")
    assert check_invariants(walk.installation) == []
