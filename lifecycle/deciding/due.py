"""Dates that come: a round's due date, the end of its grace, the end of a hold."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.review.tally import Standing
from lifecycle.deciding.close import close_if_decided, count, is_due
from lifecycle.ledger import record
from lifecycle.methods import method_of
from lifecycle.policies import policy_of
from lifecycle.wake import wake
from storage.database import Database, lock
from storage.failpoint import failpoint
from storage.tables.projects import Drive, Project
from storage.tables.reviews import Review


def close_due(session: Session, review_id: UUID, *, at: datetime) -> bool:
    """Close a round whose due date or grace has ended, if its quorum was met.

    Without quorum nothing is decided: silence is never consent (gate rule 17). The round
    stays open and the record says so once. Return whether the round closed.
    """
    found = session.get_one(Review, review_id)
    project: Project = lock(session, Project, found.project_id)
    review: Review = lock(session, Review, review_id)
    if review.state != "open":
        return False
    grace_over = review.closing_at is not None and review.closing_at <= at
    overdue = is_due(review, at=at)
    if not (grace_over or overdue):
        return False
    method = method_of(session, project.method_id)
    gate = policy_of(review)
    ends = overdue or count(session, review, gate).standing is Standing.CLOSED
    if ends:
        tally = close_if_decided(session, project, review, method, None, at=at, final=True)
        if tally.standing is Standing.CLOSED:
            return True
        if overdue and review.overdue_told_at is None:
            review.overdue_told_at = at
            record(
                session,
                "gate.overdue",
                None,
                {"gate": review.gate, "round": review.round, "standing": tally.standing}
                | {"rule": tally.rule, "voted": tally.voted, "quorum": tally.quorum},
                at=at,
                project_id=project.id,
            )
    if grace_over:
        review.closing_at = None
    failpoint("due.before-commit")
    return False


def fire_due(database: Database, *, at: datetime) -> int:
    """Wake every project for which a date has come and that is not awake; return how many."""
    with database.read() as session:
        due = _due(session, at)
    for project_id in due:
        with database.write() as session:
            wake(session, project_id, at=at)
    return len(due)


def _due(session: Session, at: datetime) -> list[UUID]:
    asleep = select(Drive.project_id).where(Drive.work_due.is_(None))
    rounds = select(Review.project_id).where(
        Review.project_id.in_(asleep),
        Review.state == "open",
        or_(
            Review.closing_at <= at,
            (Review.due_at <= at) & Review.overdue_told_at.is_(None) & Review.paused_at.is_(None),
        ),
    )
    holds = select(Project.id).where(
        Project.id.in_(asleep), Project.state == "held", Project.held_until <= at.date()
    )
    return sorted({*session.scalars(rounds), *session.scalars(holds)})
