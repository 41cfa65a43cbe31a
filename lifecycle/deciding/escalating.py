"""A round that cannot be decided is brought to who answers for gates that stand still."""

from datetime import datetime

from sqlalchemy.orm import Session

from domain.review.tally import Tally
from lifecycle.ledger import record
from lifecycle.letters.reminding import tell_escalated
from storage.tables.projects import Project
from storage.tables.reviews import Review


def escalate(
    session: Session, project: Project, review: Review, tally: Tally, *, at: datetime
) -> None:
    """Tell them how the votes stand and which seats are missing; each is written to once."""
    told = tell_escalated(session, project, review, tally, at=at)
    record(
        session,
        "gate.escalated",
        None,
        {
            "gate": review.gate,
            "round": review.round,
            "standing": tally.standing,
            "voted": tally.voted,
            "quorum": tally.quorum,
            "told": sorted(told),
        },
        at=at,
        project_id=project.id,
    )
