"""How the doors tell Prefect of a project: one request after the commit, best effort.

Prefect is never imported here, and nothing that a person waits for waits for it: what cannot
be told now stands in the database as due, and the pulse repeats it.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from flows import deployments
from flows.prefect_api import PrefectApi, PrefectAwayError, PrefectLacksError
from lifecycle.driving.advance import has_work
from lifecycle.driving.driving import (
    Driven,
    driven,
    new_epochs,
    nudge_failed,
    nudged,
    runs_started,
    waiting_nudges,
)
from lifecycle.driving.showing import Showing, showing
from lifecycle.installation import Installation

log = logging.getLogger("jalon.flows")

TERMINAL = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
WAITING = {
    "type": "PAUSED",
    "name": "Suspended",
    "state_details": {"pause_reschedule": True},
}
"""The state of a run that waits to be woken, as a suspended one has it."""

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
        installation: Installation,
        clock: Callable[[], datetime],
        *,
        public_url: str = "",
        told: Callable[[], None] = lambda: None,
    ) -> None:
        self.api = api
        self.installation = installation
        self.database = installation.database
        self.clock = clock
        self.told = told
        self._public_url = public_url
        self._deployment: UUID | None = None

    def nudge(self, project_id: UUID) -> bool:
        """Tell Prefect of a project that is due; return whether it took note.

        Never raises for Prefect. Where nothing is due, nothing is done.
        """
        project = driven(self.database, project_id)
        if project.finished or project.nudge_due is None:
            return False
        try:
            accepted = self._tell(project)
        except (PrefectAwayError, PrefectLacksError) as error:
            log.info("Prefect was not told of %s: %s", project.code, error)
            accepted = False
        if accepted:
            nudged(self.database, project)
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

        Starting it again in the same epoch gives the same run; when another process was
        faster, its run is given.

        Raises:
            PrefectAwayError: Prefect does not answer, or refuses, or another is at it.
        """
        for _ in range(2):
            self.begin([project])
            project = driven(self.database, project.project_id)
            if project.run_id is not None:
                return project.run_id
        msg = f"no run of {project.code} could be started"
        raise PrefectAwayError(msg)

    def begin(self, projects: Sequence[Driven]) -> set[UUID]:
        """Start a run for each project that has none, and return which of them have one now.

        Raises:
            PrefectAwayError: Prefect does not answer, or refuses.
        """
        epochs = {each.project_id: each.epoch for each in projects if _keeps_epoch(each)}
        rest = [each for each in projects if each.project_id not in epochs]
        epochs |= new_epochs(self.database, rest)
        runs: dict[UUID, tuple[int, UUID]] = {}
        for each in projects:
            epoch = epochs.get(each.project_id)
            if epoch is None:
                continue
            run = self._create(each, epoch)
            if run["state_type"] in TERMINAL:
                # Of this epoch's run nothing was known, and it has ended.
                new_epochs(self.database, [each])
            else:
                runs[each.project_id] = (epoch, UUID(run["id"]))
        noted = runs_started(self.database, runs, at=self.clock())
        for project_id in runs.keys() - noted:
            self.api.end_run(runs[project_id][1], "another run was faster")
        return noted

    def _create(self, project: Driven, epoch: int) -> dict[str, Any]:
        """Create the run of an epoch, which must be counted already; again gives the same run.

        The run begins as one that waits: where there is nothing to do it costs no start.
        """
        shown = self._showing(project)
        body = {
            "name": shown.name,
            "tags": list(shown.tags),
            "parameters": {"project": str(project.project_id), "epoch": epoch},
            "idempotency_key": f"{project.project_id}:{epoch}",
            "state": WAITING,
        }
        try:
            run = self._post_run(body)
        except PrefectLacksError:
            # The deployment is gone, and with it perhaps the whole of Prefect's database.
            self._deployment = None
            run = self._post_run(body)
        self._picture(UUID(run["id"]), shown)
        return run

    def _post_run(self, body: dict[str, Any]) -> dict[str, Any]:
        if self._deployment is None:
            self._deployment = deployments.ensure(self.api)
        made: dict[str, Any] = self.api.post(
            f"deployments/{self._deployment}/create_flow_run", body
        )
        return made

    def _tell(self, project: Driven) -> bool:
        """Have the run do what comes next; where nothing does, show where the project stands."""
        shown = self._showing(project)
        if shown.closed or has_work(self.database, project.project_id, at=self.clock()):
            return self._wake(project)
        if project.run_id is None:
            self.start(project)
            return True
        try:
            named = {"name": shown.name, "tags": list(shown.tags)}
            self.api.patch(f"flow_runs/{project.run_id}", named)
        except PrefectLacksError:
            self.start(project)
            return True
        self._picture(project.run_id, shown)
        return True

    def _wake(self, project: Driven) -> bool:
        run_id = project.run_id or self.start(project)
        taken = self._resume(run_id)
        if taken is None:
            taken = self._resume(self.start(driven(self.database, project.project_id)))
        if taken:
            self.told()
        return bool(taken)

    def _resume(self, run_id: UUID) -> bool | None:
        """Return whether a run will look at what there is to do; None if it has ended."""
        try:
            answer = self.api.post(f"flow_runs/{run_id}/resume", {})
            if answer["status"] == "ACCEPT":
                return True
            state = self.api.get(f"flow_runs/{run_id}")["state_type"]
        except PrefectLacksError:
            return None
        return None if state in TERMINAL else state in SOON

    def _picture(self, run_id: UUID, shown: Showing) -> None:
        """Put the gate's page beside the run."""
        self.api.post(
            "artifacts/",
            {
                "key": shown.artifact_key,
                "type": "markdown",
                "data": shown.markdown,
                "flow_run_id": str(run_id),
            },
        )

    def _showing(self, project: Driven) -> Showing:
        return showing(
            self.installation, project.project_id, public_url=self._public_url, at=self.clock()
        )


def _keeps_epoch(project: Driven) -> bool:
    """Tell whether an epoch was counted of which no run is known: it may stand in Prefect."""
    return project.run_id is None and project.epoch > 0
