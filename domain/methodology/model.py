"""A method as a PMO writes it: stages, gates, deliverables, roles and decisions, all data.

Every name that appears here is an id chosen by the method; no code knows a gate by name.
"""

from datetime import timedelta
from decimal import Decimal as Number
from enum import StrEnum
from typing import Annotated, Literal, TypeVar

from pydantic import Field, StringConstraints

from domain.decision import Decision
from domain.finding import Severity
from domain.text import Text
from domain.value import Value

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.-]{0,63}$")]


class Force(StrEnum):
    """How strongly a gate asks: a ``must`` blocks, a ``should`` is shown to the approvers."""

    MUST = "must"
    SHOULD = "should"


class SeatKind(StrEnum):
    """Whether a seat counts towards the decision or only gives an opinion."""

    GATING = "gating"
    ADVISORY = "advisory"


class Majority(StrEnum):
    """How the approving weight is compared with the voting weight (gate rule 18)."""

    SIMPLE = "simple"
    TWO_THIRDS = "two_thirds"
    UNANIMOUS = "unanimous"
    ANY_ONE = "any_one"


class Tie(StrEnum):
    """What an equal vote leads to (gate rule 19)."""

    CASTING_VOTE = "casting_vote"
    STATUS_QUO = "status_quo"
    ESCALATE = "escalate"


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


class Match(Value):
    """How a document is recognised as serving a deliverable, beside the manifest.

    ``roles`` are document roles of the reader (``cost``, ``risk``, ...); ``names`` are words
    looked for in file names, titles and headings, in any language.
    """

    roles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    section: bool = False


class Deliverable(Value):
    """A product that gates may ask for."""

    id: Id
    area: Id
    label: Text
    guidance: Text = {}
    ladder: Id = "standard"
    owner: Id | None = None
    match: Match = Match()
    protected: bool = False
    source: str = ""


class CheckUse(Value):
    """A soundness check of the catalogue, as this gate asks it of a deliverable."""

    check: str
    severity: Severity = Severity.BLOCKER
    settings: dict[str, str | int | bool | Number] = {}


class Requirement(Value):
    """What a gate asks of one deliverable: the force, the maturity, the checks.

    ``state`` marks a requirement met by a signed state instead of a file.
    """

    deliverable: Id
    force: Force = Force.MUST
    maturity: Id
    checks: tuple[CheckUse, ...] = ()
    state: bool = False
    source: str = ""


class Seat(Value):
    """A seat of the committee, filled by the holder of a role when the review opens."""

    role: Id
    kind: SeatKind = SeatKind.GATING
    weight: int = Field(default=1, ge=1, le=100)
    mandatory: bool = False
    veto: bool = False
    chair: bool = False
    substitute: Id | None = None


class Committee(Value):
    """Who decides at a gate and how votes become one decision.

    ``quorum`` is the number of gating seats that must vote; 0 means all of them.
    """

    seats: tuple[Seat, ...] = Field(min_length=1)
    quorum: int = Field(default=0, ge=0)
    majority: Majority = Majority.SIMPLE
    tie: Tie = Tie.STATUS_QUO
    when_rejected: Decision = Decision.RECYCLE
    channels: tuple[Literal["page", "api", "operator", "meeting"], ...] = ("page", "api")
    assurance: Literal["A", "B"] = "A"
    decide_within_days: int = Field(default=5, ge=1, description="working days")
    hold_days: int = Field(default=20, ge=1, description="working days when no date is given")
    grace: timedelta = timedelta(0)


class DecisionWord(Value):
    """A decision as the method names it, mapped onto a stable code, with its effect."""

    id: Id
    code: Decision
    label: Text
    effect: Effect
    back: int = Field(default=0, ge=0, description="stages back for the effect back")
    fields: tuple[Literal["reason", "conditions", "until", "to_stage"], ...] = ()


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


class Method(Value):
    """A whole method in one version. Stages run in the order in which they are written."""

    method: Id
    version: int = Field(ge=1)
    language: str = "en"
    label: Text
    source: str = ""
    manager: Id = Field(default="project-manager", description="the role that hands in packages")
    areas: tuple[Area, ...]
    ladders: tuple[Ladder, ...]
    roles: tuple[Role, ...]
    decisions: tuple[DecisionWord, ...]
    deliverables: tuple[Deliverable, ...]
    gates: tuple[Gate, ...] = Field(min_length=1)
    stages: tuple[Stage, ...] = Field(min_length=1)

    @property
    def name(self) -> str:
        """The method and its version, such as ``jalon-standard@1``."""
        return f"{self.method}@{self.version}"

    def stage(self, stage_id: str) -> Stage:
        """Return a stage by id.

        Raises:
            KeyError: The method has no such stage.
        """
        return _named(self.stages, stage_id)

    def gate(self, gate_id: str) -> Gate:
        """Return a gate by id.

        Raises:
            KeyError: The method has no such gate.
        """
        return _named(self.gates, gate_id)

    def deliverable(self, deliverable_id: str) -> Deliverable:
        """Return a deliverable by id.

        Raises:
            KeyError: The method has no such deliverable.
        """
        return _named(self.deliverables, deliverable_id)

    def role(self, role_id: str) -> Role:
        """Return a role by id.

        Raises:
            KeyError: The method has no such role.
        """
        return _named(self.roles, role_id)

    def area(self, area_id: str) -> Area:
        """Return an area of the taxonomy by id.

        Raises:
            KeyError: The method has no such area.
        """
        return _named(self.areas, area_id)

    def word(self, gate: Gate, code: Decision) -> DecisionWord | None:
        """Return the decision word that this gate uses for a code, or None if it does not."""
        allowed = gate.decisions or tuple(word.id for word in self.decisions)
        for word in self.decisions:
            if word.code is code and word.id in allowed:
                return word
        return None

    def after(self, stage_id: str) -> Stage | None:
        """Return the stage that follows, or None after the last."""
        ids = [stage.id for stage in self.stages]
        place = ids.index(stage_id) + 1
        return self.stages[place] if place < len(ids) else None

    def before(self, stage_id: str, back: int = 1) -> Stage:
        """Return the stage ``back`` places earlier, at least the first."""
        ids = [stage.id for stage in self.stages]
        return self.stages[max(0, ids.index(stage_id) - back)]


_Named = TypeVar("_Named", Stage, Gate, Deliverable, Role, Area)


def _named(items: tuple[_Named, ...], wanted: str) -> _Named:
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)
