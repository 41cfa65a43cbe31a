"""Committee sessions as pages and the interface show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import PMO, Act, allows
from domain.errors import NotFoundError
from domain.text import Text
from lifecycle.actor import Actor
from lifecycle.authority import require, what, who
from lifecycle.meeting.calling import Due, agenda_due, find_session, items_of, participants
from lifecycle.meeting.recording import is_secretary
from lifecycle.methods import method_of
from lifecycle.policies import policy_of
from lifecycle.questions.answers import vote_word
from lifecycle.sealing import unseal
from lifecycle.seating.frozen_seats import rows_of, seat_label
from storage.tables.arbitration import Arbitration
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import Review, Vote
from storage.tables.sessions import CommitteeSession, SessionAction, SessionItem


@dataclass(frozen=True, kw_only=True)
class SeatAtTable:
    """A seat of a round on the agenda, with its vote if there is one."""

    role: str
    label: Text
    person: str
    word: Text | None
    recorded: bool
    confirmed: bool


@dataclass(frozen=True, kw_only=True)
class ActionSeen:
    """Something that a session asked somebody to do."""

    number: int
    words: str
    owner: str
    due_on: date
    done_at: datetime | None
    mine: bool


@dataclass(frozen=True, kw_only=True)
class PointSeen:
    """A point of the agenda; ``state`` is that of its round, or of its request."""

    number: int
    project: str
    title: str
    gate: str
    request: int
    question: Text
    subject: str
    state: str
    code: str
    notes: str
    seats: Sequence[SeatAtTable]
    actions: Sequence[ActionSeen]


@dataclass(frozen=True, kw_only=True)
class SessionSeen:
    """A session; of its points those on projects that the reader may see."""

    number: int
    title: str
    meets_at: datetime
    secretary: str
    closed_at: datetime | None
    minutes_sha256: str | None
    keeps: bool
    points: Sequence[PointSeen]


def due_seen(session: Session, actor: Actor) -> list[Due]:
    """Return what a session could deal with.

    Raises:
        NotAllowedError: The actor is not the PMO.
    """
    require(session, Act.HOLD_SESSION, actor)
    return agenda_due(session)


def sessions_seen(session: Session, actor: Actor) -> list[CommitteeSession]:
    """Return the sessions that a person has a part in, the newest first; the PMO sees all."""
    held = session.scalars(select(CommitteeSession).order_by(CommitteeSession.number.desc())).all()
    if PMO in who(session, actor).roles:
        return list(held)
    return [each for each in held if actor.person_id in participants(session, each)]


def session_seen(session: Session, actor: Actor, number: int) -> SessionSeen:
    """Return a session.

    Raises:
        NotFoundError: There is none that the person has a part in.
    """
    held = find_session(session, number)
    if held not in sessions_seen(session, actor):
        raise NotFoundError(
            f"There is no session {number} that you take part in.",
            f"Il n'y a pas de séance {number} à laquelle vous preniez part.",
        )
    points = [
        _point(session, actor, item)
        for item in items_of(session, held)
        if _may_see(session, actor, item)
    ]
    return SessionSeen(
        number=held.number,
        title=held.title,
        meets_at=held.meets_at,
        secretary=session.get_one(Person, held.secretary_id).name,
        closed_at=held.closed_at,
        minutes_sha256=held.minutes_sha256,
        keeps=is_secretary(session, actor, held),
        points=points,
    )


def _may_see(session: Session, actor: Actor, item: SessionItem) -> bool:
    project = session.get_one(Project, item.project_id)
    review = session.get(Review, item.review_id) if item.review_id else None
    person = who(session, actor)
    return allows(Act.VIEW, person, what(session, actor, project, review)) or allows(
        Act.VIEW, person, what(session, actor, project)
    )


def _point(session: Session, actor: Actor, item: SessionItem) -> PointSeen:
    project = session.get_one(Project, item.project_id)
    review = session.get(Review, item.review_id) if item.review_id else None
    request = session.get(Arbitration, item.arbitration_id) if item.arbitration_id else None
    return PointSeen(
        number=item.number,
        project=project.code,
        title=project.title,
        gate=review.gate if review else "",
        request=request.number if request else 0,
        question=policy_of(review).question if review else {},
        subject=unseal(session, project.id, request.subject) if request else "",
        state=review.state if review else request.state if request else "",
        code=(review.code if review else None) or "",
        notes=unseal(session, project.id, item.notes),
        seats=_seats(session, project, review) if review else (),
        actions=_actions(session, actor, project.id, item),
    )


def _seats(session: Session, project: Project, review: Review) -> list[SeatAtTable]:
    method, gate = method_of(session, project.method_id), policy_of(review)
    rows = session.scalars(select(Vote).where(Vote.review_id == review.id, Vote.standing))
    votes = {vote.seat_id: vote for vote in rows}
    found = []
    for seat in rows_of(session, review.id):
        vote = votes.get(seat.id)
        found.append(
            SeatAtTable(
                role=seat.role,
                label=seat_label(method, seat),
                person=session.get_one(Person, seat.person_id).name,
                word=vote_word(method, gate, vote) if vote else None,
                recorded=vote is not None and vote.recorded_by is not None,
                confirmed=vote is not None and vote.confirmed_at is not None,
            )
        )
    return found


def _actions(
    session: Session, actor: Actor, project_id: UUID, item: SessionItem
) -> list[ActionSeen]:
    rows = select(SessionAction).where(SessionAction.item_id == item.id)
    return [
        ActionSeen(
            number=each.number,
            words=unseal(session, project_id, each.words),
            owner=session.get_one(Person, each.owner_id).name,
            due_on=each.due_on,
            done_at=each.done_at,
            mine=each.owner_id == actor.person_id,
        )
        for each in session.scalars(rows.order_by(SessionAction.number))
    ]
