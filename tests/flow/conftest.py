"""Prefect's server, once for all tests that only use it; an installation; its worker."""

from collections.abc import Generator
from pathlib import Path

import pytest

from flows.launch import Launcher
from lifecycle.installation import Installation, Place
from storage.database import Database
from storage.files import FileStore
from storage.keys import create
from tests.flow.prefect_house import PrefectServer, WorkerProcess, now


@pytest.fixture(scope="session")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Generator[PrefectServer]:
    """A Prefect server with its own SQLite file, on a free port, behind a password."""
    server = PrefectServer(tmp_path_factory.mktemp("prefect") / "home")
    server.start()
    yield server
    server.close()


@pytest.fixture
def installation(database: Database, tmp_path: Path) -> Installation:
    """An installation with empty tables, once on each kind of database."""
    place = Place(tmp_path / "data", database.url)
    place.data_dir.mkdir()
    return Installation(
        place=place,
        database=database,
        files=FileStore(place.data_dir / "files"),
        keys=create(place.keys_file),
    )


@pytest.fixture
def worker(installation: Installation, prefect: PrefectServer) -> Generator[WorkerProcess]:
    """A worker on the installation."""
    process = WorkerProcess(installation, prefect.address)
    yield process
    process.stop()


@pytest.fixture
def launcher(installation: Installation, prefect: PrefectServer, worker: WorkerProcess) -> Launcher:
    """What wakes the runs of the installation, and tells the worker."""
    return Launcher(prefect.api, installation, now, told=worker.tell)
