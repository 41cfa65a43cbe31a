"""The roles that a person holds: on one project, and on every project."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from storage.database import columns, remembered
from storage.tables.people import PersonRole
from storage.tables.projects import Assignment

_HERE = select(Assignment.role).where(
    Assignment.project_id == bindparam("project"), Assignment.person_id == bindparam("person")
)
_EVERYWHERE = select(PersonRole.role).where(PersonRole.person_id == bindparam("person"))


def roles_here(session: Session, project_id: UUID, person_id: UUID) -> frozenset[str]:
    """Return the roles that a person was given on a project."""
    known = remembered(session)
    key = ("roles here", project_id, person_id)
    if key not in known:
        asked = {"project": project_id, "person": person_id}
        known[key] = frozenset(columns(session, _HERE, asked).scalars())
    found: frozenset[str] = known[key]
    return found


def roles_everywhere(session: Session, person_id: UUID) -> frozenset[str]:
    """Return the roles that a person holds on every project."""
    known = remembered(session)
    key = ("roles everywhere", person_id)
    if key not in known:
        known[key] = frozenset(columns(session, _EVERYWHERE, {"person": person_id}).scalars())
    found: frozenset[str] = known[key]
    return found
