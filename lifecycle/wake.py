"""Mark that a project has something to do; the mark stands in the act's own transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from lifecycle.claims import RESTING
from storage.database import lock
from storage.tables.projects import Drive


def wake(session: Session, project_id: UUID, *, at: datetime) -> None:
    """Have the project's lifecycle look for its next step, and have Prefect told of it.

    The row is locked: without it, who looks at the same moment and finds nothing would take
    the mark away after it was set.
    """
    session.flush()
    drive: Drive = lock(session, Drive, project_id)
    drive.work_due = drive.work_due or at
    drive.nudge_due, drive.nudge_tries = at, 0
    if drive.claimant == RESTING:
        drive.claimant = drive.claimed_until = None
