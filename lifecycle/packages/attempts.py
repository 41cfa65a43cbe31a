"""Too many attempts at one gate are brought to those who answer for the portfolio (gate rule 7)."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.methodology.model.gate import Gate
from lifecycle.ledger import record
from lifecycle.letters.briefing import gate_named, subject_of
from lifecycle.letters.posting import post
from lifecycle.letters.reminding import escalated_to
from notifications.messages import Notice, NoticeKind
from storage.tables.projects import Project
from storage.tables.reviews import Review


def escalate_attempts(
    session: Session, project: Project, review: Review, gate: Gate, *, at: datetime
) -> None:
    """Tell them of an attempt beyond those that the method takes; it goes on all the same.

    A withdrawn package is no attempt (gate rule 5), nor is one of an earlier iteration.
    """
    most = gate.committee.most_attempts
    attempts = session.scalar(
        select(func.count()).where(
            Review.project_id == project.id,
            Review.gate == gate.id,
            Review.iteration == review.iteration,
            Review.state != "withdrawn",
        )
    )
    if not most or (attempts or 0) <= most:
        return
    told = escalated_to(session, project, gate)
    record(
        session,
        "attempts.escalated",
        None,
        {
            "gate": review.gate,
            "round": review.round,
            "attempt": attempts,
            "most": most,
            "told": sorted(person.id for person in told),
        },
        at=at,
        project_id=project.id,
    )
    message = Notice(
        kind=NoticeKind.MANY_ATTEMPTS,
        project=subject_of(project),
        gate=gate_named(gate),
        figures={"attempt": attempts or 0, "most": most},
    )
    for person in told:
        post(session, message, person.id, project, review, at=at, mark=message.kind)
