"""Seats: who sits on the committee of a gate, resolved once and frozen at submission."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import EVERYWHERE
from domain.errors import OutOfSequenceError
from domain.methodology.model.committee import Seat, SeatKind
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.review.ballot import SeatHeld
from domain.text import in_language
from storage.tables.people import Person, PersonRole
from storage.tables.projects import Assignment, Project
from storage.tables.reviews import ReviewSeat


@dataclass(frozen=True)
class Resolved:
    """A seat with its person and the rule that chose that person."""

    seat: Seat
    person: Person
    reason: str


def resolve(
    session: Session, project: Project, method: Method, gate: Gate, barred: Collection[UUID]
) -> list[Resolved]:
    """Return who sits at a gate; authors never hold a gating seat (gate rule 25).

    Raises:
        OutOfSequenceError: A gating seat has nobody who may hold it.
    """
    chosen: list[Resolved] = []
    for seat in gate.committee.seats:
        taken = {each.person.id for each in chosen}
        found = _find(session, project, method, seat, barred, taken)
        if found is not None:
            chosen.append(found)
        elif seat.kind is SeatKind.GATING:
            raise _empty(method, gate, seat)
    return chosen


def as_held(seat: ReviewSeat) -> SeatHeld:
    """Return a frozen seat as the count sees it."""
    return SeatHeld(
        seat_id=seat.id,
        weight=seat.weight,
        gating=seat.kind == SeatKind.GATING,
        mandatory=seat.mandatory,
        veto=seat.veto,
        chair=seat.chair,
    )


def _find(
    session: Session,
    project: Project,
    method: Method,
    seat: Seat,
    barred: Collection[UUID],
    taken: Collection[UUID],
) -> Resolved | None:
    for role, rule in ((seat.role, "holder"), (seat.substitute, "substitute")):
        if role is None:
            continue
        for person in role_holders(session, project, role):
            conflict = seat.kind is SeatKind.GATING and person.id in barred
            if not conflict and person.id not in taken:
                label = in_language(method.role(role).label, method.language)
                return Resolved(seat, person, f"{rule}: {label}")
    return None


def role_holders(session: Session, project: Project, role: str) -> list[Person]:
    """Return the active holders of a role on a project, else those who hold it everywhere."""
    here = list(
        session.scalars(
            select(Person)
            .join(Assignment, Assignment.person_id == Person.id)
            .where(
                Assignment.project_id == project.id,
                Assignment.role == role,
                Person.disabled_at.is_(None),
            )
            .order_by(Assignment.since, Person.handle)
        )
    )
    if here or role not in EVERYWHERE:
        return here
    return list(
        session.scalars(
            select(Person)
            .join(PersonRole, PersonRole.person_id == Person.id)
            .where(PersonRole.role == role, Person.disabled_at.is_(None))
            .order_by(PersonRole.since, Person.handle)
        )
    )


def _empty(method: Method, gate: Gate, seat: Seat) -> OutOfSequenceError:
    role = method.role(seat.role).label
    return OutOfSequenceError(
        f"The seat of {in_language(role, 'en')} at {gate.id} has nobody who may hold it: "
        "the submitter and the authors never vote on their package. "
        "Have the PMO assign the role to somebody else.",
        f"Le siège {in_language(role, 'fr')} au jalon {gate.id} n'a personne qui puisse le tenir : "
        "déposant et auteurs ne votent jamais sur leur dossier. "
        "Demandez au PMO d'attribuer ce rôle à une autre personne.",
    )
