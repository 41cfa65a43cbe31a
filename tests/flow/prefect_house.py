"""A real Prefect server and a real worker, as processes of their own, for tests to drive."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from typing_extensions import override

from flows.launch import Launcher
from flows.prefect_api import Address, PrefectApi
from flows.reconcile import ALIVE
from flows.surroundings import server_environment, worker_environment
from lifecycle.driving.driving import driven
from lifecycle.installation import Installation
from storage.tables.projects import Drive
from tests.service.walk.walker import Walker

START_WITHIN = 90.0
"""Seconds; a first start makes the tables, and the machine may be busy."""

AUTH = "jalon:a password for tests"


def now() -> datetime:
    return datetime.now(UTC)


def until(true: Callable[[], Any], what: str, *, seconds: float = 30.0) -> Any:
    """Wait for something that a real process is about to do; it has a deadline."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := true():
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds:.0f} s: {what}")


class PrefectServer:
    """One server on a port of its own; it can be stopped, lose its database, and come back."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.address = Address(f"http://127.0.0.1:{self.port}/api", AUTH)
        self.api = PrefectApi(self.address, timeout=20.0)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home.parent / "prefect.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [
                    sys.executable,
                    "-m",
                    "flows.server",
                    str(os.getpid()),
                    str(self._socket.fileno()),
                ],
                env=server_environment(self.home, self.address, self.port),
                stdout=log,
                stderr=log,
                pass_fds=[self._socket.fileno()],
            )
        quick = PrefectApi(self.address, timeout=1.0)
        until(quick.is_ready, "Prefect answers", seconds=START_WITHIN)
        quick.close()

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def lose_everything(self) -> None:
        """Stop, delete the database, and come back as a server that knows nothing."""
        self.stop()
        shutil.rmtree(self.home)
        self.start()

    def close(self) -> None:
        self.stop()
        self.api.close()
        self._socket.close()

    def runs(self) -> list[dict[str, Any]]:
        return list(self.api.every("flow_runs/filter", {"sort": "ID_DESC"}))

    def live_runs_of(self, project_id: UUID) -> list[dict[str, Any]]:
        return [
            run
            for run in self.runs()
            if run["parameters"].get("project") == str(project_id) and run["state_type"] in ALIVE
        ]


class WorkerProcess:
    """One worker on one installation, told of wakes as `jalon up` tells its own."""

    def __init__(self, installation: Installation, address: Address, *, fail_at: str = "") -> None:
        place = installation.place
        environment = {
            **worker_environment(place.data_dir / "prefect-worker", address),
            "JALON_DATA_DIR": str(place.data_dir),
            "JALON_DATABASE_URL": place.database_url,
            "JALON_PUBLIC_URL": "https://jalon.example.org",
            "JALON_FAIL_AT": fail_at,
        }
        with (place.data_dir / "worker.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", "flows.working", str(os.getpid())],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )

    def tell(self) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            assert self.is_dead()

    def is_dead(self) -> bool:
        return self._process.poll() is not None

    def stop(self) -> int:
        if self._process.poll() is None:
            self._process.terminate()
        code = self._process.wait(20)
        assert self._process.stdin is not None
        try:
            self._process.stdin.close()
        except BrokenPipeError:
            assert code != 0
        return code


class Driven(Walker):
    """An example project that Prefect drives: what follows an act is waited for."""

    launcher: Launcher

    @override
    def __setattr__(self, name: str, value: object) -> None:
        """Time passes by itself here: the clock of the worker is the real one."""
        super().__setattr__(name, now() if name == "at" else value)

    @override
    def go_on(self) -> None:
        self.at = now()
        self.launcher.nudge_waiting()
        until(self.is_still, f"{self.code} waits for people")

    def is_still(self) -> bool:
        """Whether nothing is left to do, and Prefect has shown it."""
        project_id = self.project().id
        with self.installation.database.read() as session:
            drive = session.get_one(Drive, project_id)
            if drive.work_due is not None or drive.run_id is None:
                return False
            run_id = drive.run_id
            if drive.nudge_due is not None:
                session.rollback()
                self.launcher.nudge_waiting()
                return False
        state = self.launcher.api.get(f"flow_runs/{run_id}")["state"]
        return bool(state["name"] == "Suspended" or state["type"] == "COMPLETED")

    def run(self) -> Mapping[str, Any]:
        """Return the run that drives the project."""
        known = driven(self.installation.database, self.project().id).run_id
        found: dict[str, Any] = self.launcher.api.get(f"flow_runs/{known}")
        return found
