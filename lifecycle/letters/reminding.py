"""What is said while a round waits: reminders to a seat, and the escalation of a round."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.authority import PMO
from domain.methodology.model.gate import Gate
from domain.review.tally import Tally
from lifecycle.letters.briefing import gate_named, subject_of
from lifecycle.letters.posting import post
from lifecycle.letters.questioning import tell_asked_ones
from lifecycle.methods import method_of
from lifecycle.policies import policy_of
from lifecycle.seating.ballots import standing_votes
from lifecycle.seating.frozen_seats import rows_of, seat_label
from lifecycle.seating.seats import role_holders
from notifications.facts import Named, Sealed, SeatNamed
from notifications.messages import Notice, NoticeKind
from storage.tables.packages import Revision
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import Review, ReviewSeat
from storage.tables.waits import Question


def tell_reminder(
    session: Session, project: Project, review: Review, seat: ReviewSeat, step: str, *, at: datetime
) -> None:
    """Remind a seat that has not answered, and who stands in for it, each with their own link."""
    kind = NoticeKind.REMINDER if step == "reminder-50" else NoticeKind.LAST_REMINDER
    message = Notice(
        kind=kind,
        project=subject_of(project),
        gate=gate_named(policy_of(review)),
        at=review.due_at,
        figures=_counted(session, review),
    )
    tell_asked_ones(session, message, project, review, step, at=at, only={seat.id})


def tell_escalated(
    session: Session, project: Project, review: Review, tally: Tally, *, at: datetime
) -> list[UUID]:
    """Tell who answers for gates that stand still; return whom."""
    gate = policy_of(review)
    voted = {vote.seat_id for vote in standing_votes(session, review.id)}
    method = method_of(session, project.method_id)
    missing = [
        SeatNamed(seat=seat_label(method, seat), person=Named(person=seat.person_id))
        for seat in rows_of(session, review.id)
        if seat.id not in voted and seat.kind != "advisory"
    ]
    message = Notice(
        kind=NoticeKind.ESCALATED,
        project=subject_of(project),
        gate=gate_named(gate),
        at=review.due_at,
        figures=_counted(session, review) | {"quorum": tally.quorum},
        seats=tuple(missing) if not project.confidential else (),
    )
    told = escalated_to(session, project, gate)
    for person in told:
        post(session, message, person.id, project, review, at=at, mark=NoticeKind.ESCALATED)
    return [person.id for person in told]


def tell_question_overdue(
    session: Session, project: Project, review: Review, question: Question, *, at: datetime
) -> list[UUID]:
    """Tell who answers for the package, and for gates that stand still; return whom."""
    gate = policy_of(review)
    message = Notice(
        kind=NoticeKind.QUESTION_OVERDUE,
        project=subject_of(project),
        gate=gate_named(gate),
        who=Named(person=question.asked_by),
        figures={"number": question.number},
        quote=None if project.confidential else Sealed(owner=review.id, text=question.words),
    )
    method = method_of(session, project.method_id)
    told = {session.get_one(Revision, review.revision_id).submitted_by}
    told |= {each.id for each in role_holders(session, project, method.manager)}
    told |= {each.id for each in escalated_to(session, project, gate)}
    mark = f"{NoticeKind.QUESTION_OVERDUE}:{question.id}"
    for person_id in sorted(told):
        post(session, message, person_id, project, review, at=at, mark=mark)
    return sorted(told)


def escalated_to(session: Session, project: Project, gate: Gate) -> list[Person]:
    """Return who answers for a gate that stands still: those of its role, else the PMO."""
    role = gate.committee.escalate_to
    found = role_holders(session, project, role) if role else []
    return found or role_holders(session, project, PMO)


def _counted(session: Session, review: Review) -> dict[str, int]:
    awaited = [seat for seat in rows_of(session, review.id) if seat.kind != "advisory"]
    voted = {vote.seat_id for vote in standing_votes(session, review.id)}
    return {"voted": sum(seat.id in voted for seat in awaited), "seats": len(awaited)}
