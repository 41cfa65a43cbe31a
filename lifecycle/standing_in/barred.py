"""Why a delegate may not vote: asked when a delegation is given, and at every click."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.methodology.model.committee import SeatKind
from domain.methodology.model.method import Method
from domain.text import Text, both, in_language
from lifecycle.authority import authors_of
from lifecycle.methods import method_of
from lifecycle.roles import roles_everywhere, roles_here
from lifecycle.seating.duties import apart_from, is_alone
from lifecycle.standing_in.standing import covering
from storage.tables.projects import Project
from storage.tables.reviews import Review, ReviewSeat
from storage.tables.standing_in import Delegation

ALIVE = ("submitted", "judged", "open")


def hindrance(
    session: Session,
    project: Project,
    method: Method,
    review: Review,
    seat: ReviewSeat,
    person_id: UUID,
) -> Text | None:
    """Return why somebody may not vote for a seat that is not their own, or None.

    The duties that keep a person from a seat keep them from standing in for it, too.
    """
    if person_id in authors_of(session, review.revision_id):
        return both("they handed in or wrote the package", "il a déposé ou écrit le dossier")
    here = roles_here(session, project.id, person_id)
    if method.manager in here and seat.kind != SeatKind.ADVISORY:
        return both("they manage the project", "il pilote le projet")
    other = apart_from(method, seat.role, here | roles_everywhere(session, person_id))
    if other is not None:
        label = {each.id: each.label for each in method.roles}.get(other, {})
        en, fr = (in_language(label, language) if label else other for language in ("en", "fr"))
        return both(
            f"the method keeps the seat apart from the role of {en}, which they hold",
            f"la méthode sépare ce siège du rôle « {fr} », qu'il tient",
        )
    if is_alone(method, seat.role) and here - {seat.role}:
        return both(
            "the seat is independent, and they hold another role on the project",
            "le siège est indépendant, et il tient un autre rôle sur le projet",
        )
    return None


def barred_from(
    session: Session, row: Delegation, *, at: datetime
) -> Iterator[tuple[Project, str, Text]]:
    """Yield each open round at which a delegate would stand in and may not."""
    if row.starts_at > at:
        return
    rows = session.execute(
        select(ReviewSeat, Review, Project)
        .join(Review, Review.id == ReviewSeat.review_id)
        .join(Project, Project.id == Review.project_id)
        .where(ReviewSeat.person_id == row.delegator_id, Review.state.in_(ALIVE))
        .order_by(Project.code)
    ).all()
    for seat, review, project in rows:
        if not covering([row], project, review.gate):
            continue
        method = method_of(session, project.method_id)
        why = hindrance(session, project, method, review, seat, row.delegate_id)
        if why is not None:
            yield project, review.gate, why
