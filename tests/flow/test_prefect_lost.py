"""Prefect is away, or comes back knowing nothing: nothing of ours is lost, nothing waits for it."""

from collections import Counter
from collections.abc import Generator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select
from typing_extensions import override

from examples import library
from flows.launch import Launcher
from flows.prefect_api import Address, PrefectApi
from flows.reconcile import Reconciled, looks_right, reconcile
from jalon.pulse_parts import take_steps
from lifecycle.claims import PATIENCE
from lifecycle.driving.driving import open_drives, waiting_nudges
from lifecycle.installation import Installation
from lifecycle.invariants import check_invariants
from storage.database import Database
from storage.tables.projects import Drive
from tests.flow.prefect_house import Driven, PrefectServer, WorkerProcess, now, until
from tests.service.walk.walker import Walker
from tests.world import World, settled

WAITING = 30

NOWHERE = Address("http://127.0.0.1:9/api")
"""The port for discarding; nothing answers there."""


@pytest.fixture
def own_prefect(tmp_path: Path) -> Generator[PrefectServer]:
    """A server that the test may kill and rob."""
    server = PrefectServer(tmp_path / "own" / "home")
    server.start()
    yield server
    server.close()


@pytest.fixture
def world(database: Database, tmp_path: Path) -> World:
    """An installation with many projects that wait for their first package."""
    made = settled(database, tmp_path / "data")
    made.at = now() - timedelta(hours=1)
    for number in range(WAITING):
        made.project(f"P{number}")
    return made


def live(server: PrefectServer) -> Counter[str]:
    """Count the live runs of each project."""
    return Counter(
        run["parameters"]["project"]
        for run in server.runs()
        if run["state_type"] in {"SCHEDULED", "PENDING", "RUNNING", "PAUSED"}
    )


def all_wait(server: PrefectServer, launcher: Launcher) -> bool:
    """Tell whether every project has its run and nothing is left to tell."""
    launcher.nudge_waiting()
    names = [run["state"]["name"] for run in server.runs() if run["state_type"] != "CANCELLED"]
    return names == ["Suspended"] * WAITING and not waiting_nudges(
        launcher.database, at=now() + timedelta(hours=1)
    )


@pytest.mark.gate_rule(51)
def test_after_prefects_database_is_lost_every_lifecycle_has_one_run_again(
    world: World, own_prefect: PrefectServer
) -> None:
    worker = WorkerProcess(world.installation, own_prefect.address)
    launcher = Launcher(own_prefect.api, world.installation, now, told=worker.tell)
    try:
        launcher.nudge_waiting()
        until(lambda: all_wait(own_prefect, launcher), "all wait", seconds=120)
        before = {drive.project_id: drive for drive in open_drives(world.database)}

        own_prefect.lose_everything()
        assert not looks_right(launcher)
        done = reconcile(launcher)

        assert done == Reconciled(started=WAITING, ended=0)
        once = dict.fromkeys((str(project_id) for project_id in before), 1)
        assert live(own_prefect) == once
        for drive in open_drives(world.database):
            assert drive.epoch == before[drive.project_id].epoch + 1
        assert looks_right(launcher)
        assert reconcile(launcher) == Reconciled(started=0, ended=0)
        assert all_wait(own_prefect, launcher)
        assert live(own_prefect) == once
        assert check_invariants(world.installation) == []
    finally:
        worker.stop()


def test_without_prefect_the_pulse_carries_a_package_to_its_decision(
    installation: Installation,
) -> None:
    walker = Unattended(installation, "chaleur-four-2")
    walker.enter()

    review_id = walker.hand_in(library.packages("chaleur-four-2")["G0"][-1])
    assert walker.review(review_id).state == "open", walker.judgement(review_id)
    walker.decide(review_id)

    assert walker.project().stage != walker.review(review_id).stage
    assert walker.review(review_id).carried_out_at is not None
    assert drive_of(walker).nudge_due is not None, "Prefect is still to be told"
    assert check_invariants(installation) == []


class Unattended(Driven):
    """A project whose acts nobody tells Prefect of."""

    @override
    def go_on(self) -> None:
        """Try to tell a Prefect that is away; when the step has lain long enough, beat."""
        api = PrefectApi(NOWHERE)
        launcher = Launcher(api, self.installation, now)
        assert not launcher.nudge(self.project().id)
        assert launcher.nudge_waiting() == 0
        api.close()
        with self.installation.database.write() as session:
            drive = session.get_one(Drive, self.project().id)
            drive.work_due = (drive.work_due or now()) - PATIENCE
        take_steps(self.installation)


def drive_of(walker: Walker) -> Drive:
    project_id: UUID = walker.project().id
    with walker.installation.database.read() as session:
        return session.scalars(select(Drive).where(Drive.project_id == project_id)).one()


class Orphaned(Driven):
    """A project whose first worker dies at work; somebody starts another, as `jalon up` does."""

    workers: list[WorkerProcess]

    def tell(self) -> None:
        self.workers[-1].tell()

    @override
    def go_on(self) -> None:
        self.launcher.nudge_waiting()
        until(self.workers[-1].is_dead, "the worker dies")
        self.workers.append(WorkerProcess(self.installation, self.launcher.api.address))
        super().go_on()


def test_a_worker_that_is_killed_at_work_is_replaced_and_nothing_is_done_twice(
    installation: Installation, prefect: PrefectServer
) -> None:
    walker = Orphaned(installation, "chaleur-four-2")
    walker.workers = [WorkerProcess(installation, prefect.address, fail_at="judge.read:1")]
    walker.launcher = Launcher(prefect.api, installation, now, told=walker.tell)
    walker.enter()

    try:
        review_id = walker.hand_in(library.packages("chaleur-four-2")["G0"][-1])
    finally:
        for worker in walker.workers:
            worker.stop()

    assert walker.review(review_id).state == "open"
    assert set(walker.told(review_id, "decision-asked").values()) == {1}
    assert len(prefect.live_runs_of(walker.project().id)) == 1
    assert check_invariants(installation) == []
