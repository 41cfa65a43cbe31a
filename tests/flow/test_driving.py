"""Prefect drives a project through its gates, and shows it; whatever befalls its runs."""

import json
import subprocess
import sys
from typing import Any
from uuid import UUID

import pytest

from examples import library
from flows import deployments
from flows.launch import Launcher
from flows.reconcile import reconcile
from lifecycle.installation import Installation
from lifecycle.invariants import check_invariants
from tests.flow.prefect_house import Driven, PrefectServer, now, until
from tests.flow.product_house import environment

EXAMPLE = "chaleur-four-2"


@pytest.fixture
def project(installation: Installation, launcher: Launcher) -> Driven:
    """An example project that has entered and waits for its first package."""
    walker = Driven(installation, EXAMPLE)
    walker.launcher = launcher
    walker.enter()
    walker.go_on()
    return walker


def package(gate: str) -> Any:
    return library.packages(EXAMPLE)[gate][-1]


def starts_of(prefect: PrefectServer, run_id: str) -> int:
    states = prefect.api.get(f"flow_run_states/?flow_run_id={run_id}")
    return sum(1 for state in states if state["type"] == "RUNNING")


def test_a_gate_is_passed_and_shown_without_a_name_or_a_free_word(
    prefect: PrefectServer, project: Driven
) -> None:
    entered = project.run()
    assert (entered["name"], entered["state"]["name"]) == ("CHALEUR-F2", "Suspended")
    assert {"gate:G0", "waiting-for:package"} <= set(entered["tags"])

    review_id = project.hand_in(package("G0"))

    assert project.review(review_id).state == "open"
    assert {"methodology:jalon-standard@1", "waiting-for:votes"} <= set(project.run()["tags"])
    project.decide(review_id)
    assert project.review(review_id).carried_out_at is not None
    run = project.run()
    assert run["id"] == entered["id"]
    assert {"gate:G1", "waiting-for:package"} <= set(run["tags"])
    assert starts_of(prefect, run["id"]) == 2, "none at the entry, two for the gate"
    assert check_invariants(project.installation) == []
    seen = everything_prefect_knows(prefect, run["id"])
    tasks = until(lambda: names_of_tasks(prefect, run["id"]), "Prefect has noted the tasks")
    assert {"read G0", "judge G0 integration", "conclude G0", "ask G0", "carry out G0"} == set(
        tasks
    )
    assert "Decisions" in seen
    for person in project.facts["people"]:
        for word in (person["name"], person["email"], person["email"].split("@")[0]):
            assert word not in seen
    assert project.facts["name"] not in seen


def names_of_tasks(prefect: PrefectServer, run_id: str) -> list[str]:
    rows = prefect.api.every(
        "task_runs/filter", {"flow_runs": {"id": {"any_": [run_id]}}, "sort": "ID_DESC"}
    )
    names = [row["name"] for row in rows]
    return names if "carry out G0" in names else []


def everything_prefect_knows(prefect: PrefectServer, run_id: str) -> str:
    of_run = {"flow_runs": {"id": {"any_": [run_id]}}}
    return json.dumps(
        [
            prefect.api.get(f"flow_runs/{run_id}"),
            list(prefect.api.every("artifacts/filter", {**of_run, "sort": "ID_DESC"})),
            list(prefect.api.every("task_runs/filter", {**of_run, "sort": "ID_DESC"})),
            list(
                prefect.api.every(
                    "logs/filter",
                    {"logs": {"flow_run_id": {"any_": [run_id]}}, "sort": "TIMESTAMP_ASC"},
                )
            ),
        ],
        ensure_ascii=False,
    )


def press(prefect: PrefectServer, button: str, run_id: str) -> None:
    """Do to a run what anybody can who may open Prefect's pages."""
    path = f"flow_runs/{run_id}"
    state = {"force": True, "state": {"type": button, "name": button.capitalize()}}
    if button == "RESUME":
        prefect.api.post(f"{path}/resume", {})
    elif button == "DELETE":
        prefect.api._ask("DELETE", path, None)  # noqa: SLF001 - only a hostile visitor deletes
    elif button == "RETRY":
        state["state"] = {"type": "FAILED", "name": "Failed"}
        prefect.api.post(f"{path}/set_state", state)
        state["state"] = {"type": "SCHEDULED", "name": "AwaitingRetry"}
        prefect.api.post(f"{path}/set_state", {**state, "force": False})
    else:
        prefect.api.post(f"{path}/set_state", state)


BUTTONS = (
    "RESUME",
    "RETRY",
    "CANCELLED",
    "CRASHED",
    "FAILED",
    "COMPLETED",
    "PAUSED",
    "DELETE",
)


def test_whatever_is_pressed_on_runs_changes_no_verdict_and_the_lifecycle_goes_on(
    prefect: PrefectServer, project: Driven
) -> None:
    review_id = project.hand_in(package("G0"))
    before = project.review(review_id)

    for button in BUTTONS:
        press(prefect, button, project.run()["id"])
        project.launcher.told()
        reconcile(project.launcher)
        until(lambda: is_driven(prefect, project), f"one live run after {button}")
        after = project.review(review_id)
        assert (after.state, after.judgement) == ("open", before.judgement), button
        assert set(project.asked(review_id).values()) == {1}

    project.decide(review_id)

    assert project.review(review_id).code == "GO"
    assert set(project.told(review_id, "decision-asked").values()) == {1}
    assert check_invariants(project.installation) == []


def is_driven(prefect: PrefectServer, project: Driven) -> bool:
    """Tell whether exactly one live run is there, the one that we know, waiting."""
    live = prefect.live_runs_of(project.project().id)
    return [run["state"]["name"] for run in live] == ["Suspended"] and project.is_still()


def test_a_run_that_somebody_starts_by_hand_drives_nothing_and_ends(
    prefect: PrefectServer, project: Driven
) -> None:
    known, project_id = project.run()["id"], project.project().id
    deployment = deployments.find(prefect.api)
    body = {"parameters": {"project": str(project_id), "epoch": 99}, "name": "by-hand"}

    made = prefect.api.post(f"deployments/{deployment}/create_flow_run", body)
    project.launcher.told()

    until(lambda: ended(prefect, made["id"]), "the run of no epoch ends")
    assert [run["id"] for run in prefect.live_runs_of(project_id)] == [known]


def ended(prefect: PrefectServer, run_id: str) -> bool:
    return bool(prefect.api.get(f"flow_runs/{run_id}")["state_type"] == "COMPLETED")


def test_a_storm_of_wakes_is_one_wake_after_the_other(
    prefect: PrefectServer, project: Driven
) -> None:
    project_id: UUID = project.project().id
    for _ in range(12):
        press(prefect, "RESUME", project.run()["id"])
        project.launcher.told()

    review_id = project.hand_in(package("G0"))

    assert project.review(review_id).state == "open"
    assert len(prefect.live_runs_of(project_id)) == 1
    assert check_invariants(project.installation) == []


def test_a_worker_on_a_machine_of_its_own_finds_what_it_is_not_told_of(
    prefect: PrefectServer, installation: Installation
) -> None:
    place = installation.place
    own = environment(
        JALON_DATA_DIR=str(place.data_dir),
        JALON_DATABASE_URL=place.database_url,
        PREFECT_API_URL=prefect.address.url,
        PREFECT_API_AUTH_STRING=prefect.address.auth,
    )
    walker = Driven(installation, EXAMPLE)
    walker.launcher = Launcher(prefect.api, installation, now)
    walker.enter()
    with (place.data_dir / "worker.log").open("wb") as log:
        alone = subprocess.Popen(
            [sys.executable, "-m", "jalon", "worker"], env=own, stdout=log, stderr=log
        )

    try:
        review_id = walker.hand_in(package("G0"))
    finally:
        alone.terminate()
        code = alone.wait(20)

    assert walker.review(review_id).state == "open"
    assert code == 0
