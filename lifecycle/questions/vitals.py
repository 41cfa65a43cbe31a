"""How the installation fares, in figures only: no names, no codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.tables.letters import Letter
from storage.tables.projects import Drive, Project
from storage.tables.records import LedgerEntry
from storage.tables.reviews import Condition, Review


@dataclass(frozen=True, kw_only=True)
class Vitals:
    """Counts by state, and how long the oldest thing has waited, in seconds."""

    projects: Mapping[str, int]
    reviews: Mapping[str, int]
    letters: Mapping[str, int]
    conditions: Mapping[str, int]
    conditions_overdue: int
    work_due: int
    work_oldest_seconds: float
    nudges_due: int
    letters_oldest_seconds: float
    ledger_entries: int


def vitals(session: Session, *, at: datetime) -> Vitals:
    """Return the figures of this moment."""
    overdue = select(func.count()).where(Condition.state != "settled", Condition.due_on < at.date())
    return Vitals(
        projects=_by(session, Project.state),
        reviews=_by(session, Review.state),
        letters=_by(session, Letter.state),
        conditions=_by(session, Condition.state),
        conditions_overdue=session.scalar(overdue) or 0,
        work_due=session.scalar(select(func.count()).where(Drive.work_due <= at)) or 0,
        work_oldest_seconds=_since(session.scalar(select(func.min(Drive.work_due))), at),
        nudges_due=session.scalar(select(func.count()).where(Drive.nudge_due <= at)) or 0,
        letters_oldest_seconds=_since(
            session.scalar(select(func.min(Letter.posted_at)).where(Letter.state == "waiting")), at
        ),
        ledger_entries=session.scalar(select(func.max(LedgerEntry.seq))) or 0,
    )


def _by(session: Session, state: object) -> dict[str, int]:
    rows = session.execute(select(state, func.count()).group_by(state))  # type: ignore[call-overload]  # any column of text will do
    return {str(name): int(number) for name, number in rows}


def _since(then: datetime | None, at: datetime) -> float:
    return max(0.0, (at - then).total_seconds()) if then else 0.0
