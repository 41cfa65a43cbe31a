"""The words of a method: areas, roles, ladders of maturity, decisions with their effect.

Every name that appears here is an id chosen by the method; no code knows a gate by name.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from domain.decision import Decision
from domain.text import Text
from domain.value import Value

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,63}$")]


class Effect(StrEnum):
    """Where a decision takes the project."""

    NEXT = "next"
    STAY = "stay"
    BACK = "back"
    CLOSE = "close"
    HOLD_UNTIL = "hold_until"


class Area(Value):
    """One entry of the method's taxonomy, such as a knowledge area."""

    id: Id
    label: Text


class Role(Value):
    """A role that a person holds on a project, such as sponsor."""

    id: Id
    label: Text


class Ladder(Value):
    """An ordered scale of maturity, lowest first, such as outline, baseline, final."""

    id: Id
    levels: tuple[Area, ...] = Field(min_length=1)


class DecisionWord(Value):
    """A decision as the method names it, mapped onto a stable code, with its effect."""

    id: Id
    code: Decision
    label: Text
    effect: Effect
    back: int = Field(default=0, ge=0, description="stages back for the effect back")
    fields: tuple[Literal["reason", "conditions", "until", "to_stage"], ...] = ()
