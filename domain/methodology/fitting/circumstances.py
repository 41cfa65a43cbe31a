"""What is known of a project when its method is fitted to it: values only, and a given day."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal as Number

from domain.decision import Decision
from domain.methodology.expressions import known
from domain.methodology.model.gate import Gate
from domain.methodology.model.project import TailoringCode
from domain.methodology.model.requirement import Criterion, Requirement
from domain.text import Text
from domain.value import Value

Known = known.Known
"""A value of an attribute or a fact."""

COMPLETE = ("COMPLETED", Decision.GO, Decision.CONDITIONAL_GO)
"""What a track may be closed as and still count as walked to its end."""


class Passed(Value):
    """A gate that was decided in favour, with what it asked then; the newest stands last.

    ``policy`` is the gate as frozen when its package was handed in; None if it was decided
    outside. ``klass`` is the class that the project had then; where it is not given, nothing is
    taken to have been missed.
    """

    gate: str
    stage: str
    code: Decision
    iteration: int = 1
    policy: Gate | None = None
    klass: str | None = None


class Tailored(Value):
    """An approved departure from the method, or an addition of the project's own.

    ``item`` is the id of a deliverable, a criterion or a gate; ``gate`` limits it to one gate.
    """

    code: TailoringCode
    item: str
    gate: str | None = None
    added: Requirement | Criterion | None = None
    approved_by: str = ""
    because: str = ""
    expires_on: date | None = None


class Child(Value):
    """A project on a track of this one: where it stands, and the gates that it has passed."""

    track: str
    code: str
    passed: frozenset[str] = frozenset()
    closed_as: str | None = None

    @property
    def is_complete(self) -> bool:
        """Whether it came to its end in favour: after its last gate, or by a go that closes."""
        return self.closed_as in COMPLETE

    @property
    def is_lost(self) -> bool:
        """Whether it was closed in another way, so that nothing is awaited of it any more."""
        return self.closed_as is not None and not self.is_complete


class Circumstances(Value):
    """All that the fitting of a method looks at.

    ``attributes`` holds what the method's attributes are on this project; ``budget``,
    ``currency``, ``start`` and ``finish`` are known of every project. ``facts`` are those of
    the package at hand, ``baseline`` those of the package that set the baseline. ``klass`` is
    the class set by hand, or None to work it out. ``planned`` are the dates of gates.
    """

    today: date
    stage: str
    iteration: int = 1
    track: str | None = None
    budget: Number | None = None
    currency: str = ""
    start: date | None = None
    finish: date | None = None
    klass: str | None = None
    attributes: Mapping[str, Known] = {}
    packs: frozenset[str] = frozenset()
    raised: frozenset[str] = frozenset()
    planned: Mapping[str, date] = {}
    passed: tuple[Passed, ...] = ()
    children: tuple[Child, ...] = ()
    tailoring: tuple[Tailored, ...] = ()
    facts: Mapping[str, Known] = {}
    baseline: Mapping[str, Known] = {}


class OpenGate(Value):
    """A gate that the project stands before. ``hindered`` says why no package may come yet.

    ``due`` is the day by which the package should be there; ``by`` names the event that opened
    the gate, or is empty.
    """

    gate: str
    stage: str
    ends_stage: bool
    by: str = ""
    hindered: Text = {}
    due: date | None = None
