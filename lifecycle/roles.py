"""The roles that a person holds: on one project, and on every project."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from storage.database import directly, looked_up
from storage.tables.people import PersonRole
from storage.tables.projects import Assignment

_HERE = select(Assignment.role).where(
    Assignment.project_id == bindparam("project"), Assignment.person_id == bindparam("person")
)
_EVERYWHERE = select(PersonRole.role).where(PersonRole.person_id == bindparam("person"))


def roles_here(session: Session, project_id: UUID, person_id: UUID) -> frozenset[str]:
    """Return the roles that a person was given on a project."""
    asked = {"project": project_id, "person": person_id}
    return looked_up(
        session,
        ("roles here", project_id, person_id),
        lambda: frozenset(directly(session, _HERE, asked).scalars()),
    )


def roles_everywhere(session: Session, person_id: UUID) -> frozenset[str]:
    """Return the roles that a person holds on every project."""
    return looked_up(
        session,
        ("roles everywhere", person_id),
        lambda: frozenset(directly(session, _EVERYWHERE, {"person": person_id}).scalars()),
    )
