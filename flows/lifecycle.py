"""The lifecycle of one project, from intake to closure, as one Prefect run.

The run holds nothing: it reads its place from the database at every start, does what comes
next, shows where the project stands, and suspends until it is woken. Whatever happens to it -
resumed for nothing, retried, cancelled, deleted, started twice - changes no decision.
"""

import os
from uuid import UUID, uuid4

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import ArtifactCreate
from prefect.client.schemas.filters import ArtifactCollectionFilter, ArtifactCollectionFilterKey
from prefect.client.schemas.objects import FlowRun
from prefect.context import FlowRunContext
from prefect.flow_runs import suspend_flow_run

from flows.place import installation, now
from lifecycle.driving.advance import Work, advance
from lifecycle.driving.driving import finished, takes_over
from lifecycle.driving.showing import Showing, showing

TROUBLE = "health:trouble"
"""The tag of a project whose step failed; the step is tried again after a while."""


@flow(name="lifecycle", persist_result=False, retries=0)
def lifecycle(project: str, epoch: int) -> None:
    """Take a project as far as it goes without people, then wait for them.

    ``epoch`` counts the runs of a project; a run of another epoch than the database knows
    drives nothing and ends.
    """
    run = _this_run()
    here, project_id = installation(), UUID(project)
    if not takes_over(here.database, project_id, epoch=epoch, run_id=run.id):
        get_run_logger().info("Another run drives this project.")
        return
    advanced = advance(here, project_id, clock=now, perform=perform, shows=True)
    shown = showing(here, project_id, public_url=os.environ.get("JALON_PUBLIC_URL", ""), at=now())
    _show(run, shown, changed=advanced.done > 0, trouble=advanced.failed)
    if shown.closed:
        finished(here.database, project_id)
        return
    suspend_flow_run(key=uuid4().hex)


def perform(work: Work) -> None:
    """Do a piece of work as a task of its name; nothing of it is cached or kept by Prefect."""

    @task(
        name=work.name.split(" ", maxsplit=1)[0],
        task_run_name=work.name,
        cache_policy=NO_CACHE,
        persist_result=False,
        retries=0,
    )
    def step() -> None:
        work.run()

    step()


def _show(run: FlowRun, shown: Showing, *, changed: bool, trouble: bool) -> None:
    tags = [*shown.tags, TROUBLE] if trouble else list(shown.tags)
    with get_client(sync_client=True) as client:
        if run.name != shown.name or set(run.tags) != set(tags):
            client.update_flow_run(run.id, name=shown.name, tags=tags)
        if not changed:
            kept = client.read_latest_artifacts(
                artifact_filter=ArtifactCollectionFilter(
                    key=ArtifactCollectionFilterKey(any_=[shown.artifact_key])
                )
            )
            changed = not kept or kept[0].data != shown.markdown
        if changed:
            client.create_artifact(
                ArtifactCreate(
                    key=shown.artifact_key,
                    type="markdown",
                    description=None,
                    data=shown.markdown,
                    flow_run_id=run.id,
                )
            )


def _this_run() -> FlowRun:
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        msg = "a lifecycle runs as a Prefect run only"
        raise RuntimeError(msg)
    return context.flow_run
