"""What a gate asks: deliverables, how strongly and how mature, and criteria beside them."""

from datetime import timedelta
from decimal import Decimal as Number
from enum import StrEnum

from pydantic import Field

from domain.finding import Severity
from domain.methodology.model.criterion_tests import CriterionTest
from domain.methodology.model.vocabulary import Area, Expression, Id
from domain.text import Text
from domain.value import Value


class Force(StrEnum):
    """How strongly a gate asks: a ``must`` blocks, a ``should`` is shown to the approvers."""

    MUST = "must"
    SHOULD = "should"


class CheckUse(Value):
    """A soundness check of the catalogue, as this gate asks it of a deliverable."""

    check: str
    severity: Severity = Severity.BLOCKER
    settings: dict[str, str | int | bool | Number] = Field(default_factory=dict)


class Origin(Value):
    """Why something is asked at a gate that the method's text did not write there.

    ``kind`` is ``project``, ``rolled``, ``merged``, ``replaced`` or ``class``; ``name`` is the
    gate, the deliverable or the person that it came from. Jalon sets it, nobody writes it.
    """

    kind: str
    name: str = ""
    because: Text = Field(default_factory=dict)


class Requirement(Value):
    """What a gate asks of one deliverable, or of some of several.

    ``or_any_of`` names others that serve in its place; ``at_least`` so many of them all must be
    there. ``maturity`` is a level of the deliverable's ladder; on a counted ladder it is left
    out, and ``last_issue`` asks for the final one. ``reuse`` lets what an earlier gate accepted
    serve again, for ``fresh_within`` since its own date. ``ready_days`` are the working days
    before the gate at which it should have been there. ``state`` is the older way to say that
    the deliverable is signed.
    """

    deliverable: Id
    or_any_of: tuple[Id, ...] = ()
    at_least: int = Field(default=1, ge=1)
    force: Force = Force.MUST
    maturity: Id | None = None
    last_issue: bool = False
    checks: tuple[CheckUse, ...] = ()
    when: Expression | None = None
    tailorable: bool = True
    reuse: bool = False
    fresh_within: timedelta | None = None
    ready_days: int = Field(default=0, ge=0, le=1000)
    state: bool = False
    source: str = ""
    origin: Origin | None = None

    @property
    def choices(self) -> tuple[str, ...]:
        """The deliverables of which one or more must be there."""
        return (self.deliverable, *self.or_any_of)


class CriterionKind(StrEnum):
    """What a criterion is for: knock-out, worth points, before the gate, or after it."""

    MUST = "must"
    SHOULD = "should"
    ENTRANCE = "entrance"
    SUCCESS = "success"


class Scale(Value):
    """How voters score a criterion: from ``least`` to ``most``, with a weight."""

    least: int = 0
    most: int = 10
    weight: int = Field(default=1, ge=1, le=1000)
    at_least: Number | None = None


class Criterion(Value):
    """Something that must hold at a gate, beside its deliverables.

    It is judged by the expression ``holds`` or by a ``test``, scored by voters (``score``),
    answered yes or no by voters of the roles ``answered_by``, or else signed in the package like
    a state. Voters of ``scored_by`` score; nobody named means every seat.
    """

    id: Id
    kind: CriterionKind = CriterionKind.MUST
    area: Id | None = None
    label: Text
    guidance: Text = Field(default_factory=dict)
    when: Expression | None = None
    holds: Expression | None = None
    test: CriterionTest | None = None
    score: Scale | None = None
    scored_by: tuple[Id, ...] = ()
    answered_by: tuple[Id, ...] = ()
    severity: Severity = Severity.BLOCKER
    tailorable: bool = True
    source: str = ""
    origin: Origin | None = None

    @property
    def is_voted(self) -> bool:
        """Whether the voters answer it, not the package."""
        return self.is_answered or self.awaits_opinion

    @property
    def is_answered(self) -> bool:
        """Whether the voters score it, or answer it by yes or no."""
        return self.score is not None or bool(self.answered_by)

    @property
    def awaits_opinion(self) -> bool:
        """Whether it holds once a seat has spoken."""
        return self.test is not None and self.test.opinion_given is not None


class Scorecard(Value):
    """The weighted mean that a go needs, in per cent of the most that could be had."""

    at_least: Number = Field(ge=0, le=100)


class Rating(Value):
    """A judgement beside the decision on a scale of its own, such as delivery confidence.

    ``by`` names the roles that give it; nobody named means every seat.
    """

    id: Id
    label: Text
    levels: tuple[Area, ...] = Field(min_length=2)
    by: tuple[Id, ...] = ()
