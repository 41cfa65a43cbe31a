"""Claims: who takes the next step of a project, for how long, and what is left lying."""

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from lifecycle.installation import Installation
from storage.database import lock
from storage.tables.projects import Drive

LEASE = timedelta(seconds=30)
"""How long a claim holds unless it is renewed; a claimant that died is waited for no longer."""

RENEWAL = 10.0
"""Seconds between two renewals of a claim."""

PATIENCE = timedelta(seconds=10)
"""How long the pulse leaves a step to the lifecycle run before taking it itself."""

REST = timedelta(minutes=5)
"""How long a step that failed is left alone, unless somebody acts on the project before."""

BY_RUN, BY_PULSE = "run:", "pulse:"
"""How the names of claimants begin: lifecycle runs in a worker, or the pulse."""

RESTING = "resting"
"""The claimant of a project whose last step failed."""


def claimed_by_another(drive: Drive, claimant: str, at: datetime) -> bool:
    """Tell whether somebody else holds the next step of a project."""
    return (
        drive.claimant not in (None, claimant)
        and drive.claimed_until is not None
        and drive.claimed_until > at
    )


@contextmanager
def renewed(
    installation: Installation,
    project_id: UUID,
    *,
    clock: Callable[[], datetime],
    claimant: str,
    every: float = RENEWAL,
) -> Generator[None]:
    """Keep a claim alive, however long the step takes that is done inside."""
    over = threading.Event()

    def renew() -> None:
        while not over.wait(every):
            try:
                extend(installation, project_id, at=clock(), claimant=claimant)
            except SQLAlchemyError:
                # The database is away: the lease runs out, and the step is taken again.
                continue

    thread = threading.Thread(target=renew, name=f"claim {project_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def extend(installation: Installation, project_id: UUID, *, at: datetime, claimant: str) -> None:
    """Let a claim hold for another lease; a claim that was lost stays lost."""
    with installation.database.write() as session:
        drive: Drive | None = lock(session, Drive, project_id)
        if drive is not None and drive.claimant == claimant:
            drive.claimed_until = at + LEASE


def release_runs(installation: Installation) -> None:
    """Give up every claim of a lifecycle run: the only worker there was has ended."""
    with installation.database.write() as session:
        session.execute(
            update(Drive)
            .where(Drive.claimant.startswith(BY_RUN))
            .values(claimant=None, claimed_until=None)
        )


def rest(installation: Installation, project_id: UUID, *, at: datetime, claimant: str) -> None:
    """Leave a project alone for a while because its step failed."""
    with installation.database.write() as session:
        drive: Drive | None = lock(session, Drive, project_id)
        if drive is not None and drive.claimant == claimant:
            drive.claimant, drive.claimed_until = RESTING, at + REST


def left_lying(installation: Installation, *, at: datetime, limit: int = 20) -> list[UUID]:
    """Return the projects whose work nobody has claimed for ten seconds."""
    with installation.database.read() as session:
        return list(
            session.scalars(
                select(Drive.project_id)
                .where(
                    Drive.work_due <= at - PATIENCE,
                    or_(Drive.claimed_until.is_(None), Drive.claimed_until <= at),
                )
                .order_by(Drive.work_due)
                .limit(limit)
            )
        )
