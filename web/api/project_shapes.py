"""What the interface takes and shows of projects."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from domain.authority import Act
from domain.decision import Decision
from domain.text import Text
from web.api.project_fitting import Fitting, OpenGate
from web.api.reading import Given, Shown

Scalar = str | bool | int | float | None
Line = Annotated[str, Field(max_length=400)]
"""A line of text: a name, a title, a place."""


class Outside(Given):
    """A gate that was decided before the project entered."""

    gate: Line
    decided_on: date
    decided_by: Line
    evidence: Line
    code: Decision = Decision.GO


class NewProject(Given):
    """What is known of a project when it enters; ``roles`` gives a role to a sign-in name."""

    code: Line
    title: Line
    method: Line
    stage: Line | None = None
    earlier: list[Outside] = Field(default=[], max_length=50)
    roles: dict[str, str] = Field(default={}, max_length=50)
    confidential: bool = False
    currency: str = Field(default="EUR", pattern=r"^[A-Z]{3}$")
    budget: Line | None = Field(default=None, description="an amount, such as 1200000.50")
    start: date | None = None
    finish: date | None = None
    klass: Line | None = Field(default=None, alias="class")
    attributes: dict[str, Scalar] = Field(default={}, max_length=100)
    packs: list[Line] = Field(default=[], max_length=50)


class Proposed(Shown):
    """A project that has entered."""

    code: str
    stage: str
    version: int


class Mark(Shown):
    """One gate of the strip: passed, current, ahead or stopped."""

    gate: str
    label: Text
    stage: Text
    state: str
    code: str | None
    word: Text | None
    decided_on: date | None
    outside: bool


class ProjectLine(Shown):
    """A project in a list."""

    code: str
    title: str
    state: str
    gate: str
    stage_label: Text
    waits_for: str
    marks: list[Mark]


class ProjectLines(Shown):
    """One page of projects; ``next`` is the cursor of the following page."""

    items: list[ProjectLine]
    next: str | None


class Passage(Shown):
    """A decision in the project's history."""

    number: int
    gate: str
    iteration: int
    code: str
    word: Text
    decided_on: date
    outside_by: str | None
    evidence: str | None


class RoleHeld(Shown):
    """A role of the method and the people who hold it here."""

    role: str
    label: Text
    holders: list[str]


class ProjectShown(Shown):
    """A project; ``may`` says what the reader may do to it."""

    code: str
    title: str
    state: str
    stage: str
    stage_label: Text
    stage_since: datetime
    gate: str
    gate_label: Text
    opened: list[OpenGate]
    iteration: int
    waits_for: str
    held_until: date | None
    closed_as: str | None
    confidential: bool
    budget: str | None
    currency: str
    start: date | None
    finish: date | None
    method: str
    manager: str
    marks: list[Mark]
    fitting: Fitting
    passages: list[Passage]
    roles: list[RoleHeld]
    may: list[Act]
    version: int
