"""A Prefect worker that executes runs in its own process, as threads: a wake costs no start.

It is a worker type like any other (``prefect worker start --type jalon``), found through the
entry point ``prefect.collections``. `jalon worker` runs the same class, and can be told of
wakes, so that it need not poll often.
"""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import local
from typing import Any
from uuid import UUID

from prefect.client.schemas.objects import FlowRun
from prefect.context import SyncClientContext
from prefect.exceptions import Abort, ObjectNotFound, Pause
from prefect.flow_engine import run_flow
from prefect.flows import Flow, load_flow_from_entrypoint
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.states import Pending
from prefect.types._datetime import now
from prefect.utilities.engine import propose_state
from prefect.workers.base import (
    BaseJobConfiguration,
    BaseVariables,
    BaseWorker,
    BaseWorkerResult,
)
from typing_extensions import override

from flows.deployments import POOL_TEMPLATE, POOL_TYPE

log = logging.getLogger("jalon.worker")

LANES = 2
"""Runs at a time; more of them only wait for one another in Prefect's SQLite file."""


class InProcessResult(BaseWorkerResult):
    """What became of a run that was executed here; its state stands in Prefect already."""


class InProcessWorker(BaseWorker[BaseJobConfiguration, BaseVariables, InProcessResult]):
    """Executes runs in threads of its own process, at most `LANES` at a time.

    Nothing is started for a run, hence nothing about a job is resolved, and no run is reported
    as submitted to an infrastructure: a run goes from scheduled to pending, which makes it
    ours, and on to running.
    """

    type = POOL_TYPE
    job_configuration = BaseJobConfiguration
    _description = "Execute flow runs inside the worker's own process."

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._lanes = self._limit or LANES
        self._threads = ThreadPoolExecutor(self._lanes, thread_name_prefix="lane")
        self._thread = local()
        self._tasks: list[asyncio.Task[None]] = []
        self._queue: asyncio.Queue[FlowRun] = asyncio.Queue()
        self._known: set[UUID] = set()
        self._told = asyncio.Event()
        self._skipped = False
        self._flows: dict[UUID, Flow[..., Any]] = {}

    @classmethod
    @override
    def get_default_base_job_template(cls) -> dict[str, Any]:
        """Return the template of a work pool: there is nothing to configure."""
        return POOL_TEMPLATE

    def tell(self) -> None:
        """Have the worker look for runs now; call it in the worker's event loop."""
        self._told.set()

    @override
    async def setup(self) -> None:
        """Begin to take runs."""
        await super().setup()
        self._tasks = [asyncio.create_task(self._lane()) for _ in range(self._lanes)]
        self._tasks.append(asyncio.create_task(self._listen()))

    @override
    async def teardown(self, *exc_info: Any) -> None:
        """Take no more runs; one that is under way ends on its own, or with the process."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._threads.shutdown(wait=False, cancel_futures=True)
        await super().teardown(*exc_info)

    @override
    async def get_and_submit_flow_runs(self) -> list[FlowRun]:
        """Fetch the runs that are due and hand them to the lanes."""
        self._last_polled_time = now("UTC")
        try:
            found = await self.client.get_scheduled_flow_runs_for_work_pool(
                work_pool_name=self._work_pool_name,
                work_queue_names=sorted(self._work_queues),
                scheduled_before=now("UTC"),
            )
        except ObjectNotFound:
            return []
        fresh = [each.flow_run for each in found if each.flow_run.id not in self._known]
        self._skipped = self._skipped or len(fresh) < len(found)
        for run in fresh:
            self._known.add(run.id)
            self._queue.put_nowait(run)
        return fresh

    @override
    async def run(
        self,
        flow_run: FlowRun,
        configuration: BaseJobConfiguration | None = None,
        task_status: Any = None,
    ) -> InProcessResult:
        """Execute a run to its end or its next wait."""
        if task_status is not None:
            task_status.started(str(flow_run.id))
        flow = await self._flow_of(flow_run)
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._threads, self._execute, flow, flow_run)
        return InProcessResult(status_code=0, identifier=str(flow_run.id))

    async def _listen(self) -> None:
        while True:
            await self._told.wait()
            self._told.clear()
            try:
                await self.get_and_submit_flow_runs()
            except Exception as error:  # noqa: BLE001 - the next poll repeats it
                log.info("Prefect could not be asked for runs: %s", error)

    async def _lane(self) -> None:
        while True:
            run = await self._queue.get()
            try:
                if await self._take(run):
                    await self.run(run)
            except Exception:  # one run that goes wrong stops no other
                log.exception("run %s went wrong", run.id)
            finally:
                self._known.discard(run.id)
                if self._skipped:
                    # It may have been woken again while it was on its way to its wait.
                    self._skipped = False
                    self.tell()

    async def _take(self, run: FlowRun) -> bool:
        """Make a run ours; tell whether it is, and not another worker's."""
        try:
            state = await propose_state(self.client, Pending(), flow_run_id=run.id)
        except (Abort, ObjectNotFound):
            return False
        return state.is_pending()

    async def _flow_of(self, run: FlowRun) -> Flow[..., Any]:
        """Return the flow that a run's deployment names; imported once."""
        if run.deployment_id is None:
            msg = f"run {run.id} belongs to no deployment"
            raise ValueError(msg)
        if run.deployment_id not in self._flows:
            deployment = await self.client.read_deployment(run.deployment_id)
            self._flows[run.deployment_id] = await asyncio.to_thread(
                load_flow_from_entrypoint, deployment.entrypoint or "", use_placeholder_flow=False
            )
        return self._flows[run.deployment_id]

    def _execute(self, flow: Flow[..., Any], run: FlowRun) -> None:
        """Execute a run in this thread.

        The engine opens a websocket for each run of a deployment, to be told when somebody
        suspends it from outside; that costs more than the whole rest of a wake, and ours
        suspend by themselves. So it is not told of the deployment.
        """
        self._settle_thread()
        try:
            run_flow(
                flow,
                flow_run=run.model_copy(update={"deployment_id": None}),
                return_type="state",
            )
        except (Pause, Abort):
            return

    def _settle_thread(self) -> None:
        """Give a thread one client for all its runs, and no heartbeats.

        A heartbeat thread makes each run wait for a second at its end; a run that dies here is
        found by our own reconciliation, without them.
        """
        if getattr(self._thread, "is_settled", False):
            return
        lasting = ExitStack()
        lasting.enter_context(temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}))
        lasting.enter_context(SyncClientContext())
        self._thread.lasting, self._thread.is_settled = lasting, True
