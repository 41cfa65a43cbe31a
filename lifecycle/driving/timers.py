"""Timers whose time has come: each is fired once, under the lock of its project."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from lifecycle.arbitrating.waiting import fire_request
from lifecycle.deciding.clock import QUESTION, WAITING
from lifecycle.deciding.close import count
from lifecycle.deciding.escalating import escalate
from lifecycle.deciding.overdue_conditions import fire_condition
from lifecycle.ledger import record
from lifecycle.letters.reminding import tell_question_overdue, tell_reminder
from lifecycle.policies import policy_of
from lifecycle.seating.ballots import standing_votes
from storage.database import Database, lock
from storage.failpoint import failpoint
from storage.tables.projects import Project
from storage.tables.reviews import Review, ReviewSeat
from storage.tables.waits import Question, Timer


def fire_timers(database: Database, *, at: datetime) -> int:
    """Fire every timer whose time has come, one transaction each; return how many fired."""
    with database.read() as session:
        due = session.execute(
            select(Timer.id, Timer.project_id)
            .where(WAITING, Timer.due_at <= at)
            .order_by(Timer.due_at, Timer.id)
        ).all()
    fired = 0
    for timer_id, project_id in due:
        with database.write() as session:
            fired += fire(session, timer_id, project_id, at=at)
    return fired


def fire(session: Session, timer_id: UUID, project_id: UUID, *, at: datetime) -> bool:
    """Fire one timer, unless it was fired, moved, or called off meanwhile."""
    project: Project = lock(session, Project, project_id)
    timer: Timer = lock(session, Timer, timer_id)
    if timer.fired_at is not None or timer.called_off_at is not None or timer.due_at > at:
        return False
    if timer.review_id is not None and not _round_takes(session, timer, at=at):
        return False
    timer.fired_at = at
    session.flush()
    if timer.condition_id is not None:
        fire_condition(session, project, timer, at=at)
    elif timer.arbitration_id is not None:
        fire_request(session, project, timer, at=at)
    else:
        _fire_round(session, project, timer, at=at)
    failpoint("timer.before-commit")
    return True


def _round_takes(session: Session, timer: Timer, *, at: datetime) -> bool:
    """Tell whether a round is still there for its timer; what it outlived is called off.

    While the clock stands still only an overdue question is told; the answer moves the others.
    """
    review: Review = lock(session, Review, timer.review_id)
    if review.state != "open":
        timer.called_off_at = at
        return False
    return review.paused_at is None or timer.step.startswith(QUESTION)


def _fire_round(session: Session, project: Project, timer: Timer, *, at: datetime) -> None:
    review = session.get_one(Review, timer.review_id)
    if timer.step.startswith(QUESTION):
        _question_overdue(session, project, review, timer, at=at)
    elif timer.seat_id is not None:
        _remind(session, project, review, timer, at=at)
    else:
        tally = count(session, review, policy_of(review))
        escalate(session, project, review, tally, at=at)


def _question_overdue(
    session: Session, project: Project, review: Review, timer: Timer, *, at: datetime
) -> None:
    number = int(timer.step.removeprefix(QUESTION))
    question = session.scalars(
        select(Question).where(Question.review_id == review.id, Question.number == number)
    ).one()
    told = tell_question_overdue(session, project, review, question, at=at)
    record(
        session,
        "question.overdue",
        None,
        {"gate": review.gate, "round": review.round, "number": number, "told": told},
        at=at,
        project_id=project.id,
    )


def _remind(
    session: Session, project: Project, review: Review, timer: Timer, *, at: datetime
) -> None:
    voted = {vote.seat_id for vote in standing_votes(session, review.id)}
    if timer.seat_id in voted:
        return
    seat = session.get_one(ReviewSeat, timer.seat_id)
    record(
        session,
        "seat.reminded",
        None,
        {"gate": review.gate, "round": review.round, "seat": seat.role, "step": timer.step},
        at=at,
        project_id=project.id,
    )
    tell_reminder(session, project, review, seat, timer.step, at=at)
