"""Who may sign for a project, and who handed a package in and may not review it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from lifecycle.authority import authors_of
from storage.tables.people import Person
from storage.tables.projects import Assignment, Project
from storage.tables.reviews import Review


def holders_of(session: Session, project: Project) -> dict[str, tuple[str, ...]]:
    """Return the handles and names of those who hold each role on a project."""
    rows = session.execute(
        select(Assignment.role, Person.handle, Person.name)
        .join(Person, Person.id == Assignment.person_id)
        .where(Assignment.project_id == project.id)
        .order_by(Assignment.role, Person.handle)
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found[row.role] = (*found.get(row.role, ()), row.handle, row.name)
    return found


def submitters_of(session: Session, review: Review | None) -> tuple[str, ...]:
    """Return the handles and names of those who wrote or handed in a package."""
    if review is None:
        return ()
    people = session.scalars(
        select(Person).where(Person.id.in_(authors_of(session, review.revision_id)))
    )
    return tuple(name for each in people for name in (each.handle, each.name))
