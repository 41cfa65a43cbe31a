"""Who is told that a decision past the committee waits for a second signature."""

from datetime import datetime

from sqlalchemy.orm import Session

from domain.authority import ADMIN, PMO
from lifecycle.letters.briefing import gate_named, subject_of
from lifecycle.letters.posting import post
from lifecycle.policies import policy_of
from lifecycle.seating.frozen_seats import rows_of
from lifecycle.seating.seats import holders_everywhere
from notifications.facts import Named, Sealed
from notifications.messages import Notice, NoticeKind
from storage.tables.overrides import Override
from storage.tables.projects import Project
from storage.tables.reviews import Review


def tell_override_asked(
    session: Session, project: Project, review: Review, row: Override, *, at: datetime
) -> None:
    """Tell who may sign it, and every seat, who can still vote before that."""
    message = Notice(
        kind=NoticeKind.OVERRIDE_ASKED,
        project=subject_of(project),
        gate=gate_named(policy_of(review)),
        who=Named(person=row.asked_by),
        quote=None if project.confidential else Sealed(owner=review.id, text=row.reason),
        items=() if project.confidential else ({"en": row.code, "fr": row.code},),
    )
    told = {each.id for role in (PMO, ADMIN) for each in holders_everywhere(session, role)}
    told |= {seat.person_id for seat in rows_of(session, review.id)}
    for person_id in sorted(told - {row.asked_by}):
        post(session, message, person_id, project, review, at=at, mark=f"override:{row.id}")
