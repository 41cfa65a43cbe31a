"""A vote as the rules see it: the seat, the value and what comes with it."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.decision import Decision
from domain.value import Value


class VoteValue(StrEnum):
    """What a voter may say (gate rule 16)."""

    APPROVE = "approve"
    APPROVE_WITH_CONDITIONS = "approve_with_conditions"
    REJECT = "reject"
    ABSTAIN = "abstain"
    RECUSE = "recuse"

    @property
    def approves(self) -> bool:
        """Whether the vote counts for the project going on."""
        return self in (VoteValue.APPROVE, VoteValue.APPROVE_WITH_CONDITIONS)


class ConditionAsked(Value):
    """A condition as its author writes it: who does what by when, shown how, checked by whom."""

    words: str
    owner_id: UUID
    verifier_id: UUID
    due_on: date
    evidence: str


class SeatHeld(Value):
    """A seat as frozen when the review opened."""

    seat_id: UUID
    weight: int = 1
    gating: bool = True
    mandatory: bool = False
    veto: bool = False
    chair: bool = False


class Ballot(Value):
    """The standing vote of a seat. ``casting`` is the chair's second act on a tie."""

    seat_id: UUID
    value: VoteValue
    instead: Decision | None = None
    until: date | None = None
    to_stage: str | None = None
    conditions: tuple[ConditionAsked, ...] = ()
    casting: bool = False
