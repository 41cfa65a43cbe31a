"""The words of a method: areas, roles, ladders of maturity, decisions with their effect.

Every name that appears here is an id chosen by the method; no code knows a gate by name.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from domain.decision import Decision
from domain.text import Text
from domain.value import Value

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,63}$")]


def as_expression(value: object) -> object:
    """Return a number, true or false as an expression that is this value, all else as it is."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return format(Decimal(repr(value)), "f")
    return value


Expression = Annotated[
    str, StringConstraints(min_length=1, max_length=2000), BeforeValidator(as_expression)
]
"""A condition or a quantity over attributes and facts, such as ``budget > 1000000``."""


class Effect(StrEnum):
    """Where a decision takes the project."""

    NEXT = "next"
    STAY = "stay"
    BACK = "back"
    CLOSE = "close"
    HOLD_UNTIL = "hold_until"


class Area(Value):
    """One entry of a taxonomy, such as a knowledge area."""

    id: Id
    label: Text


class Taxonomy(Value):
    """A second way to file the same deliverables, such as the five cases of a business case."""

    id: Id
    label: Text
    areas: tuple[Area, ...] = Field(min_length=1)
    source: str = ""


class Role(Value):
    """A role that a person holds on a project, such as sponsor.

    ``independent`` says that who holds it holds no other role on the same project.
    """

    id: Id
    label: Text
    independent: bool = False


class Apart(Value):
    """Roles that one person never holds together on a project."""

    roles: tuple[Id, ...] = Field(min_length=2)
    source: str = ""


class Level(Value):
    """One level of maturity; ``words`` name it in documents, in any language."""

    id: Id
    label: Text
    words: tuple[str, ...] = ()


class Ladder(Value):
    """A scale of maturity: named levels, lowest first, or issues that only count.

    On a counted ladder no level is named: each gate asks for an issue higher than the last
    gate's. ``declared`` says that a document must say its own maturity.
    """

    id: Id
    levels: tuple[Level, ...] = ()
    counted: bool = False
    declared: bool = False


class DecisionWord(Value):
    """A decision as the method names it, mapped onto a stable code, with its effect."""

    id: Id
    code: Decision
    label: Text
    effect: Effect
    back: int = Field(default=0, ge=0, description="stages back for the effect back")
    fields: tuple[Literal["reason", "conditions", "until", "to_stage"], ...] = ()
