"""A wait: who it is for, since when it stands, and when something happens next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.text import Text


class WaitKind(StrEnum):
    """What is waited for."""

    PACKAGE = "package"
    WORK = "work"
    VOTE = "vote"
    QUESTION = "question"
    CONDITION = "condition"
    CONTEST = "contest"
    TAILORING = "tailoring"
    ARBITRATION = "arbitration"
    DATE = "date"
    LETTER = "letter"
    CLOSING = "closing"


@dataclass(frozen=True, kw_only=True)
class Wait:
    """One open wait. Without owners it is an orphan; ``next_at`` is None where nothing is dated."""

    kind: WaitKind
    project: str
    gate: str
    what: Text
    owners: Sequence[str]
    since: datetime
    next_at: datetime | None
    overdue: bool = False
    by_itself: bool = False

    @property
    def orphan(self) -> bool:
        """Whether nobody is there who could end it, or the product itself stands still."""
        return self.overdue if self.by_itself else not self.owners
