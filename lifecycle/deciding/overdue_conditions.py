"""Conditions that are not met: reminded, overdue, escalated, and then what the gate declared."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.calendar import add_working_days
from domain.methodology.model.committee import WhenOverdue
from domain.text import both
from lifecycle.alive import alive_review
from lifecycle.deciding.clock import calendar_of
from lifecycle.ledger import record
from lifecycle.letters.briefing import gate_named, subject_of
from lifecycle.letters.posting import post
from lifecycle.letters.reminding import escalated_to
from lifecycle.methods import method_of
from lifecycle.policies import policy_of
from lifecycle.seating.seats import role_holders
from notifications.facts import Named, Sealed
from notifications.messages import Notice, NoticeKind
from storage.database import lock
from storage.tables.projects import Project
from storage.tables.reviews import Condition, Review
from storage.tables.waits import Timer

CONSEQUENCE = "condition-consequence"


def fire_condition(session: Session, project: Project, timer: Timer, *, at: datetime) -> None:
    """Do what a condition's timer says, unless the condition was met or the project closed."""
    condition: Condition = lock(session, Condition, timer.condition_id)
    if condition.state == "settled" or project.state == "closed":
        return
    gate = policy_of(session.get_one(Review, condition.review_id))
    held = timer.step == CONSEQUENCE and _hold(session, project, condition, at=at)
    if timer.step == CONSEQUENCE and not held:
        return
    told = {condition.owner_id, condition.verifier_id}
    if timer.step != "condition-due":
        method = method_of(session, project.method_id)
        told |= {person.id for person in role_holders(session, project, method.manager)}
    if timer.step in ("condition-escalated", CONSEQUENCE):
        told |= {person.id for person in escalated_to(session, project, gate)}
    record(
        session,
        f"condition.{timer.step.removeprefix('condition-')}",
        None,
        {
            "number": condition.number,
            "due_on": condition.due_on,
            "state": condition.state,
            "held_until": project.held_until if held else None,
            "told": sorted(told),
        },
        at=at,
        project_id=project.id,
    )
    message = Notice(
        kind=NoticeKind(timer.step),
        project=subject_of(project),
        gate=gate_named(gate),
        other=Named(person=condition.owner_id),
        who=Named(person=condition.verifier_id),
        until=project.held_until if held else condition.due_on,
        figures={"number": condition.number},
        quote=None
        if project.confidential
        else Sealed(owner=condition.review_id, text=condition.words),
        items=(_reported(),) if condition.state == "reported" else (),
    )
    for person_id in sorted(told):
        _post(session, message, person_id, project, timer, at=at)


def _hold(session: Session, project: Project, condition: Condition, *, at: datetime) -> bool:
    """Put a project on hold where its gate says so and no package is under way."""
    gate = policy_of(session.get_one(Review, condition.review_id))
    if gate.committee.when_overdue is not WhenOverdue.HOLD or project.state != "open":
        return False
    if alive_review(session, project) is not None:
        return False
    calendar = calendar_of(session, project, gate.committee)
    project.state = "held"
    project.held_until = add_working_days(at.date(), gate.committee.hold_days, calendar.holidays)
    project.version += 1
    session.flush()
    return True


def _post(
    session: Session,
    message: Notice,
    person_id: UUID,
    project: Project,
    timer: Timer,
    *,
    at: datetime,
) -> None:
    post(session, message, person_id, project, at=at, mark=f"{timer.step}:{timer.id}")


def _reported() -> dict[str, str]:
    return both(
        "It is reported as met; its verifier has still to confirm it.",
        "Elle est déclarée levée ; son vérificateur doit encore le confirmer.",
    )
