"""A decision point, and the span of work that ends at it."""

from pydantic import Field

from domain.methodology.model.committee import Committee
from domain.methodology.model.requirement import Requirement
from domain.methodology.model.vocabulary import Id
from domain.text import Text
from domain.value import Value


class Gate(Value):
    """A decision point at the end of a stage."""

    id: Id
    label: Text
    question: Text
    requirements: tuple[Requirement, ...] = ()
    committee: Committee
    decisions: tuple[Id, ...] = ()
    sets_baseline: bool = False
    informs: tuple[Id, ...] = Field(default=(), description="roles told of the decision")
    source: str = ""


class Stage(Value):
    """A span of work that ends at a gate."""

    id: Id
    label: Text
    gate: Id
    source: str = ""
