"""Who is told of a delegation: both persons, in their own words (gate rule 23)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from domain.text import Text, both
from lifecycle.letters.briefing import gate_named, subject_of
from lifecycle.letters.posting import post
from lifecycle.policies import policy_of
from notifications.facts import Named, Sealed
from notifications.messages import Notice, NoticeKind
from storage.tables.projects import Project
from storage.tables.reviews import DecisionRequest, Review
from storage.tables.standing_in import Delegation


def tell_delegated(session: Session, row: Delegation, *, at: datetime) -> None:
    """Tell both persons of a delegation that was given."""
    project = session.get_one(Project, row.project_id) if row.project_id else None
    zone = ZoneInfo(row.zone)
    for kind, reader, other in (
        (NoticeKind.DELEGATION_GIVEN, row.delegator_id, row.delegate_id),
        (NoticeKind.DELEGATION_RECEIVED, row.delegate_id, row.delegator_id),
    ):
        message = Notice(
            kind=kind,
            project=subject_of(project) if project else None,
            who=Named(person=other),
            since=row.starts_at.astimezone(zone).date(),
            until=(row.ends_at - timedelta(seconds=1)).astimezone(zone).date(),
            quote=Sealed(owner=row.delegator_id, text=row.reason),
            items=_covered(row, project),
        )
        post(session, message, reader, project, at=at, mark=f"{kind}:{row.id}")


def tell_delegation_ended(session: Session, row: Delegation, *, at: datetime) -> None:
    """Tell both persons that a delegation was ended before its last day."""
    for reader in (row.delegator_id, row.delegate_id):
        message = Notice(
            kind=NoticeKind.DELEGATION_ENDED,
            who=Named(person=row.delegator_id),
            other=Named(person=row.delegate_id),
        )
        post(session, message, reader, None, at=at, mark=f"{message.kind}:{row.id}")


def tell_asked_again(
    session: Session,
    project: Project,
    review: Review,
    request: DecisionRequest,
    row: Delegation,
    *,
    at: datetime,
) -> None:
    """Give a delegate a working link to a question that an earlier delegation had asked them."""
    message = Notice(
        kind=NoticeKind.ASKED_AGAIN,
        project=subject_of(project),
        gate=gate_named(policy_of(review)),
        who=Named(person=row.delegator_id),
        at=review.due_at,
    )
    post(session, message, row.delegate_id, project, review, request.id, at=at, mark=row.id)


def _covered(row: Delegation, project: Project | None) -> tuple[Text, ...]:
    """Return what a delegation covers, a line each."""
    where = (
        both(f"Project {project.code}", f"Projet {project.code}")
        if project
        else both("All projects", "Tous les projets")
    )
    gates = ", ".join(row.gates)
    at_gates = (
        both(f"Gates: {gates}", f"Jalons : {gates}")
        if gates
        else both("All gates", "Tous les jalons")
    )
    found = [where, at_gates]
    if row.most:
        found.append(
            both(
                f"Budgets up to {row.most}, in the currency of each project",
                f"Budgets jusqu'à {row.most}, dans la devise de chaque projet",
            )
        )
    return tuple(found)
