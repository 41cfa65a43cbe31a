"""A vote as the rules see it: the seat, the value and what comes with it."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal as Number
from enum import StrEnum
from uuid import UUID

from domain.decision import Decision
from domain.methodology.model.committee import SeatKind
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
    """A seat as frozen when the review opened. ``order`` says when it speaks."""

    seat_id: UUID
    roles: tuple[str, ...] = ()
    weight: int = 1
    kind: SeatKind = SeatKind.GATING
    mandatory: bool = False
    veto: bool = False
    chair: bool = False
    order: int = 1

    @property
    def is_gating(self) -> bool:
        """Whether its vote counts."""
        return self.kind is SeatKind.GATING

    @property
    def is_awaited(self) -> bool:
        """Whether the round waits for it: its vote counts, or its dissent would."""
        return self.kind in (SeatKind.GATING, SeatKind.CONCURRING)

    def is_among(self, roles: tuple[str, ...]) -> bool:
        """Tell whether it gives what only these roles give; none named means all awaited."""
        return bool(set(self.roles) & set(roles)) if roles else self.is_awaited


class Ballot(Value):
    """The standing vote of a seat. ``casting`` is the chair's second act on a tie.

    ``scores``, ``answers`` and ``ratings`` are by the id of a criterion or a rating.
    ``answers_dissent`` says that the vote answers the dissents that stood when it was cast.
    """

    seat_id: UUID
    value: VoteValue
    instead: Decision | None = None
    until: date | None = None
    to_stage: str | None = None
    conditions: tuple[ConditionAsked, ...] = ()
    casting: bool = False
    vote_id: UUID | None = None
    cast_at: datetime | None = None
    scores: Mapping[str, Number] = {}
    answers: Mapping[str, bool] = {}
    ratings: Mapping[str, str] = {}
    answers_dissent: bool = False
