"""Who is told of a committee session: of its agenda, of a recorded vote, and of its minutes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import PMO
from domain.text import Text, both
from lifecycle.letters.briefing import gate_named, subject_of
from lifecycle.letters.posting import post
from lifecycle.policies import policy_of
from lifecycle.seating.seats import holders_everywhere
from notifications.facts import Named, Sealed
from notifications.messages import Notice, NoticeKind
from storage.tables.arbitration import Arbitration
from storage.tables.projects import Project
from storage.tables.reviews import DecisionRequest, Review, Vote
from storage.tables.sessions import CommitteeSession, SessionItem


def tell_called(
    session: Session,
    held: CommitteeSession,
    people: Mapping[UUID, Sequence[SessionItem]],
    *,
    at: datetime,
) -> None:
    """Tell everybody with a part in a session when it meets, and which points are theirs."""
    for person_id, items in sorted(people.items()):
        message = _notice(session, NoticeKind.SESSION_CALLED, held, items, held.meets_at)
        post(session, message, person_id, None, at=at, mark=f"session:{held.id}:called")


def tell_recorded(
    session: Session, held: CommitteeSession, review: Review, vote: Vote, *, at: datetime
) -> None:
    """Tell a voter what was recorded in their name, with their own link to contest it."""
    project = session.get_one(Project, review.project_id)
    request = session.scalar(
        select(DecisionRequest.id).where(
            DecisionRequest.seat_id == vote.seat_id, DecisionRequest.person_id == vote.person_id
        )
    )
    message = Notice(
        kind=NoticeKind.VOTE_RECORDED,
        project=subject_of(project),
        gate=gate_named(policy_of(review)),
        who=Named(person=vote.recorded_by) if vote.recorded_by else None,
        at=review.closing_at or at,
        figures={"number": held.number},
        items=() if project.confidential else (_SAID[vote.value],),
    )
    mark = f"recorded:{vote.id}"
    post(session, message, vote.person_id, project, review, request, at=at, mark=mark)


def tell_contested(
    session: Session,
    project: Project,
    review: Review,
    vote: Vote,
    sealed: str,
    held: CommitteeSession | None,
    *,
    at: datetime,
) -> None:
    """Tell the secretary and the PMO that a recorded vote was contested."""
    message = Notice(
        kind=NoticeKind.VOTE_CONTESTED,
        project=subject_of(project),
        gate=gate_named(policy_of(review)),
        who=Named(person=vote.person_id),
        quote=None if project.confidential else Sealed(owner=review.id, text=sealed),
    )
    told = {each.id for each in holders_everywhere(session, PMO)}
    told |= {held.secretary_id} if held is not None else set()
    for person_id in sorted(told):
        post(session, message, person_id, project, review, at=at, mark=f"contested:{vote.id}")


def tell_minutes(
    session: Session,
    held: CommitteeSession,
    people: Mapping[UUID, Sequence[SessionItem]],
    *,
    at: datetime,
) -> None:
    """Send everybody the decisions of a session on their own points; the page holds the minutes."""
    for person_id, items in sorted(people.items()):
        message = _notice(session, NoticeKind.MINUTES, held, items, at)
        post(session, message, person_id, None, at=at, mark=f"session:{held.id}:minutes")


def _notice(
    session: Session,
    kind: NoticeKind,
    held: CommitteeSession,
    items: Sequence[SessionItem],
    moment: datetime,
) -> Notice:
    return Notice(
        kind=kind,
        who=Named(person=held.secretary_id),
        at=moment,
        figures={"number": held.number, "points": len(items)},
        items=tuple(_line(session, item) for item in items),
        session=held.number,
    )


def _line(session: Session, item: SessionItem) -> Text:
    project = session.get_one(Project, item.project_id)
    if project.confidential:
        return both(project.code, project.code)
    if item.review_id is not None:
        review = session.get_one(Review, item.review_id)
        said = f" · {review.code}" if review.code else ""
        return both(f"{project.code} {review.gate}{said}", f"{project.code} {review.gate}{said}")
    request = session.get_one(Arbitration, item.arbitration_id)
    chosen = f" · option {request.chosen}" if request.chosen else ""
    return both(
        f"{project.code} · request {request.number}{chosen}",
        f"{project.code} · demande {request.number}{chosen}",
    )


_SAID: Mapping[str, Text] = {
    "approve": both("You approve.", "Vous approuvez."),
    "approve_with_conditions": both(
        "You approve with conditions.", "Vous approuvez sous réserves."
    ),
    "reject": both("You reject.", "Vous rejetez."),
    "abstain": both("You abstain.", "Vous vous abstenez."),
    "recuse": both("You recuse yourself.", "Vous vous récusez."),
}
