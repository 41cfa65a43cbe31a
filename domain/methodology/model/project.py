"""What a method asks of a project, and how it is fitted to one: attributes, classes, packs."""

from enum import StrEnum

from pydantic import Field

from domain.methodology.model.vocabulary import Expression, Id
from domain.text import Text
from domain.value import Value


class AttributeKind(StrEnum):
    """The type of an attribute in expressions."""

    YES_NO = "yes_no"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    TEXT = "text"
    CHOICE = "choice"


class Attribute(Value):
    """Something that the method wants to know of a project, as expressions may use it."""

    id: Id
    label: Text
    kind: AttributeKind
    choices: tuple[str, ...] = ()
    unit: str = ""


class Points(Value):
    """Points that a project gets in a score when something is true of it."""

    when: Expression
    points: int = Field(ge=-1000, le=1000)


class Score(Value):
    """A sum of points that classes and conditions may use as ``score.ID``."""

    id: Id
    label: Text
    points: tuple[Points, ...] = Field(min_length=1)
    source: str = ""


class ProjectClass(Value):
    """A class of projects. The first whose ``when`` holds is the project's, written heaviest first.

    The last one has no ``when``: it is the class of all others.
    """

    id: Id
    label: Text
    when: Expression | None = None
    source: str = ""


class Pack(Value):
    """A set of additions that a project takes on, by choice or when an expression is true.

    What belongs to it carries ``when: pack.ID``.
    """

    id: Id
    label: Text
    when: Expression | None = None
    source: str = ""


class Tolerance(Value):
    """How far a project may stray at a level before somebody above must know.

    ``breach.ID`` is true when ``measure`` is above ``limit``.
    """

    id: Id
    label: Text
    dimension: Id
    level: Id
    measure: Expression
    limit: Expression
    source: str = ""


class TailoringCode(StrEnum):
    """What tailoring does to an item."""

    WAIVER = "waiver"
    DEVIATION = "deviation"
    NOT_APPLICABLE = "not_applicable"
    ADD = "add"
    SKIP = "skip"


class TailoringWord(Value):
    """A way to tailor as the method names it, and the role that approves it."""

    id: Id
    code: TailoringCode
    label: Text
    approver: Id
    expires: bool = False
    source: str = ""


class Phase(Value):
    """A group of stages under one name."""

    id: Id
    label: Text


class Renamed(Value):
    """How ids of the version before are called in this one, from the old to the new."""

    gates: dict[Id, Id] = Field(default_factory=dict)
    stages: dict[Id, Id] = Field(default_factory=dict)
    deliverables: dict[Id, Id] = Field(default_factory=dict)
    criteria: dict[Id, Id] = Field(default_factory=dict)
    roles: dict[Id, Id] = Field(default_factory=dict)
