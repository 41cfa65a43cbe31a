"""Which roles one person may hold together on a project: apart, and independent."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from domain.errors import NotAllowedError, OutOfSequenceError
from domain.methodology.model.committee import SeatKind
from domain.methodology.model.method import Method
from domain.text import in_language
from lifecycle.roles import roles_everywhere, roles_here
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import ReviewSeat


def check_duties(
    session: Session, project: Project, method: Method, role: str, person: Person
) -> None:
    """Make sure that a person may take a role beside those already held on the project.

    Raises:
        OutOfSequenceError: The method holds the role apart from one that the person has, or
            one of them is independent of all others.
    """
    others = roles_here(session, project.id, person.id) - {role}
    everywhere = roles_everywhere(session, person.id)
    other = apart_from(method, role, others | everywhere)
    if other is not None:
        raise OutOfSequenceError(
            f"{person.name} is {_label(method, other, 'en')} already, and the method keeps "
            f"{_label(method, role, 'en')} apart from it; choose somebody else.",
            f"{person.name} est déjà {_label(method, other, 'fr')}, et la méthode en sépare "
            f"{_label(method, role, 'fr')} ; choisissez quelqu'un d'autre.",
        )
    alone = next((each for each in (role, *sorted(others)) if is_alone(method, each)), None)
    if others and alone is not None:
        raise OutOfSequenceError(
            f"{_label(method, alone, 'en')} is independent: who holds it holds no other role on "
            f"{project.code}, and {person.name} would; choose somebody else.",
            f"{_label(method, alone, 'fr')} est indépendant : qui tient ce rôle n'en tient pas "
            f"d'autre sur {project.code}, ce que ferait {person.name} ; choisissez quelqu'un "
            "d'autre.",
        )


def check_manages_not(session: Session, project: Project, method: Method, seat: ReviewSeat) -> None:
    """Make sure that who holds a seat that is awaited does not manage the project by now.

    Raises:
        NotAllowedError: The person does (gate rule 25).
    """
    if seat.kind == SeatKind.ADVISORY:
        return
    if method.manager in roles_here(session, project.id, seat.person_id):
        raise NotAllowedError(
            f"Who manages {project.code} never decides on its packages; "
            "have the PMO give the seat to somebody else, and hand the package in again.",
            f"Qui pilote {project.code} ne décide jamais de ses dossiers ; "
            "demandez au PMO de confier le siège à quelqu'un d'autre, et redéposez le dossier.",
        )


def apart_from(method: Method, role: str, held: Iterable[str]) -> str | None:
    """Return a held role that the method keeps apart from another, or None."""
    for group in method.apart:
        for other in sorted(set(held) - {role}):
            if role in group.roles and other in group.roles:
                return other
    return None


def is_alone(method: Method, role: str) -> bool:
    """Tell whether who holds a role holds no other on the same project."""
    return any(each.id == role and each.independent for each in method.roles)


def _label(method: Method, role: str, language: str) -> str:
    label = next((each.label for each in method.roles if each.id == role), {})
    return in_language(label, language) if label else role
