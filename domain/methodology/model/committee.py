"""Who decides at a gate, and how votes become one decision."""

from datetime import timedelta
from enum import StrEnum
from typing import Literal

from pydantic import Field

from domain.decision import Decision
from domain.methodology.model.vocabulary import Expression, Id
from domain.value import Value


class SeatKind(StrEnum):
    """Whether a seat counts towards the decision, gives an opinion, or concurs formally.

    The no of a ``concurring`` seat does not count, but it stands in the record as a dissent
    that a go must answer.
    """

    GATING = "gating"
    ADVISORY = "advisory"
    CONCURRING = "concurring"


class Majority(StrEnum):
    """How the approving weight is compared with the voting weight (gate rule 18).

    ``count`` wants a number of approving seats, whatever their weight. With ``chair`` the chair
    decides alone after the others spoke.
    """

    SIMPLE = "simple"
    TWO_THIRDS = "two_thirds"
    UNANIMOUS = "unanimous"
    ANY_ONE = "any_one"
    COUNT = "count"
    CHAIR = "chair"


class Tie(StrEnum):
    """What an equal vote leads to (gate rule 19)."""

    CASTING_VOTE = "casting_vote"
    STATUS_QUO = "status_quo"
    ESCALATE = "escalate"


class Seat(Value):
    """A seat of the committee, filled by the holder of a role when the review opens.

    ``order`` says when it speaks: after every seat of a lower order. ``independent`` seats go
    to somebody who holds no other role on the project.
    """

    role: Id
    kind: SeatKind = SeatKind.GATING
    weight: int = Field(default=1, ge=1, le=100)
    mandatory: bool = False
    veto: bool = False
    chair: bool = False
    substitute: Id | None = None
    when: Expression | None = None
    order: int = Field(default=1, ge=1, le=9)
    independent: bool = False


class Committee(Value):
    """Who decides at a gate and how votes become one decision.

    ``quorum`` is the number of gating seats that must vote; 0 means all of them. ``approvals``
    is the number of them that must approve under the majority ``count``. Where conditional
    seats are not there, neither asks for more seats than there are. With ``joint_seats`` one
    person who holds several of the roles takes one seat with their weight; otherwise each seat
    needs somebody else.
    """

    seats: tuple[Seat, ...] = Field(min_length=1)
    quorum: int = Field(default=0, ge=0)
    majority: Majority = Majority.SIMPLE
    approvals: int = Field(default=0, ge=0)
    joint_seats: bool = False
    tie: Tie = Tie.STATUS_QUO
    when_rejected: Decision = Decision.RECYCLE
    channels: tuple[Literal["page", "api", "operator", "meeting"], ...] = ("page", "api")
    assurance: Literal["A", "B"] = "A"
    decide_within_days: int = Field(default=5, ge=1, le=1000, description="working days")
    hold_days: int = Field(
        default=20, ge=1, le=1000, description="working days when no date is given"
    )
    grace: timedelta = timedelta(0)
