"""Our worker is a type that Prefect finds by itself, with a pool that it takes."""

import tomllib
from importlib import import_module
from pathlib import Path

from prefect.client.schemas.actions import WorkPoolCreate
from prefect.workers.base import BaseWorker

from flows.deployments import POOL, POOL_TEMPLATE, POOL_TYPE
from flows.worker import InProcessWorker

ROOT = Path(__file__).parents[3]


def test_prefect_finds_the_type_by_its_name() -> None:
    assert BaseWorker.get_worker_class_from_type(POOL_TYPE) is InProcessWorker


def test_the_package_says_where_the_type_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    collections = project["entry-points"]["prefect.collections"]

    modules = [import_module(name) for name in collections.values()]

    assert InProcessWorker.__module__ in {module.__name__ for module in modules}


def test_a_pool_of_the_type_is_one_that_prefect_takes() -> None:
    made = WorkPoolCreate(name=POOL, type=POOL_TYPE, base_job_template=POOL_TEMPLATE)

    assert made.base_job_template == InProcessWorker.get_default_base_job_template()
