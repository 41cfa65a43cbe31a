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


class WhenOverdue(StrEnum):
    """What a condition leads to that is still open ten working days after it was due.

    Before, its owner was reminded, and it was escalated. ``hold`` puts the project on hold.
    """

    ESCALATE = "escalate"
    HOLD = "hold"


class WhenResubmitted(StrEnum):
    """What becomes of the votes when another revision is handed in (gate rule 6).

    ``reset_all`` asks every seat again. With ``keep_unaffected`` a plain approval stands where
    nothing has changed of what the seat looks at; ``ask_affected`` does so too, and shows those
    who are asked again what they said before, so that they only confirm it. Who voted against,
    or under a condition, is always asked again.
    """

    RESET_ALL = "reset_all"
    KEEP_UNAFFECTED = "keep_unaffected"
    ASK_AFFECTED = "ask_affected"


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

    Days are working ones in the calendar of each person and in that of the committee, which is
    ``country`` and ``zone`` where it has one of its own. What nobody decides in time, and a tie
    to be escalated, go to ``escalate_to``, else to the PMO; so does the attempt after
    ``most_attempts``, where it is given.

    A vote that a secretary recorded in a meeting may be contested for the time of ``contest``;
    a round that it would close stays open until then.

    A delegate who holds a seat of their own votes for one of the two, unless ``two_votes``; the
    chair's casting vote is not cast by a delegate, unless ``casting_by_delegate``.
    """

    seats: tuple[Seat, ...] = Field(min_length=1)
    quorum: int = Field(default=0, ge=0)
    majority: Majority = Majority.SIMPLE
    approvals: int = Field(default=0, ge=0)
    joint_seats: bool = False
    two_votes: bool = False
    casting_by_delegate: bool = False
    tie: Tie = Tie.STATUS_QUO
    escalate_to: Id | None = None
    when_resubmitted: WhenResubmitted = WhenResubmitted.RESET_ALL
    when_overdue: WhenOverdue = WhenOverdue.ESCALATE
    most_attempts: int = Field(default=0, ge=0, le=100, description="0: without end")
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$", description="ISO 3166-1")
    zone: str | None = Field(default=None, pattern=r"^[A-Za-z0-9_+/-]+$", max_length=60)
    when_rejected: Decision = Decision.RECYCLE
    channels: tuple[Literal["page", "api", "operator", "meeting"], ...] = ("page", "api")
    assurance: Literal["A", "B"] = "A"
    decide_within_days: int = Field(default=5, ge=1, le=1000, description="working days")
    hold_days: int = Field(
        default=20, ge=1, le=1000, description="working days when no date is given"
    )
    grace: timedelta = timedelta(0)
    contest: timedelta = Field(
        default=timedelta(hours=24), ge=timedelta(0), description="for votes taken in a meeting"
    )
