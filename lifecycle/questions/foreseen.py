"""Who will decide at a gate, as the roles are held today; the seats freeze at submission."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from domain.methodology.model.committee import SeatKind
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.text import Text
from lifecycle.seating.seats import role_holders
from storage.tables.projects import Project


@dataclass(frozen=True, kw_only=True)
class Foreseen:
    """A seat with the person who would hold it, or an empty name."""

    role: Text
    person: str
    advisory: bool


def foreseen(session: Session, project: Project, method: Method, gate: Gate) -> list[Foreseen]:
    """Return the seats of a gate in the method's order (gate rule 9)."""
    found = []
    for seat in gate.committee.seats:
        roles = [role for role in (seat.role, seat.substitute) if role is not None]
        holders = [person for role in roles for person in role_holders(session, project, role)]
        found.append(
            Foreseen(
                role=method.role(seat.role).label,
                person=holders[0].name if holders else "",
                advisory=seat.kind is SeatKind.ADVISORY,
            )
        )
    return found
