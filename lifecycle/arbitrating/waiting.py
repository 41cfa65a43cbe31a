"""A request for arbitration waits: reminded at 50 and 80 per cent, carried higher at 100."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from domain.authority import PMO
from domain.calendar import END_OF_DAY, add_working_days
from domain.errors import OutOfSequenceError
from domain.working_time import at_share, wall_instant
from lifecycle.arbitrating.matrix import line_for, reach_of_request
from lifecycle.deciding.clock import REMINDERS, WAITING, Calendar
from lifecycle.ledger import record
from lifecycle.letters.telling_arbitrations import tell_carried_higher, tell_reminded
from storage.database import lock
from storage.tables.arbitration import Arbitration
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.waits import Timer

DUE = "arbitration-due"
DAYS_HIGHER = 3
"""Working days that a higher line has to answer what the one before left lying."""


def calendar_here(session: Session, project: Project) -> Calendar:
    """Return the calendar by which a project's requests are reckoned: its bringer's."""
    creator = session.get_one(Person, project.created_by)
    return Calendar(creator.country, creator.zone)


def start_request(
    session: Session, project: Project, row: Arbitration, calendar: Calendar, *, at: datetime
) -> None:
    """Write down when a request is reminded of, and when it is carried higher."""
    due = max(wall_instant(row.decide_by, END_OF_DAY, calendar.zone), at)
    steps = {
        step: at_share(at, due, share, zone=calendar.zone, holidays=calendar.holidays)
        for step, share in REMINDERS.items()
    }
    for step, moment in {**steps, DUE: due}.items():
        session.add(_timer(project, row, step, moment, calendar))
    session.flush()


def call_off_request(session: Session, row: Arbitration, *, at: datetime) -> None:
    """Call off what was still to be said of a request that ended."""
    session.execute(
        update(Timer).where(Timer.arbitration_id == row.id, WAITING).values(called_off_at=at)
    )


def fire_request(session: Session, project: Project, timer: Timer, *, at: datetime) -> None:
    """Do what a request's timer says, unless it was answered or taken back."""
    row: Arbitration = lock(session, Arbitration, timer.arbitration_id)
    if row.state != "asked" or project.state == "closed":
        return
    if timer.step in REMINDERS:
        record(
            session,
            "arbitration.reminded",
            None,
            {"number": row.number, "step": timer.step},
            at=at,
            project_id=project.id,
        )
        tell_reminded(session, project, row, timer.step, at=at)
        return
    _carry_higher(session, project, row, at=at)


def _carry_higher(session: Session, project: Project, row: Arbitration, *, at: datetime) -> None:
    """Carry a request to the next line; on the last one it stays, and the PMO is told again."""
    asker = session.get_one(Person, row.asked_by)
    before = row.role
    try:
        line = line_for(session, project, reach_of_request(row), asker, at=at, start=row.line + 1)
    except OutOfSequenceError:
        line = None
    if line is not None:
        row.role, row.line = line.role, line.number
        calendar = calendar_here(session, project)
        day = add_working_days(at.astimezone(calendar.place).date(), DAYS_HIGHER, calendar.holidays)
        moment = wall_instant(day, END_OF_DAY, calendar.zone)
        session.add(_timer(project, row, f"{DUE}-{line.number}", moment, calendar))
    session.flush()
    record(
        session,
        "arbitration.escalated",
        None,
        {"number": row.number, "from": before, "to": row.role if line else None},
        at=at,
        project_id=project.id,
    )
    tell_carried_higher(session, project, row, line.role if line else PMO, at=at)


def _timer(
    project: Project, row: Arbitration, step: str, moment: datetime, calendar: Calendar
) -> Timer:
    return Timer(
        project_id=project.id,
        arbitration_id=row.id,
        step=step,
        due_at=moment,
        zone=calendar.zone,
        country=calendar.country,
    )
