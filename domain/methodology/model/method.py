"""A whole method in one version."""

from typing import TypeVar

from pydantic import Field

from domain.decision import Decision
from domain.methodology.model.arbitration import Arbiter
from domain.methodology.model.deliverable import Deliverable
from domain.methodology.model.gate import Event, Gate, Stage, Track
from domain.methodology.model.project import (
    Attribute,
    Pack,
    Phase,
    ProjectClass,
    Renamed,
    Score,
    TailoringWord,
    Tolerance,
)
from domain.methodology.model.vocabulary import (
    Apart,
    Area,
    DecisionWord,
    Id,
    Ladder,
    Role,
    Taxonomy,
)
from domain.methodology.model.words import Words
from domain.text import Text
from domain.value import Value


class Method(Value):
    """A whole method in one version. Stages run in the order in which they are written.

    ``languages`` are those in which every label must have words; none named means the default
    language alone.
    """

    method: Id
    version: int = Field(ge=1)
    language: str = "en"
    languages: tuple[str, ...] = ()
    label: Text
    source: str = ""
    manager: Id = Field(default="project-manager", description="the role that hands in packages")
    renamed: Renamed = Renamed()
    words: Words = Words()
    attributes: tuple[Attribute, ...] = ()
    scores: tuple[Score, ...] = ()
    classes: tuple[ProjectClass, ...] = ()
    packs: tuple[Pack, ...] = ()
    tolerances: tuple[Tolerance, ...] = ()
    tailoring: tuple[TailoringWord, ...] = ()
    arbitration: tuple[Arbiter, ...] = ()
    areas: tuple[Area, ...]
    taxonomies: tuple[Taxonomy, ...] = ()
    ladders: tuple[Ladder, ...]
    roles: tuple[Role, ...]
    apart: tuple[Apart, ...] = ()
    decisions: tuple[DecisionWord, ...]
    deliverables: tuple[Deliverable, ...]
    gates: tuple[Gate, ...] = Field(min_length=1)
    phases: tuple[Phase, ...] = ()
    stages: tuple[Stage, ...] = Field(min_length=1)
    tracks: tuple[Track, ...] = ()
    events: tuple[Event, ...] = ()

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
