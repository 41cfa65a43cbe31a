"""What comes next for a project, said from the database alone, and claimed before it is done.

The lifecycle run and the pulse both ask here and do what they are given; every step looks at
the rows again under their locks, so a step that is done twice changes nothing.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from lifecycle.claims import BY_PULSE, BY_RUN, LEASE, claimed_by_another, renewed, rest
from lifecycle.deciding.ask import ask
from lifecycle.deciding.carry_out import carry_out, reconvene
from lifecycle.deciding.close import is_due
from lifecycle.deciding.due import close_due
from lifecycle.installation import Installation
from lifecycle.packages.judging import Judging
from storage.database import Database, lock
from storage.failpoint import failpoint
from storage.tables.projects import Drive, Project
from storage.tables.reviews import Review

log = logging.getLogger("jalon.lifecycle")

Clock = Callable[[], datetime]


class Work(NamedTuple):
    """One named piece of work; running it again does nothing more."""

    name: str
    run: Callable[[], None]


class Advanced(NamedTuple):
    """How far a project was taken: how many pieces of work were done, and if one failed."""

    done: int
    failed: bool


MOST_ROUNDS = 50
"""More rounds of work than one project ever has at once."""


def advance(
    installation: Installation,
    project_id: UUID,
    *,
    clock: Clock,
    perform: Callable[[Work], None],
    shows: bool = False,
) -> Advanced:
    """Do everything that comes next for a project, until it waits for people.

    A step that fails is logged and left alone for a while; nothing after it is tried.
    """
    claimant, done = f"{BY_RUN if shows else BY_PULSE}{uuid4().hex}", 0
    with renewed(installation, project_id, clock=clock, claimant=claimant):
        try:
            for _ in range(MOST_ROUNDS):
                works = next_work(
                    installation, project_id, clock=clock, claimant=claimant, shows=shows
                )
                if not works:
                    return Advanced(done, failed=False)
                for work in works:
                    perform(work)
                    done += 1
            log.error("project %s has work without end: %s", project_id, works[0].name)
        except Exception:  # whatever is wrong with one project, the others go on
            log.exception("a step of project %s failed after %d that did not", project_id, done)
        rest(installation, project_id, at=clock(), claimant=claimant)
        return Advanced(done, failed=True)


def next_work(
    installation: Installation,
    project_id: UUID,
    *,
    clock: Clock,
    claimant: str,
    shows: bool = False,
) -> tuple[Work, ...]:
    """Claim what comes next for a project and return it in order.

    It is empty when the project waits for people, is closed, or is claimed by somebody else.
    Who ``shows`` what was found in Prefect has no need to be told of what was found already.
    """
    at = clock()
    with installation.database.write() as session:
        drive: Drive | None = lock(session, Drive, project_id)
        if drive is None or claimed_by_another(drive, claimant, at):
            return ()
        found = _find(session, project_id, at)
        if found is None:
            drive.work_due = drive.claimant = drive.claimed_until = None
            if shows:
                drive.nudge_due, drive.nudge_tries = None, 0
            return ()
        drive.claimant, drive.claimed_until = claimant, at + LEASE
    failpoint("advance.claimed")
    return found(installation, clock)


def has_work(database: Database, project_id: UUID, *, at: datetime) -> bool:
    """Tell whether something comes next for a project now; note it when nothing does."""
    with database.write() as session:
        drive: Drive = lock(session, Drive, project_id)
        if _find(session, project_id, at) is not None:
            return True
        drive.work_due = None
        return False


Step = Callable[[Installation, Clock], tuple[Work, ...]]


def _find(session: Session, project_id: UUID, at: datetime) -> Step | None:
    review = session.scalar(
        select(Review)
        .where(
            Review.project_id == project_id,
            or_(
                Review.state.in_(("submitted", "judged", "open")),
                (Review.state == "decided") & Review.carried_out_at.is_(None),
            ),
        )
        .order_by(Review.submitted_at)
        .limit(1)
    )
    if review is not None:
        step = _step_of(review, at)
        if step is not None:
            return step
    project = session.get_one(Project, project_id)
    if project.state == "held" and project.held_until and project.held_until <= at.date():
        return _reconvening(project_id)
    return None


def _step_of(review: Review, at: datetime) -> Step | None:
    review_id, gate = review.id, review.gate
    if review.state == "submitted":
        return lambda installation, clock: _judging(installation, review_id, gate, clock)
    if review.state == "judged":
        return _single(f"ask {gate}", lambda session, now: ask(session, review_id, at=now))
    if review.state == "decided":
        return _single(
            f"carry out {gate}", lambda session, now: carry_out(session, review_id, at=now)
        )
    grace_over = review.closing_at is not None and review.closing_at <= at
    told = review.overdue_told_at is not None and review.closing_at is None
    if (grace_over or is_due(review, at=at)) and not told:
        return _single(f"close {gate}", lambda session, now: close_due(session, review_id, at=now))
    return None


def _single(name: str, act: Callable[[Session, datetime], object]) -> Step:
    def step(installation: Installation, clock: Clock) -> tuple[Work, ...]:
        def run() -> None:
            with installation.database.write() as session:
                act(session, clock())

        return (Work(name, run),)

    return step


def _reconvening(project_id: UUID) -> Step:
    return _single("reconvene", lambda session, now: reconvene(session, project_id, at=now))


def _judging(
    installation: Installation, review_id: UUID, gate: str, clock: Clock
) -> tuple[Work, ...]:
    judging = Judging(installation, review_id, clock)
    return (
        Work(f"read {gate}", judging.read),
        *(Work(f"judge {gate} {area}", judging.judge(area)) for area in judging.areas()),
        Work(f"conclude {gate}", judging.conclude),
    )
