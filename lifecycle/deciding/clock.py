"""The clock of a round: due in working days, reminded at 50 and 80 per cent, escalated at 100.

Every date stands in a row of its own. It is fired once by the pulse, moved when
a question stops the clock, and called off when the round ends.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from domain.calendar import due_at
from domain.methodology.model.committee import Committee
from domain.working_time import (
    START_OF_DAY,
    after_working,
    at_share,
    shifted,
    wall_instant,
    working_time,
)
from lifecycle.holidays import holidays_of
from storage.database import directly, table_of
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import Condition, Review, ReviewSeat
from storage.tables.waits import Timer

WAITING = Timer.fired_at.is_(None) & Timer.called_off_at.is_(None)
"""A timer that is still to be fired."""

REMINDERS = {"reminder-50": 50, "reminder-80": 80}
ESCALATION = "escalation-100"
QUESTION = "question-"
"""How the step of a question begins, which its number follows."""

QUESTION_DAYS = 3
"""Working days after which a question that stops the clock is overdue."""

CONDITION_STEPS = {
    "condition-due": -3,
    "condition-overdue": 1,
    "condition-escalated": 5,
    "condition-consequence": 10,
}
"""Working days from the day on which a condition is due to each step, at nine in the morning."""


@dataclass(frozen=True)
class HolidaysOfTwo:
    """The holidays of two countries, as one container."""

    one: Container[date]
    other: Container[date]

    def __contains__(self, day: object) -> bool:
        """Tell whether a day is a holiday in either."""
        return day in self.one or day in self.other


@dataclass(frozen=True)
class Calendar:
    """By whose days and whose clock something is reckoned."""

    country: str
    zone: str
    also: str = ""

    @property
    def place(self) -> ZoneInfo:
        """The zone itself."""
        return ZoneInfo(self.zone)

    @property
    def holidays(self) -> Container[date]:
        """The holidays of the country, and of the other one if there is one."""
        own = holidays_of(self.country)
        return HolidaysOfTwo(own, holidays_of(self.also)) if self.also else own


def calendar_of(session: Session, project: Project, committee: Committee) -> Calendar:
    """Return the calendar of a committee: its own, else that of who brought the project in."""
    creator = session.get_one(Person, project.created_by)
    return Calendar(committee.country or creator.country, committee.zone or creator.zone)


def calendar_for(session: Session, calendar: Calendar, person_id: UUID) -> Calendar:
    """Return the calendar of a person who sits on a committee: a day must count for both."""
    person = session.get_one(Person, person_id)
    also = "" if person.country == calendar.country else calendar.country
    return Calendar(person.country, person.zone, also)


def set_due(
    session: Session,
    project: Project,
    review: Review,
    committee: Committee,
    seats: list[ReviewSeat],
    *,
    at: datetime,
) -> None:
    """Say until when a round is to be decided."""
    awaited = [seat.person_id for seat in seats if seat.kind != "advisory"]
    review.due_at = expected_due(session, project, committee, awaited, at=at)


def expected_due(
    session: Session, project: Project, committee: Committee, people: list[UUID], *, at: datetime
) -> datetime:
    """Return when a round that opened now would be due: when the last person had all their days."""
    calendar = calendar_of(session, project, committee)
    calendars = [calendar, *(calendar_for(session, calendar, each) for each in people)]
    days = committee.decide_within_days
    return max(due_at(at, days, zone=each.zone, holidays=each.holidays) for each in calendars)


def start_timers(
    session: Session,
    project: Project,
    review: Review,
    committee: Committee,
    asked: list[ReviewSeat],
    *,
    at: datetime,
    opens: bool,
) -> None:
    """Write down when the seats that were just asked are reminded.

    With the first of them, when the round ``opens``, also when it is escalated.
    """
    if review.due_at is None:
        return
    calendar = calendar_of(session, project, committee)
    rows = [
        _row(project, review, seat.id, step, _share(review, at, share, theirs), theirs)
        for seat in asked
        if seat.kind != "advisory"
        for theirs in [calendar_for(session, calendar, seat.person_id)]
        for step, share in REMINDERS.items()
    ]
    if opens:
        rows.append(_row(project, review, None, ESCALATION, review.due_at, calendar))
    session.add_all(rows)


def call_off(session: Session, review_id: UUID, *, at: datetime) -> None:
    """Call off what a round that ended had still to say."""
    directly(session, _CALL_OFF, {"review": review_id, "at": at})


def call_off_condition(session: Session, condition_id: UUID, *, at: datetime) -> None:
    """Call off what was still to be said of a condition that was settled."""
    directly(session, _CALL_OFF_CONDITION, {"condition": condition_id, "at": at})


def start_condition(
    session: Session,
    project: Project,
    committee: Committee,
    conditions: list[Condition],
) -> None:
    """Write down when each condition is reminded of, overdue, escalated, and has its effect."""
    if not conditions:
        return
    calendar = calendar_of(session, project, committee)
    for condition in conditions:
        theirs = calendar_for(session, calendar, condition.owner_id)
        for step, days in CONDITION_STEPS.items():
            day = shifted(condition.due_on, days, theirs.holidays)
            session.add(
                Timer(
                    project_id=project.id,
                    condition_id=condition.id,
                    step=step,
                    due_at=wall_instant(day, START_OF_DAY, theirs.zone),
                    zone=theirs.zone,
                    country=theirs.country,
                )
            )


def start_question(
    session: Session,
    project: Project,
    review: Review,
    committee: Committee,
    step: str,
    *,
    at: datetime,
) -> None:
    """Write down from when a question is overdue; the round's own clock stands still meanwhile."""
    calendar = calendar_of(session, project, committee)
    due = due_at(at, QUESTION_DAYS, zone=calendar.zone, holidays=calendar.holidays)
    session.add(_row(project, review, None, step, due, calendar))


def call_off_step(session: Session, review_id: UUID, step: str, *, at: datetime) -> None:
    """Call off one thing that a round had still to say."""
    waiting = update(Timer).where(Timer.review_id == review_id, Timer.step == step, WAITING)
    session.execute(waiting.values(called_off_at=at))


def keep_open(session: Session, review: Review, until: datetime) -> None:
    """Keep a round open until an instant: it is due no earlier, and not escalated before."""
    if review.due_at is None or review.due_at >= until:
        return
    review.due_at = until
    escalation = update(Timer).where(
        Timer.review_id == review.id, Timer.step == ESCALATION, Timer.due_at < until, WAITING
    )
    session.execute(escalation.values(due_at=until))


def stop_clock(review: Review, *, at: datetime) -> None:
    """Let the clock of a round stand still; while it does, nothing is due."""
    review.paused_at = review.paused_at or at


def go_on(
    session: Session, project: Project, review: Review, committee: Committee, *, at: datetime
) -> None:
    """Let the clock go on: each date keeps the working time that it had left."""
    since = review.paused_at
    if since is None:
        return
    calendar = calendar_of(session, project, committee)
    if review.due_at is not None and review.due_at > since:
        review.due_at = _moved(review.due_at, since, calendar, at=at)
    waiting = select(Timer).where(Timer.review_id == review.id, WAITING)
    for timer in session.scalars(waiting):
        if timer.step.startswith(QUESTION):
            continue
        if timer.seat_id is None and review.due_at is not None:
            timer.due_at = review.due_at
        elif timer.due_at > since:
            seat = session.get_one(ReviewSeat, timer.seat_id)
            theirs = calendar_for(session, calendar, seat.person_id)
            timer.due_at = _moved(timer.due_at, since, theirs, at=at)
    review.paused_at = None
    session.flush()


def _moved(due: datetime, since: datetime, calendar: Calendar, *, at: datetime) -> datetime:
    left = working_time(since, due, zone=calendar.zone, holidays=calendar.holidays)
    if left <= timedelta(0):  # it lay outside working hours: the same span again
        return at + (due - since)
    return after_working(at, left, zone=calendar.zone, holidays=calendar.holidays)


def _share(review: Review, at: datetime, share: int, calendar: Calendar) -> datetime:
    due = review.due_at or at
    return at_share(at, due, share, zone=calendar.zone, holidays=calendar.holidays)


def _row(
    project: Project,
    review: Review,
    seat_id: UUID | None,
    step: str,
    due: datetime,
    calendar: Calendar,
) -> Timer:
    return Timer(
        project_id=project.id,
        review_id=review.id,
        seat_id=seat_id,
        step=step,
        due_at=due,
        zone=calendar.zone,
        country=calendar.country,
    )


_CALL_OFF = (
    update(table_of(Timer))
    .where(Timer.review_id == bindparam("review"), WAITING)
    .values(called_off_at=bindparam("at"))
)
_CALL_OFF_CONDITION = (
    update(table_of(Timer))
    .where(Timer.condition_id == bindparam("condition"), WAITING)
    .values(called_off_at=bindparam("at"))
)
