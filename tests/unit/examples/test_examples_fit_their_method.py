"""Each example has a package for every gate of its method, and people for every role it asks."""

import re

import pytest
import yaml

from examples import library
from examples.write.project import Project
from tests.unit.examples.fitted import fitted_method

NAMES = library.names()


@pytest.mark.parametrize("name", NAMES)
def test_there_is_a_package_for_every_gate_in_order(name: str) -> None:
    wanted = [stage.gate for stage in fitted_method(name).stages]

    assert list(library.packages(name)) == wanted
    for folders in library.packages(name).values():
        assert all(any(folder.iterdir()) for folder in folders)


@pytest.mark.parametrize("name", NAMES)
def test_one_gate_has_a_revision_that_must_come_back(name: str) -> None:
    revisions = [len(folders) for folders in library.packages(name).values()]

    assert sorted(revisions)[-2:] == [1, 2]


@pytest.mark.parametrize("name", NAMES)
def test_somebody_holds_each_seat_of_the_method(name: str) -> None:
    project = Project(library.path(name))
    method = fitted_method(name)

    held = {person["role"] for person in project.facts["people"]}

    assert held >= {seat.role for gate in method.gates for seat in gate.committee.seats}
    assert held <= {role.id for role in method.roles}


@pytest.mark.parametrize("name", NAMES)
def test_the_last_milestone_comes_on_the_day_the_project_promises(name: str) -> None:
    project = Project(library.path(name))

    assert max(span.finish for span in project.planned.values()) == project.facts["finish"]
    assert max(span.finish for span in project.came.values()) == project.facts["finish"]


@pytest.mark.parametrize("name", NAMES)
def test_each_row_of_the_responsibility_matrix_has_one_who_answers(name: str) -> None:
    project = Project(library.path(name))

    for leaf in project.leaves:
        letters = [entry.split(":")[1] for entry in leaf["raci"].split()]
        assert letters.count("A") == 1, leaf["code"]
        assert "R" in letters, leaf["code"]


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_planned_for_more_hours_than_a_task_has(name: str) -> None:
    project = Project(library.path(name))

    for leaf in project.leaves:
        for who, hours in leaf["work"].items():
            units = project.plan["resources"][who]["units"]
            assert hours <= units * 8 * leaf["days"], (leaf["code"], who)


@pytest.mark.parametrize("name", NAMES)
def test_the_funding_adds_up_to_the_budget(name: str) -> None:
    project = Project(library.path(name))

    assert sum(amount for _, amount in project.plan["funding"]) == project.budget
    assert project.reserve > 0


@pytest.mark.parametrize("name", NAMES)
def test_what_tasks_cost_above_plan_are_the_approved_changes(name: str) -> None:
    project = Project(library.path(name))

    approved = sum(
        change["cost"]
        for change in project.plan["changes"]
        if change["decision"] in ("Approved", "Acceptée")
    )

    assert project.changed(project.facts["finish"]) == approved


@pytest.mark.parametrize("name", NAMES)
def test_work_and_decisions_fall_on_working_days(name: str) -> None:
    folder = library.path(name) / "source"
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))]
    plan = yaml.safe_load((folder / "plan.yaml").read_text("utf-8"))
    targets = {entry["date"] for entry in plan["benefits"]}

    days = {yaml.safe_load(day) for text in texts for day in re.findall(r"20\d\d-\d\d-\d\d", text)}

    assert [day for day in sorted(days - targets) if day.weekday() > 4] == []
