"""Who will decide at a gate, as the roles are held today; the seats freeze at submission."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.methodology.model.committee import Seat, SeatKind
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.text import Text
from lifecycle.deciding.clock import expected_due
from lifecycle.seating.seats import role_holders
from storage.tables.people import Person
from storage.tables.projects import Project


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """A seat with the person who would hold it, or an empty name.

    ``substitute`` says that the person holds the substitute's role, because nobody holds the
    seat's own; ``when`` is the condition under which the seat is there, if it has one.
    """

    role: Text
    person: str
    advisory: bool
    substitute: bool = False
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Preview:
    """Who would decide on a package that is handed in now, and until when."""

    seats: Sequence[Foreseen]
    due_at: datetime


def foreseen(
    session: Session, project: Project, method: Method, gate: Gate, *, at: datetime
) -> Preview:
    """Return the seats of a gate in the method's order, and the expected date (gate rule 9)."""
    found, people = [], []
    for seat in gate.committee.seats:
        person, substitute = _holder(session, project, seat)
        advisory = seat.kind is SeatKind.ADVISORY
        if person is not None and not advisory:
            people.append(person.id)
        found.append(
            Foreseen(
                role=method.role(seat.role).label,
                person=person.name if person else "",
                advisory=advisory,
                substitute=substitute,
                when=seat.when or "",
            )
        )
    due = expected_due(session, project, gate.committee, people, at=at)
    return Preview(seats=found, due_at=due)


def _holder(session: Session, project: Project, seat: Seat) -> tuple[Person | None, bool]:
    for role in (seat.role, seat.substitute):
        holders = role_holders(session, project, role) if role is not None else []
        if holders:
            return holders[0], role != seat.role
    return None, False
