"""Every open lifecycle has exactly one live run in Prefect, and no run drives anything else.

Prefect's database can be lost, restored from an old copy, or changed by anybody who may open
its pages; what is found wrong there is put right from ours.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flows import deployments
from flows.launch import Launcher
from flows.prefect_api import PrefectApi
from lifecycle.driving.driving import open_drives

log = logging.getLogger("jalon.flows")

STUCK = timedelta(minutes=5)
"""How long a run may be under way without suspending; a package is judged in seconds."""

FRESH = timedelta(seconds=30)
"""A run younger than this may have been started by somebody who has not noted it yet."""

UNDER_WAY = ("PENDING", "RUNNING", "CANCELLING")
ALIVE = ("SCHEDULED", "PAUSED", *UNDER_WAY)
BATCH = 50
"""Runs that are counted and noted in one transaction."""


@dataclass(frozen=True)
class Reconciled:
    """What was put right: runs that were started, and runs that drove nothing and were ended."""

    started: int
    ended: int


@dataclass(frozen=True)
class Run:
    """A run that has not come to its end, as Prefect tells of it."""

    run_id: UUID
    state: str
    reschedules: bool
    since: datetime
    created: datetime

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "Run":
        """Take what matters from Prefect's answer."""
        state = row["state"]
        return cls(
            run_id=UUID(row["id"]),
            state=state["type"],
            reschedules=bool(state["state_details"].get("pause_reschedule")),
            since=datetime.fromisoformat(state["timestamp"]),
            created=datetime.fromisoformat(row["created"]),
        )

    def is_sound(self, at: datetime, stuck_after: timedelta) -> bool:
        """Tell whether the run will go on: it waits to be woken, or works and is not stuck."""
        if self.state == "PAUSED":
            return self.reschedules
        return self.state not in UNDER_WAY or at - self.since < stuck_after


def reconcile(launcher: Launcher, *, stuck_after: timedelta = STUCK) -> Reconciled:
    """Give every open lifecycle its run, and end every other one. Again changes nothing.

    Raises:
        PrefectAwayError: Prefect does not answer, or refuses.
    """
    runs = {run.run_id: run for run in _alive(launcher.api)}
    at = launcher.clock()
    drives = open_drives(launcher.database)
    sound = {run.run_id for run in runs.values() if run.is_sound(at, stuck_after)}
    driverless = [drive for drive in drives if drive.run_id not in sound]
    known = {drive.run_id for drive in drives}
    dead = [
        run.run_id
        for run in runs.values()
        if (run.run_id in known and run.run_id not in sound)
        or (run.run_id not in known and at - run.created > FRESH)
    ]
    for start in range(0, len(driverless), BATCH):
        launcher.begin(driverless[start : start + BATCH])
    for run_id in dead:
        launcher.api.end_run(run_id, "it drives no lifecycle")
    if driverless:
        launcher.nudge_waiting()
    if driverless or dead:
        log.info("reconciled with Prefect: %d started, %d ended", len(driverless), len(dead))
    return Reconciled(len(driverless), len(dead))


def looks_right(launcher: Launcher) -> bool:
    """Tell, at the cost of one count, whether there are as many live runs as open lifecycles.

    Raises:
        PrefectAwayError: Prefect does not answer, or refuses.
    """
    if deployments.find(launcher.api) is None:
        return False
    live: int = launcher.api.post("flow_runs/count", _filter())
    return live == len(open_drives(launcher.database))


def _alive(api: PrefectApi) -> Iterable[Run]:
    rows = api.every("flow_runs/filter", {**_filter(), "sort": "ID_DESC"})
    return [Run.read(row) for row in rows]


def _filter() -> dict[str, Any]:
    return {
        "flows": {"name": {"any_": [deployments.FLOW]}},
        "deployments": {"name": {"any_": [deployments.DEPLOYMENT]}},
        "flow_runs": {"state": {"type": {"any_": list(ALIVE)}}},
    }
