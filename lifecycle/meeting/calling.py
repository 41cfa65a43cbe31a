"""A session is called: its agenda is made from what is due, and who decides there is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import BadInputError, NotFoundError
from lifecycle.actor import Actor
from lifecycle.arbitrating.matrix import arbiters
from lifecycle.authority import find_person, require
from lifecycle.ledger import record
from lifecycle.letters.telling_sessions import tell_called
from lifecycle.policies import policy_of
from lifecycle.seating.frozen_seats import rows_of
from storage.failpoint import failpoint
from storage.tables.arbitration import Arbitration
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import Review
from storage.tables.sessions import CommitteeSession, SessionAction, SessionItem

MOST_ITEMS = 60


@dataclass(frozen=True, kw_only=True)
class Due:
    """Something that a session could deal with: an open round, or a request to arbitrate."""

    project_id: UUID
    code: str
    gate: str
    review_id: UUID | None
    arbitration_id: UUID | None
    number: int
    due_at: datetime | None


def agenda_due(session: Session) -> list[Due]:
    """Return what a session could deal with, the most pressing first.

    Of the rounds those are there whose gate takes votes in a meeting.
    """
    rounds = session.execute(
        select(Review, Project)
        .join(Project, Project.id == Review.project_id)
        .where(Review.state == "open")
        .order_by(Review.due_at, Project.code)
    ).all()
    found = [
        Due(
            project_id=row.Project.id,
            code=row.Project.code,
            gate=row.Review.gate,
            review_id=row.Review.id,
            arbitration_id=None,
            number=row.Review.round,
            due_at=row.Review.due_at,
        )
        for row in rounds
        if "meeting" in policy_of(row.Review).committee.channels
    ]
    requests = session.execute(
        select(Arbitration, Project)
        .join(Project, Project.id == Arbitration.project_id)
        .where(Arbitration.state == "asked", Project.state != "closed")
        .order_by(Arbitration.decide_by, Project.code)
    )
    return found + [
        Due(
            project_id=row.Project.id,
            code=row.Project.code,
            gate="",
            review_id=None,
            arbitration_id=row.Arbitration.id,
            number=row.Arbitration.number,
            due_at=None,
        )
        for row in requests
    ]


def call_session(
    session: Session,
    actor: Actor,
    title: str,
    meets_at: datetime,
    secretary: str,
    items: Sequence[UUID],
    *,
    at: datetime,
) -> CommitteeSession:
    """Call a session over chosen points; ``items`` are ids of rounds and of requests.

    Raises:
        NotAllowedError: The actor is not the PMO.
        NotFoundError: There is no such secretary, or a point is not due any more.
        BadInputError: There is no title, no point or too many, or the time is over.
    """
    require(session, Act.HOLD_SESSION, actor)
    if not title.strip():
        raise BadInputError("Give the session a title.", "Donnez un titre à la séance.")
    if meets_at < at:
        raise BadInputError(
            "The session would have met already; name a time to come.",
            "La séance serait déjà passée ; donnez un moment à venir.",
        )
    if not 1 <= len(items) <= MOST_ITEMS:
        raise BadInputError(
            f"An agenda has 1 to {MOST_ITEMS} points; choose among what is due.",
            f"Un ordre du jour a de 1 à {MOST_ITEMS} points ; choisissez parmi ce qui est dû.",
        )
    person = find_person(session, secretary.strip())
    known = {each.review_id or each.arbitration_id: each for each in agenda_due(session)}
    missing = [each for each in items if each not in known]
    if missing:
        raise NotFoundError(
            "A point of the agenda is not due any more; choose again.",
            "Un point de l'ordre du jour n'est plus dû ; choisissez à nouveau.",
        )
    last = session.scalar(select(func.max(CommitteeSession.number)))
    held = CommitteeSession(
        number=(last or 0) + 1,
        title=title.strip(),
        meets_at=meets_at,
        secretary_id=person.id,
        called_by=actor.person_id,
        called_at=at,
    )
    session.add(held)
    session.flush()
    for number, each in enumerate(dict.fromkeys(items), start=1):
        due = known[each]
        session.add(
            SessionItem(
                session_id=held.id,
                number=number,
                project_id=due.project_id,
                review_id=due.review_id,
                arbitration_id=due.arbitration_id,
            )
        )
    session.flush()
    record(
        session,
        "session.called",
        actor,
        {"session": held.number, "meets_at": meets_at, "secretary": person.id}
        | {"items": [str(each) for each in dict.fromkeys(items)]},
        at=at,
    )
    tell_called(session, held, participants(session, held), at=at)
    failpoint("session.called")
    return held


def participants(session: Session, held: CommitteeSession) -> dict[UUID, list[SessionItem]]:
    """Return who has a part in a session, with the points that concern each."""
    found: dict[UUID, list[SessionItem]] = {held.secretary_id: []}
    for item in items_of(session, held):
        if item.review_id is not None:
            people = [seat.person_id for seat in rows_of(session, item.review_id)]
        else:
            request = session.get_one(Arbitration, item.arbitration_id)
            project = session.get_one(Project, item.project_id)
            asker = session.get_one(Person, request.asked_by)
            people = [each.id for each in arbiters(session, project, request.role, asker)]
        people += session.scalars(
            select(SessionAction.owner_id).where(SessionAction.item_id == item.id)
        ).all()
        for person_id in dict.fromkeys(people):
            found.setdefault(person_id, []).append(item)
    return found


def items_of(session: Session, held: CommitteeSession) -> list[SessionItem]:
    """Return the agenda of a session, in order."""
    return list(
        session.scalars(
            select(SessionItem)
            .where(SessionItem.session_id == held.id)
            .order_by(SessionItem.number)
        )
    )


def find_session(session: Session, number: int) -> CommitteeSession:
    """Return a session by its number.

    Raises:
        NotFoundError: There is none.
    """
    held = session.scalar(select(CommitteeSession).where(CommitteeSession.number == number))
    if held is None:
        raise NotFoundError(
            f"There is no session {number}; see the list of sessions.",
            f"Il n'y a pas de séance {number} ; voyez la liste des séances.",
        )
    return held
