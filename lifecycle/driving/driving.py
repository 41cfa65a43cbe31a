"""What Prefect is told, and what is known of its runs; all of it can be lost and made again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.database import Database, lock
from storage.tables.projects import Drive, Project

LONGEST_NUDGE_WAIT = timedelta(seconds=60)


@dataclass(frozen=True)
class Driven:
    """A project as the driver knows it."""

    project_id: UUID
    code: str
    epoch: int
    run_id: UUID | None
    finished: bool
    nudge_due: datetime | None


def waiting_nudges(database: Database, *, at: datetime, limit: int = 100) -> list[Driven]:
    """Return the projects whose run is to be woken now, longest waiting first."""
    with database.read() as session:
        rows = session.execute(
            select(Drive, Project.code)
            .join(Project, Project.id == Drive.project_id)
            .where(Drive.nudge_due <= at)
            .order_by(Drive.nudge_due)
            .limit(limit)
        )
        return [_driven(drive, code) for drive, code in rows]


def driven(database: Database, project_id: UUID) -> Driven:
    """Return one project as the driver knows it."""
    with database.read() as session:
        drive = session.get_one(Drive, project_id)
        code = session.get_one(Project, project_id).code
        return _driven(drive, code)


def open_drives(database: Database) -> list[Driven]:
    """Return every project whose lifecycle is not finished for Prefect, by code."""
    with database.read() as session:
        rows = session.execute(
            select(Drive, Project.code)
            .join(Project, Project.id == Drive.project_id)
            .where(Drive.finished.is_(False))
            .order_by(Project.code)
        )
        return [_driven(drive, code) for drive, code in rows]


def nudged(database: Database, project: Driven) -> None:
    """Note that Prefect took a nudge; one that another act made due since then stands."""
    with database.write() as session:
        drive: Drive = lock(session, Drive, project.project_id)
        if drive.nudge_due == project.nudge_due:
            drive.nudge_due, drive.nudge_tries = None, 0


def nudge_failed(database: Database, project_id: UUID, *, at: datetime) -> None:
    """Note that Prefect could not be told; the next try waits longer, at most a minute."""
    with database.write() as session:
        drive: Drive = lock(session, Drive, project_id)
        if drive.nudge_due is not None:
            drive.nudge_tries += 1
            wait = timedelta(seconds=2 ** min(drive.nudge_tries, 6))
            drive.nudge_due = at + min(wait, LONGEST_NUDGE_WAIT)


def new_epochs(database: Database, projects: Sequence[Driven]) -> dict[UUID, int]:
    """Count a new run for each project before it is started, so that its key is known first.

    A project of which more is known meanwhile, because another process started a run, is
    left out.
    """
    with database.write() as session:
        epochs: dict[UUID, int] = {}
        for project in sorted(projects, key=lambda each: each.project_id):
            drive: Drive = lock(session, Drive, project.project_id)
            if (drive.epoch, drive.run_id) == (project.epoch, project.run_id):
                drive.epoch += 1
                drive.run_id = None
                epochs[project.project_id] = drive.epoch
        return epochs


def runs_started(
    database: Database, started: Mapping[UUID, tuple[int, UUID]], *, at: datetime
) -> set[UUID]:
    """Note the runs that drive projects, each with its epoch; return those that were noted.

    A later epoch's run stands. A run begins as one that waits: where there is something to do
    a nudge is due.
    """
    noted: set[UUID] = set()
    with database.write() as session:
        for project_id in sorted(started):
            epoch, run_id = started[project_id]
            drive: Drive = lock(session, Drive, project_id)
            if drive.epoch == epoch and drive.run_id in (None, run_id):
                drive.run_id = run_id
                noted.add(project_id)
                if drive.work_due is not None or _is_closed(session, project_id):
                    drive.nudge_due = drive.nudge_due or at
    return noted


def takes_over(database: Database, project_id: UUID, *, epoch: int, run_id: UUID) -> bool:
    """Tell whether a run is the one that drives a project; note it if that was not known yet."""
    with database.write() as session:
        drive: Drive | None = lock(session, Drive, project_id)
        if drive is None or drive.epoch != epoch or drive.run_id not in (None, run_id):
            return False
        drive.run_id = run_id
        return True


def show_again(database: Database, project_id: UUID, *, at: datetime) -> None:
    """Have Prefect woken once more, to show what was done without it."""
    with database.write() as session:
        drive: Drive = lock(session, Drive, project_id)
        if not drive.finished and drive.nudge_due is None:
            drive.nudge_due, drive.nudge_tries = at, 0


def finished(database: Database, project_id: UUID) -> None:
    """Note that the run of a closed project has come to its end."""
    with database.write() as session:
        drive: Drive = lock(session, Drive, project_id)
        if _is_closed(session, project_id):
            drive.finished, drive.nudge_due, drive.work_due = True, None, None


def _is_closed(session: Session, project_id: UUID) -> bool:
    return session.get_one(Project, project_id).state == "closed"


def _driven(drive: Drive, code: str) -> Driven:
    return Driven(
        project_id=drive.project_id,
        code=code,
        epoch=drive.epoch,
        run_id=drive.run_id,
        finished=drive.finished,
        nudge_due=drive.nudge_due,
    )
