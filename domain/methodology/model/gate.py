"""A decision point, and the spans of work that end at one."""

from typing import Literal

from pydantic import Field

from domain.methodology.model.committee import Committee
from domain.methodology.model.requirement import Criterion, Rating, Requirement, Scorecard
from domain.methodology.model.vocabulary import Expression, Id
from domain.text import Text
from domain.value import Value


class Join(Value):
    """What a gate awaits of the tracks that the project split into.

    ``gate`` is the gate that each must have passed, or None for its whole track; ``need`` is
    ``all``, ``any``, or a number of them. Where the track's ``when`` is false, nothing is awaited.
    """

    track: Id
    gate: Id | None = None
    need: Literal["all", "any"] | int = "all"


class Gate(Value):
    """A decision point.

    ``after`` names gates that must have been passed before a package may be handed in.
    ``merges`` takes over what other gates ask, which then are no gates of their own; one
    decision is recorded for each. ``decide_when`` is the window outside which no vote counts.
    ``lead_days`` are the working days before the planned date at which the package is due.
    ``skippable`` allows a project to skip it; what it asks then rolls into the next gate.
    """

    id: Id
    label: Text
    question: Text
    when: Expression | None = None
    requirements: tuple[Requirement, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    scorecard: Scorecard | None = None
    ratings: tuple[Rating, ...] = ()
    committee: Committee
    decisions: tuple[Id, ...] = ()
    after: tuple[Id, ...] = ()
    joins: tuple[Join, ...] = ()
    merges: tuple[Id, ...] = ()
    decide_when: Expression | None = None
    lead_days: int = Field(default=0, ge=0, le=1000)
    skippable: bool = False
    sets_baseline: bool = False
    informs: tuple[Id, ...] = Field(default=(), description="roles told of the decision")
    source: str = ""


class Stage(Value):
    """A span of work that ends at a gate.

    ``also`` names gates inside it, to be passed before its end in any order. ``replaces`` puts
    it in the place of others wherever ``when`` holds. ``repeat_until`` opens the stage again
    at each go until it is true. ``tracks`` are begun with the stage.
    """

    id: Id
    label: Text
    gate: Id
    also: tuple[Id, ...] = ()
    phase: Id | None = None
    when: Expression | None = None
    replaces: tuple[Id, ...] = ()
    repeat_until: Expression | None = None
    tracks: tuple[Id, ...] = ()
    source: str = ""


class Track(Value):
    """Stages that run beside the others, once or for each contractor or subproject.

    It walks stages of its own, or another method from its first stage to its last. Where
    ``when`` is false no stage begins it and no gate awaits it.
    """

    id: Id
    label: Text
    when: Expression | None = None
    many: bool = False
    stages: tuple[Stage, ...] = ()
    method: Id | None = None


class Event(Value):
    """Something that opens a gate out of turn: when an expression is true, or when it is raised.

    The gate must be passed before the stage can end.
    """

    id: Id
    label: Text
    gate: Id
    when: Expression | None = None
    source: str = ""
