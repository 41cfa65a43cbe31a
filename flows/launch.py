"""How the doors tell Prefect of a project: one request after the commit, best effort.

Prefect is never imported here, and nothing that a person waits for waits for it: what cannot
be told now stands in the database as due, and the pulse repeats it.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from flows import deployments
from flows.prefect_api import PrefectApi, PrefectAwayError, PrefectLacksError
from lifecycle.driving import (
    Driven,
    driven,
    new_epochs,
    nudge_failed,
    nudged,
    runs_started,
    waiting_nudges,
)
from storage.database import Database

log = logging.getLogger("jalon.flows")

TERMINAL = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
SOON = ("SCHEDULED", "PENDING")
"""A run in one of these states has not looked yet; it will see what there is to do."""


class Launcher:
    """Wakes the run of a project, or starts one where none is alive.

    ``told`` is called after a run was made ready to go on, so that a worker on the same
    machine need not wait for its next poll.
    """

    def __init__(
        self,
        api: PrefectApi,
        database: Database,
        clock: Callable[[], datetime],
        told: Callable[[], None] = lambda: None,
    ) -> None:
        self.api = api
        self.database = database
        self.clock = clock
        self.told = told
        self._deployment: UUID | None = None

    def nudge(self, project_id: UUID) -> bool:
        """Tell Prefect of one project; return whether it took note. Never raises for Prefect."""
        at = self.clock()
        project = driven(self.database, project_id)
        if project.finished:
            return False
        try:
            accepted = self._wake(project)
        except (PrefectAwayError, PrefectLacksError) as error:
            log.info("Prefect was not told of %s: %s", project.code, error)
            accepted = False
        if accepted:
            nudged(self.database, project_id, up_to=at)
            self.told()
        else:
            nudge_failed(self.database, project_id, at=self.clock())
        return accepted

    def nudge_waiting(self) -> int:
        """Tell Prefect of every project that is due; return of how many it took note."""
        waiting = waiting_nudges(self.database, at=self.clock())
        if not waiting or not self.api.is_ready():
            return 0
        return sum(self.nudge(project.project_id) for project in waiting)

    def start(self, project: Driven) -> UUID:
        """Start a run for a project, in a new epoch when the one that is known has ended.

        Starting it again in the same epoch gives the same run.

        Raises:
            PrefectAwayError: Prefect does not answer, or refuses.
        """
        epoch = project.epoch
        if project.run_id is not None or epoch == 0:
            epoch = new_epochs(self.database, [project.project_id])[project.project_id]
        run = self.create(project, epoch)
        if run["state_type"] in TERMINAL:
            epoch = new_epochs(self.database, [project.project_id])[project.project_id]
            run = self.create(project, epoch)
        run_id = UUID(run["id"])
        runs_started(self.database, {project.project_id: (epoch, run_id)})
        return run_id

    def create(self, project: Driven, epoch: int) -> dict[str, Any]:
        """Create the run of an epoch, which must be counted already; again gives the same run.

        Raises:
            PrefectAwayError: Prefect does not answer, or refuses.
        """
        body = {
            "name": project.code,
            "parameters": {"project": str(project.project_id), "epoch": epoch},
            "idempotency_key": f"{project.project_id}:{epoch}",
        }
        try:
            return self._create(body)
        except PrefectLacksError:
            # The deployment is gone, and with it perhaps the whole of Prefect's database.
            self._deployment = None
            return self._create(body)

    def _create(self, body: dict[str, Any]) -> dict[str, Any]:
        if self._deployment is None:
            self._deployment = deployments.ensure(self.api)
        made: dict[str, Any] = self.api.post(
            f"deployments/{self._deployment}/create_flow_run", body
        )
        return made

    def _wake(self, project: Driven) -> bool:
        if project.run_id is None:
            self.start(project)
            return True
        try:
            answer = self.api.post(f"flow_runs/{project.run_id}/resume", {})
            if answer["status"] == "ACCEPT":
                return True
            state = self.api.get(f"flow_runs/{project.run_id}")["state_type"]
        except PrefectLacksError:
            self.start(project)
            return True
        if state in TERMINAL:
            self.start(project)
            return True
        return state in SOON
