"""The parts that messages are made of: frozen facts, in which a person or a secret is a reference.

What stands in the outbox names people by id and holds free text sealed, so that a person who is
erased is erased there too. Both are looked up at the moment a letter is rendered.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from domain.decision import Decision
from domain.finding import Severity
from domain.text import Text
from domain.value import Value


class Named(Value):
    """A person, by id; the name is looked up when the letter is rendered."""

    person: UUID


class Sealed(Value):
    """Free text under the key of its owner; it is opened when the letter is rendered."""

    owner: UUID
    text: str


class Subject(Value):
    """The project that a letter is about. A confidential one is known by its code only."""

    code: str
    title: str = ""
    confidential: bool = False


class GateNamed(Value):
    """The gate, as the method calls it and asks it."""

    id: str
    label: Text
    question: Text


class SeatNamed(Value):
    """A seat and who holds it."""

    seat: Text
    person: Named


class Found(Value):
    """A finding as its reader must mend it: what, where, what was found, and the way to mend it."""

    check: str
    severity: Severity
    certain: bool = True
    deliverable: Text
    title: Text
    document: str = ""
    location: str = ""
    found: Text = {}
    fix: Text = {}


class Kind(StrEnum):
    """What a figure counts."""

    MONEY = "money"
    DAY = "day"
    NUMBER = "number"


class Figure(Value):
    """A figure read in a document: an amount with its currency, a day, or a number."""

    kind: Kind
    value: str
    unit: str = ""

    @property
    def amount(self) -> Decimal:
        """The value of a sum of money or a number."""
        return Decimal(self.value)

    @property
    def day(self) -> date:
        """The value of a day."""
        return date.fromisoformat(self.value)


class Axis(StrEnum):
    """The four axes on which projects are compared: quality, costs, delays, risks."""

    QUALITY = "quality"
    COST = "cost"
    DELAY = "delay"
    RISK = "risk"


class State(StrEnum):
    """How an axis stands: nothing open, something to watch, something that blocks."""

    GOOD = "good"
    WATCH = "watch"
    BAD = "bad"


class Gauge(Value):
    """One axis: its state by the checks of its area, and the figure that its documents give."""

    axis: Axis
    state: State
    passed: int
    asked: int
    figure: Figure | None = None
    planned: Figure | None = None


class ChangedFigure(Value):
    """A figure that differs from the one of the revision before."""

    axis: Axis
    before: Figure
    after: Figure


class Changed(Value):
    """What differs from the revision that was handed in before."""

    revision: int
    figures: tuple[ChangedFigure, ...] = ()
    mended: tuple[Text, ...] = ()
    opened: tuple[Text, ...] = ()
    documents: tuple[str, ...] = ()


class Choice(Value):
    """One answer that the gate allows, in the method's words."""

    code: Decision
    label: Text
    recommended: bool = False


class Recommended(Value):
    """What the checks recommend, with the counts that it rests on."""

    code: Decision
    label: Text
    passed: int
    asked: int
    major: int


class ConditionNamed(Value):
    """A condition of the decision, with who does it and who checks it."""

    number: int
    words: Sealed
    owner: Named
    verifier: Named
    due_on: date


class VoteNamed(Value):
    """How a seat voted, in the method's words."""

    seat: Text
    person: Named
    word: Text
    reason: Sealed | None = None


class DissentNamed(Value):
    """A formal dissent with the answer that the decision gave to it."""

    seat: Text
    person: Named
    reason: Sealed | None = None
    answer: Sealed | None = None
    answered_by: Named | None = None


class RatingNamed(Value):
    """A rating beside the decision: the most severe level that was given."""

    label: Text
    level: Text


class Counted(Value):
    """The count of a round."""

    approving: int
    rejecting: int
    voted: int
    quorum: int


class Next(StrEnum):
    """Where the decision takes the project."""

    STAGE = "stage"
    SAME = "same"
    BACK = "back"
    HELD = "held"
    COMPLETED = "completed"
    STOPPED = "stopped"
