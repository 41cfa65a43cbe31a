"""One claimant for each step: held while it works, left to others when it dies or fails."""

import threading
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from lifecycle.claims import (
    LEASE,
    PATIENCE,
    REST,
    RESTING,
    left_lying,
    release_runs,
    renewed,
    rest,
)
from lifecycle.deciding.due import fire_due
from lifecycle.driving.advance import Work, advance, has_work, next_work
from lifecycle.wake import wake
from storage.database import Database
from storage.tables.projects import Drive, Project
from tests.world import World, settled


@pytest.fixture
def world(database: Database, tmp_path: Path) -> World:
    return settled(database, tmp_path)


def drive(world: World, project_id: UUID) -> Drive:
    with world.database.read() as session:
        return session.get_one(Drive, project_id)


def work_of(world: World, project_id: UUID, claimant: str) -> tuple[Work, ...]:
    return next_work(world.installation, project_id, clock=world.clock, claimant=claimant)


def test_while_one_works_another_gets_nothing(world: World) -> None:
    project_id = world.project()
    world.hand_in()

    first, second = work_of(world, project_id, "one"), work_of(world, project_id, "two")

    assert [work.name for work in first] == ["read A", "judge A cost", "conclude A"]
    assert second == ()


def test_a_claimant_that_died_is_waited_for_no_longer_than_its_lease(world: World) -> None:
    project_id = world.project()
    world.hand_in()
    work_of(world, project_id, "one")
    world.at += LEASE - timedelta(seconds=1)
    assert work_of(world, project_id, "two") == ()

    world.later(seconds=1)

    assert work_of(world, project_id, "two") != ()


def test_a_claim_holds_as_long_as_its_work_takes(world: World) -> None:
    project_id = world.project()
    world.hand_in()
    work_of(world, project_id, "one")
    before = drive(world, project_id).claimed_until
    assert before is not None
    world.at += LEASE / 2

    with renewed(world.installation, project_id, clock=world.clock, claimant="one", every=0.01):
        until_changed(world, project_id, before)

    world.at += LEASE - timedelta(seconds=1)
    assert work_of(world, project_id, "two") == ()


def until_changed(world: World, project_id: UUID, before: object) -> None:
    for _ in range(500):
        if drive(world, project_id).claimed_until != before:
            return
        threading.Event().wait(0.01)
    raise AssertionError("the claim was not renewed")


def test_a_step_that_fails_is_left_alone_until_somebody_acts(world: World) -> None:
    project_id = world.project()
    world.hand_in()

    def fail(_work: Work) -> None:
        raise RuntimeError("a reader broke")

    advanced = advance(world.installation, project_id, clock=world.clock, perform=fail)

    assert (advanced.done, advanced.failed) == (0, True)
    assert drive(world, project_id).claimant == RESTING
    world.at += REST - timedelta(seconds=1)
    assert left_lying(world.installation, at=world.at) == []
    with world.database.write() as session:
        wake(session, project_id, at=world.at)
    assert work_of(world, project_id, "two") != ()


def test_a_rest_ends_by_itself(world: World) -> None:
    project_id = world.project()
    world.hand_in()
    work_of(world, project_id, "one")

    rest(world.installation, project_id, at=world.at, claimant="one")
    world.at += REST

    assert left_lying(world.installation, at=world.at) == [project_id]


def test_a_step_is_left_lying_when_nobody_took_it_for_ten_seconds(world: World) -> None:
    project_id = world.project()
    world.carried_out(project_id)
    world.hand_in()
    world.at += PATIENCE - timedelta(seconds=1)
    assert left_lying(world.installation, at=world.at) == []

    world.later(seconds=1)

    assert left_lying(world.installation, at=world.at) == [project_id]


def test_when_the_only_worker_ended_its_claims_end_and_no_others(world: World) -> None:
    by_run, by_pulse = world.project("ONE"), world.project("TWO")
    for project_id, claimant in ((by_run, "run:1"), (by_pulse, "pulse:1")):
        with world.database.write() as session:
            session.get_one(Drive, project_id).claimant = claimant

    release_runs(world.installation)

    assert drive(world, by_run).claimant is None
    assert drive(world, by_pulse).claimant == "pulse:1"


def test_where_nothing_is_to_be_done_that_is_noted(world: World) -> None:
    project_id = world.project()
    assert drive(world, project_id).work_due is not None

    assert not has_work(world.database, project_id, at=world.at)

    assert drive(world, project_id).work_due is None
    world.hand_in()
    assert has_work(world.database, project_id, at=world.at)
    assert drive(world, project_id).work_due is not None


def test_only_who_shows_what_it_found_needs_no_nudge(world: World) -> None:
    project_id = world.project()
    world.carried_out(project_id)
    assert drive(world, project_id).nudge_due is not None

    advance(world.installation, project_id, clock=world.clock, perform=lambda _: None, shows=True)

    assert drive(world, project_id).nudge_due is None


def test_a_mark_that_is_set_while_somebody_looks_is_not_taken_away(world: World) -> None:
    """Who acts and who looks lock the same row, so that one comes after the other."""
    project_id = world.project()
    with world.database.write() as session:
        wake(session, project_id, at=world.at)
        looked = threading.Thread(target=work_of, args=(world, project_id, "one"))
        looked.start()
        looked.join(0.3)
        assert looked.is_alive()
        hold_until_today(world, session, project_id)
    looked.join(30)

    assert drive(world, project_id).work_due is not None


def hold_until_today(world: World, session: Session, project_id: UUID) -> None:
    """Leave something to do: a hold that ends today."""
    project = session.get_one(Project, project_id)
    project.state, project.held_until = "held", world.at.date()


def test_a_date_wakes_its_project_once(world: World) -> None:
    project_id = world.project()
    world.carried_out(project_id)
    with world.database.write() as session:
        hold_until_today(world, session, project_id)

    fired = [fire_due(world.database, at=world.at) for _ in range(3)]

    assert fired == [1, 0, 0]
