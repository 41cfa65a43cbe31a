"""The facts and the plan of an example project, and what follows from them."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from examples.write.network import Span, Step, WorkingDays, spans

Data = Mapping[str, Any]
HOURS = 8


class Project:
    """One example: its facts, its plan, its dates as planned and as they came."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.facts: Data = yaml.safe_load((folder / "project.yaml").read_text("utf-8"))
        self.plan: Data = yaml.safe_load((folder / "source" / "plan.yaml").read_text("utf-8"))
        self.words: Data = yaml.safe_load((folder / "source" / "words.yaml").read_text("utf-8"))
        self.language: str = self.facts["language"]
        self.groups: list[Data] = self.plan["wbs"]
        self.leaves: list[Data] = [leaf for group in self.groups for leaf in group["leaves"]]

    @cached_property
    def days(self) -> WorkingDays:
        """The working days of the project."""
        return WorkingDays(self.facts["start"], self.plan["holidays"])

    @cached_property
    def planned(self) -> Mapping[str, Span]:
        """The dates of the baseline."""
        return self.dates({})

    @cached_property
    def came(self) -> Mapping[str, Span]:
        """The dates as the work really went."""
        return self.dates({leaf["code"]: leaf["took"] for leaf in self.leaves if "took" in leaf})

    def dates(self, durations: Mapping[str, int]) -> Mapping[str, Span]:
        """Return the dates with other durations, in days, for some tasks."""
        return spans(self._steps(durations), self.days)

    def _steps(self, durations: Mapping[str, int]) -> list[Step]:
        steps = [
            Step(leaf["code"], durations.get(leaf["code"], leaf["days"]), tuple(leaf["after"]))
            for leaf in self.leaves
        ] + [Step(gate["code"], 0, tuple(gate["after"])) for gate in self.plan["milestones"]]
        placed, ordered = set[str](), list[Step]()
        while steps:
            ready = [step for step in steps if placed.issuperset(step.after)]
            ordered += ready
            placed |= {step.code for step in ready}
            steps = [step for step in steps if step.code not in placed]
        return ordered

    def labour(self, leaf: Data) -> int:
        """Return the cost of the hours that are planned for a task."""
        return self._paid(leaf["work"])

    def cost(self, leaf: Data) -> int:
        """Return the whole planned cost of a task: hours and purchases."""
        return self.labour(leaf) + int(leaf.get("buy", 0))

    def is_done(self, leaf: Data, day: date) -> bool:
        """Return whether a task has come to its end by a day."""
        return self.came[leaf["code"]].finish <= day

    def worked(self, leaf: Data, day: date) -> dict[str, int]:
        """Return the hours of a task by resource: as they were once it is done, else as planned."""
        other = leaf.get("worked", {}) if self.is_done(leaf, day) else {}
        return {**leaf["work"], **other}

    def spent(self, leaf: Data, day: date) -> int:
        """Return the cost of a task as known on a day: spent once it is done, else as planned."""
        over = int(leaf.get("over", 0)) if self.is_done(leaf, day) else 0
        return self._paid(self.worked(leaf, day)) + int(leaf.get("buy", 0)) + over

    def _paid(self, hours: Mapping[str, int]) -> int:
        rates = self.plan["resources"]
        return sum(count * int(rates[who]["rate"]) for who, count in hours.items())

    def changed(self, day: date) -> int:
        """Return the cost of the changes that were approved and done by a day."""
        return sum(int(leaf.get("over", 0)) for leaf in self.leaves if self.is_done(leaf, day))

    def drift(self, day: date) -> int:
        """Return by how much the tasks cost more than planned, as known on a day."""
        return sum(self.spent(leaf, day) - self.cost(leaf) for leaf in self.leaves)

    def group_cost(self, group: Data) -> int:
        """Return the cost of a branch of the breakdown: the sum of its tasks."""
        return sum(self.cost(leaf) for leaf in group["leaves"])

    @cached_property
    def accounts(self) -> int:
        """The sum of all tasks."""
        return sum(self.cost(leaf) for leaf in self.leaves)

    @property
    def baseline(self) -> int:
        """The cost baseline: the tasks and the contingency."""
        return self.accounts + int(self.plan["contingency"])

    @property
    def budget(self) -> int:
        """The authorised budget: the baseline and the management reserve."""
        return int(self.facts["budget"])

    @property
    def reserve(self) -> int:
        """The management reserve, outside the baseline."""
        return self.budget - self.baseline

    @cached_property
    def manager(self) -> Data:
        """The project manager, as the organisation lists them."""
        name = self.person("project-manager")["name"]
        return next(
            entry for entry in self.plan["organisation"].values() if entry["person"] == name
        )

    def person(self, role: str) -> Data:
        """Return the person who holds a role.

        Raises:
            KeyError: Nobody holds it.
        """
        for person in self.facts["people"]:
            if person["role"] == role:
                return dict(person)
        raise KeyError(role)

    def at(self, code: str) -> date:
        """Return the baseline date of a milestone."""
        return self.planned[code].finish
