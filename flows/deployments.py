"""What Prefect must know before it can drive: the flow, the work pool, the deployment.

It is applied at every start and whenever it is found missing. ``prefect.yaml`` says the same
to `prefect deploy`; what an operator changed there, such as the type of the pool, stands.
"""

from typing import Any
from uuid import UUID

from flows.prefect_api import PrefectApi, PrefectAwayError, PrefectLacksError

FLOW = "lifecycle"
DEPLOYMENT = "project"
ENTRYPOINT = "flows.lifecycle.lifecycle"
POOL = "lifecycles"
POOL_TYPE = "jalon"
DESCRIPTION = "One run for each project, from the first idea to closure."
PARAMETERS = {
    "title": "Parameters",
    "type": "object",
    "properties": {
        "project": {"position": 0, "title": "project", "type": "string"},
        "epoch": {"position": 1, "title": "epoch", "type": "integer"},
    },
    "required": ["project", "epoch"],
}
POOL_TEMPLATE: dict[str, Any] = {
    "job_configuration": {"name": "{{ name }}"},
    "variables": {
        "type": "object",
        "properties": {
            "name": {
                "title": "Name",
                "description": "Runs happen inside the worker; there is nothing to configure.",
                "type": "string",
            }
        },
    },
}
"""Prefect asks for at least one field."""


def ensure(api: PrefectApi) -> UUID:
    """Return the deployment of lifecycles, made or put right where that is needed.

    Raises:
        PrefectAwayError: Prefect does not answer, or refuses.
    """
    try:
        known = api.get(f"deployments/name/{FLOW}/{DEPLOYMENT}")
    except PrefectLacksError:
        return _apply(api)
    if known["entrypoint"] != ENTRYPOINT or known["pull_steps"]:
        api.patch(f"deployments/{known['id']}", {"entrypoint": ENTRYPOINT, "pull_steps": []})
    return UUID(known["id"])


def find(api: PrefectApi) -> UUID | None:
    """Return the deployment of lifecycles, or None when Prefect does not know it.

    Raises:
        PrefectAwayError: Prefect does not answer.
    """
    try:
        return UUID(api.get(f"deployments/name/{FLOW}/{DEPLOYMENT}")["id"])
    except PrefectLacksError:
        return None


def _apply(api: PrefectApi) -> UUID:
    try:
        _ensure_pool(api)
        flow = api.post("flows/", {"name": FLOW})
        made = api.post(
            "deployments/",
            {
                "name": DEPLOYMENT,
                "flow_id": flow["id"],
                "entrypoint": ENTRYPOINT,
                "pull_steps": [],
                "work_pool_name": POOL,
                "description": DESCRIPTION,
                "parameter_openapi_schema": PARAMETERS,
                "enforce_parameter_schema": True,
            },
        )
    except PrefectLacksError as error:
        raise PrefectAwayError(f"the deployment cannot be applied: {error}") from error
    return UUID(made["id"])


def _ensure_pool(api: PrefectApi) -> None:
    try:
        api.get(f"work_pools/{POOL}")
    except PrefectLacksError:
        _make_pool(api)


def _make_pool(api: PrefectApi) -> None:
    try:
        api.post(
            "work_pools/",
            {
                "name": POOL,
                "type": POOL_TYPE,
                "description": DESCRIPTION,
                "base_job_template": POOL_TEMPLATE,
            },
        )
    except PrefectAwayError:
        # A worker that starts at the same moment may have made it first; else this fails too.
        try:
            api.get(f"work_pools/{POOL}")
        except PrefectLacksError as error:
            raise PrefectAwayError(f"the work pool cannot be made: {error}") from error
