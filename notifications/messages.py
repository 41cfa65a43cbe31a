"""Every message, and the facts that its words may use."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Self

from domain.decision import Decision
from domain.text import Text
from domain.value import Value
from notifications.facts import (
    Changed,
    Choice,
    ConditionNamed,
    Counted,
    DissentNamed,
    Found,
    GateNamed,
    Gauge,
    Named,
    Next,
    RatingNamed,
    Recommended,
    Sealed,
    SeatNamed,
    Subject,
    VoteNamed,
)


class Message(Value):
    """Base of all messages. ``name`` is also the folder of its templates."""

    name: ClassVar[str]
    about_gate: ClassVar[bool] = True
    """Whether the letter leads to the page of its gate, not to the one of the project."""

    lists: ClassVar[tuple[str, ...]] = ()
    """What a letter that comes out too long leaves to the page, the first before the next."""

    more: int = 0

    def shortened(self) -> Self | None:
        """Return the message with half of a list left to the page; None when nothing is left."""
        for name in self.lists:
            held = getattr(self, name)
            if held:
                kept = held[: len(held) // 2]
                more = self.more + len(held) - len(kept)
                return self.model_copy(update={name: kept, "more": more})
        return None


class ProjectMessage(Message):
    """Base of messages that are about one project."""

    project: Subject


class IdeaReceived(ProjectMessage):
    """A project entered: what we made of it, and what its first gate will ask."""

    name: ClassVar[str] = "idea-received"
    about_gate: ClassVar[bool] = False

    gate: GateNamed
    stage: Text
    method: Text
    first: bool
    proposer: Named
    own: bool
    asked: tuple[Text, ...] = ()


class PackageReturned(ProjectMessage):
    """A package came back: what is missing or unsound, where, and how to mend it."""

    name: ClassVar[str] = "package-returned"
    lists: ClassVar[tuple[str, ...]] = ("findings",)

    gate: GateNamed
    revision: int
    submitter: Named
    own: bool
    blocking: int
    passed: int
    asked: int
    findings: tuple[Found, ...] = ()


class DecisionAsked(ProjectMessage):
    """An approver is asked, with everything needed to answer from a phone."""

    name: ClassVar[str] = "decision-asked"
    lists: ClassVar[tuple[str, ...]] = ("findings",)

    gate: GateNamed
    seat: Text
    in_place_of: Named | None = None
    advisory: bool
    needed: bool
    quorum: int
    seats: int
    choose: bool
    revision: int
    sha256: str
    due_at: datetime
    manager: Named | None
    choices: tuple[Choice, ...]
    recommended: Recommended | None = None
    gauges: tuple[Gauge, ...] = ()
    changed: Changed | None = None
    findings: tuple[Found, ...] = ()
    ledger_head: str


class Audience(StrEnum):
    """As whom a person is told of a decision."""

    MANAGER = "manager"
    APPROVER = "approver"
    OWNER = "owner"
    INFORMED = "informed"


class DecisionAnnounced(ProjectMessage):
    """A gate was decided: what, what follows, and what the reader has to do now."""

    name: ClassVar[str] = "decision-announced"
    lists: ClassVar[tuple[str, ...]] = ("votes", "conditions")

    gate: GateNamed
    audience: Audience
    code: Decision
    word: Text
    revision: int
    decided_at: datetime
    next: Next
    stage: Text
    held_until: date | None = None
    counted: Counted | None = None
    ratings: tuple[RatingNamed, ...] = ()
    dissents: tuple[DissentNamed, ...] = ()
    votes: tuple[VoteNamed, ...] = ()
    conditions: tuple[ConditionNamed, ...] = ()
    mine: tuple[int, ...] = ()
    ledger_head: str


class NoLongerRequired(ProjectMessage):
    """A question that was put is void: the package was replaced or withdrawn."""

    name: ClassVar[str] = "no-longer-required"

    gate: GateNamed
    revision: int
    withdrawn: bool
    voted: bool


class NoticeKind(StrEnum):
    """What a notice tells of; its words stand under this name."""

    REMINDER = "reminder"
    LAST_REMINDER = "last-reminder"
    ESCALATED = "escalated"
    QUESTION_ASKED = "question-asked"
    QUESTION_ANSWERED = "question-answered"
    LATE_EVIDENCE = "late-evidence"
    CARRIED_VOTE = "carried-vote"
    MANY_ATTEMPTS = "many-attempts"
    DELEGATION_GIVEN = "delegation-given"
    DELEGATION_RECEIVED = "delegation-received"
    ASKED_AGAIN = "asked-again"
    DELEGATION_ENDED = "delegation-ended"
    CONDITION_DUE = "condition-due"
    CONDITION_OVERDUE = "condition-overdue"
    CONDITION_ESCALATED = "condition-escalated"
    CONDITION_CONSEQUENCE = "condition-consequence"
    ARBITRATION_ASKED = "arbitration-asked"
    ARBITRATION_REMINDER = "arbitration-reminder"
    ARBITRATION_ESCALATED = "arbitration-escalated"
    ARBITRATION_ANSWERED = "arbitration-answered"
    ARBITRATION_WITHDRAWN = "arbitration-withdrawn"
    PACKAGE_OUTDATED = "package-outdated"
    QUESTION_OVERDUE = "question-overdue"
    ORPHAN = "orphan"
    PROOF_OF_LIFE = "proof-of-life"
    SESSION_CALLED = "session-called"
    VOTE_RECORDED = "vote-recorded"
    VOTE_CONTESTED = "vote-contested"
    MINUTES = "minutes"
    OVERRIDE_ASKED = "override-asked"


class Notice(Message):
    """One thing that somebody must know or do, in a few lines; ``kind`` chooses its words.

    ``who`` acted, ``other`` is whom it concerns; ``quote`` is what a person wrote, ``items`` are
    lines of a list, and ``figures`` fill the places of the words by name. The letter leads to
    the request of number ``arbitration``, or to the ``session``, where one is given.
    """

    name: ClassVar[str] = "notice"
    lists: ClassVar[tuple[str, ...]] = ("items",)

    kind: NoticeKind
    project: Subject | None = None
    gate: GateNamed | None = None
    who: Named | None = None
    other: Named | None = None
    at: datetime | None = None
    since: date | None = None
    until: date | None = None
    figures: Mapping[str, int] = {}
    quote: Sealed | None = None
    items: tuple[Text, ...] = ()
    seats: tuple[SeatNamed, ...] = ()
    arbitration: int | None = None
    session: int | None = None


MESSAGES: Mapping[str, type[Message]] = {
    kind.name: kind
    for kind in (
        IdeaReceived,
        PackageReturned,
        DecisionAsked,
        DecisionAnnounced,
        NoLongerRequired,
        Notice,
    )
}
"""Every message by its name; the templates of each stand in the folder of that name."""


def message_of(name: str, facts: Mapping[str, Any]) -> Message:
    """Return a message from the facts that were kept.

    Raises:
        KeyError: There is no message of that name.
        ValidationError: The facts are not those of the message.
    """
    return MESSAGES[name].model_validate(facts)
