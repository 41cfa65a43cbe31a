"""What a wake costs, what a waiting project weighs, how a lost Prefect comes back."""

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from bench.figure import Figure, median
from flows import deployments
from flows.launch import Launcher
from flows.prefect_api import PrefectLacksError
from flows.reconcile import reconcile
from flows.surroundings import worker_environment
from lifecycle.driving.driving import driven
from lifecycle.wake import wake
from storage.database import Database
from storage.migrate import upgrade
from storage.tables.projects import Project
from tests.flow.prefect_house import PrefectServer, WorkerProcess, now, until
from tests.world import World, settled

WAKES = 20
WAITING = 100
STOCK_WAKES = 3
STOCK_POOL = "stock"


def run() -> list[Figure]:
    """Measure on a Prefect server of its own, SQLite both."""
    with tempfile.TemporaryDirectory() as folder:
        server = PrefectServer(Path(folder) / "prefect" / "home")
        server.start()
        database = Database(f"sqlite:///{folder}/data/jalon.db")
        (Path(folder) / "data").mkdir()
        upgrade(database)
        world = settled(database, Path(folder) / "data")
        world.at = now() - timedelta(hours=1)
        try:
            return [*_wakes(world, server), *_many(world, server)]
        finally:
            server.close()
            database.dispose()


def _wakes(world: World, server: PrefectServer) -> list[Figure]:
    project_id = world.project("WAKE")
    with _worker(world, server) as launcher:
        launcher.nudge_waiting()
        _until_suspended(launcher, project_id)
        _timed_wake(world, launcher, project_id)
        spent = [_timed_wake(world, launcher, project_id) for _ in range(WAKES)]
        bare = _bare(world, server)
    stock = _stock_wakes(world, server, project_id)
    how = f"accepted nudge to Suspended again, a step, tags and artifact; median of {WAKES}"
    return [
        Figure("wake of a lifecycle", median(spent), "s", None, how),
        Figure("bare flow run that does nothing", median(bare), "s", None, f"median of {WAKES}"),
        Figure("wake against a bare flow run", median(spent) / median(bare), "x", 3, how),
        Figure(
            "the same wake by Prefect's process worker",
            median(stock),
            "s",
            None,
            f"polling each second; median of {STOCK_WAKES}",
        ),
        Figure(
            "our wake's share of the process worker's",
            100 * median(spent) / median(stock),
            "%",
            10,
            "the two medians",
        ),
    ]


def _many(world: World, server: PrefectServer) -> list[Figure]:
    before = _bytes(world, server)
    for number in range(WAITING):
        world.project(f"P{number}")
    with _worker(world, server) as launcher:
        start = time.perf_counter()
        while launcher.nudge_waiting():
            continue
        started = time.perf_counter() - start
        _until_all_wait(server, WAITING + 1)
        shown = time.perf_counter() - start
        weight = (_bytes(world, server) - before) / WAITING
        server.lose_everything()
        start = time.perf_counter()
        done = reconcile(launcher)
        restored = time.perf_counter() - start
        assert done.started == WAITING + 1
        _until_all_wait(server, WAITING + 1)
        back = time.perf_counter() - start
    return [
        Figure(
            "a project waiting for its first package",
            weight / 1000,
            "kB",
            40,
            f"both databases on disk, {WAITING} projects",
        ),
        Figure(f"start {WAITING} lifecycles", started, "s", None, "one nudge for each"),
        Figure(f"{WAITING} lifecycles started and shown", shown, "s", None, "all are Suspended"),
        Figure(
            f"reconcile {WAITING} after Prefect's database is lost",
            restored,
            "s",
            None,
            "each has one live run again",
        ),
        Figure(f"{WAITING} lifecycles shown again", back, "s", None, "all are Suspended again"),
    ]


@contextmanager
def _worker(world: World, server: PrefectServer) -> Generator[Launcher]:
    worker = WorkerProcess(world.installation, server.address)
    try:
        yield Launcher(server.api, world.installation, now, told=worker.tell)
    finally:
        worker.stop()


def _timed_wake(world: World, launcher: Launcher, project_id: UUID) -> float:
    """Have a hold end today, wake the run, and wait until it has reconvened and shown it."""
    with world.database.write() as session:
        project = session.get_one(Project, project_id)
        project.state, project.held_until = "held", now().date()
        wake(session, project_id, at=now())
    run_id = driven(world.database, project_id).run_id
    launcher.api.patch(f"flow_runs/{run_id}", {"tags": ["waiting-for:date"]})
    while not launcher.nudge(project_id):
        time.sleep(0.2)
    start = time.perf_counter()
    _until_suspended(launcher, project_id, seconds=120)
    spent = time.perf_counter() - start
    with world.database.read() as session:
        assert session.get_one(Project, project_id).state == "open"
    return spent


def _until_suspended(launcher: Launcher, project_id: UUID, *, seconds: float = 60) -> None:
    def is_suspended() -> bool:
        run_id = driven(launcher.database, project_id).run_id
        return bool(launcher.api.get(f"flow_runs/{run_id}")["state"]["name"] == "Suspended")

    until(is_suspended, "the run waits", seconds=seconds)


def _until_all_wait(server: PrefectServer, number: int) -> None:
    def waiting() -> bool:
        asked = {"flow_runs": {"state": {"name": {"any_": ["Suspended"]}}}}
        return bool(server.api.post("flow_runs/count", asked) == number)

    until(waiting, f"{number} runs wait", seconds=300)


def _bare(world: World, server: PrefectServer) -> list[float]:
    home = world.installation.place.data_dir / "bare"
    done = subprocess.run(
        [sys.executable, "-m", "bench.bare_flow", str(WAKES)],
        env=worker_environment(home, server.address),
        capture_output=True,
        check=True,
    )
    spent: list[float] = json.loads(done.stdout)
    return spent


def _stock_wakes(world: World, server: PrefectServer, project_id: UUID) -> list[float]:
    """Have Prefect's own process worker do the same, in its own pool."""
    try:
        server.api.get(f"work_pools/{STOCK_POOL}")
    except PrefectLacksError:
        server.api.post("work_pools/", {"name": STOCK_POOL, "type": "process"})
    deployment = deployments.ensure(server.api)
    server.api.patch(f"deployments/{deployment}", {"work_pool_name": STOCK_POOL})
    with _stock_worker(world, server):
        launcher = Launcher(server.api, world.installation, now)
        _move_to(launcher, project_id)
        spent = [_timed_wake(world, launcher, project_id) for _ in range(STOCK_WAKES)]
    server.api.patch(f"deployments/{deployment}", {"work_pool_name": deployments.POOL})
    _end(launcher, project_id)
    return spent


def _move_to(launcher: Launcher, project_id: UUID) -> None:
    """Give the project a fresh run, which the deployment puts into its present pool."""
    _end(launcher, project_id)
    _until_suspended(launcher, project_id, seconds=120)


def _end(launcher: Launcher, project_id: UUID) -> None:
    known = driven(launcher.database, project_id)
    assert known.run_id is not None
    launcher.api.end_run(known.run_id, "the bench moves it")
    launcher.start(known)


@contextmanager
def _stock_worker(world: World, server: PrefectServer) -> Generator[None]:
    place = world.installation.place
    process = subprocess.Popen(
        [sys.executable, "-m", "prefect", "worker", "start", "--pool", STOCK_POOL],
        env={
            **worker_environment(place.data_dir / "stock", server.address),
            "JALON_DATA_DIR": str(place.data_dir),
            "JALON_DATABASE_URL": place.database_url,
            "PREFECT_WORKER_QUERY_SECONDS": "1",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(60)


def _bytes(world: World, server: PrefectServer) -> int:
    """Return what both databases take on disk once their logs are taken in."""
    world.database.checkpoint()
    theirs = server.home / "prefect.db"
    until(_taken_in(theirs), "Prefect's log is taken in")
    ours = Path(world.database.url.removeprefix("sqlite:///"))
    return ours.stat().st_size + theirs.stat().st_size


def _taken_in(path: Path) -> Callable[[], bool]:
    def take_in() -> bool:
        with closing(sqlite3.connect(path, timeout=10)) as connection:
            busy, left, moved = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        return bool(busy == 0 and left == moved)

    return take_in
