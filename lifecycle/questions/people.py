"""What people are called."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables.people import Person
from storage.tables.projects import Assignment, Project


def names_of(session: Session, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Return people's names by id."""
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(set(ids))))
    return {row.id: row.name for row in rows}


def names_of_role(session: Session, project: Project, role: str) -> list[str]:
    """Return who holds a role on a project, by name."""
    held = (
        select(Person.name)
        .join(Assignment, Assignment.person_id == Person.id)
        .where(Assignment.project_id == project.id, Assignment.role == role)
    )
    return list(session.scalars(held.order_by(Person.name)))
