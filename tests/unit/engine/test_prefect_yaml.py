"""``prefect.yaml`` says what Prefect understands, and what the product applies by itself."""

import inspect
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.cli.deploy._models import DeploymentConfig, PrefectYamlModel, WorkPoolConfig
from prefect.utilities.callables import parameter_schema
from pydantic import BaseModel

from flows import deployments

ROOT = Path(__file__).parents[3]


def written() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8")))


def unknown(said: dict[str, Any]) -> list[str]:
    """Return every key that Prefect's own models do not know; it would ignore them in silence."""
    found = strange(said, PrefectYamlModel)
    for deployment in said.get("deployments", []):
        found += strange(deployment, DeploymentConfig)
        found += strange(deployment.get("work_pool", {}), WorkPoolConfig)
    return found


def strange(said: dict[str, Any], model: type[BaseModel]) -> list[str]:
    known = {field.alias or name for name, field in model.model_fields.items()}
    return sorted(said.keys() - known)


def test_prefect_knows_every_key_and_takes_every_value() -> None:
    assert unknown(written()) == []
    PrefectYamlModel.model_validate(written())


@pytest.mark.parametrize(
    ("misspell", "found"),
    [
        (lambda said: said.update(deployment=[]), "deployment"),
        (lambda said: said["deployments"][0].update(entry_point="x"), "entry_point"),
        (lambda said: said["deployments"][0]["work_pool"].update(nmae="x"), "nmae"),
    ],
)
def test_a_misspelt_key_is_found(misspell: Any, found: str) -> None:
    said = written()
    misspell(said)

    assert unknown(said) == [found]


def test_it_says_what_the_product_applies_at_every_start() -> None:
    (deployment,) = written()["deployments"]

    assert deployment["name"] == deployments.DEPLOYMENT
    assert deployment["entrypoint"] == deployments.ENTRYPOINT
    assert deployment["work_pool"]["name"] == deployments.POOL
    assert deployment["description"] == deployments.DESCRIPTION
    assert written()["pull"] == []


def test_what_the_product_applies_is_the_flow_as_it_is() -> None:
    module, name = deployments.ENTRYPOINT.rsplit(".", 1)
    flow = getattr(import_module(module), name)

    assert flow.name == deployments.FLOW
    assert not inspect.iscoroutinefunction(flow.fn)
    assert (flow.retries, flow.persist_result) == (0, False)
    found = parameter_schema(flow.fn).model_dump()
    assert sorted(found["properties"]) == sorted(deployments.PARAMETERS["properties"])
    assert {key: each["type"] for key, each in found["properties"].items()} == {
        "project": "string",
        "epoch": "integer",
    }
