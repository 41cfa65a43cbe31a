"""The projects that came to a version and may still go back."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from lifecycle.versions.migrating import is_reversible
from storage.tables.projects import MethodMigration, MethodVersion, Project


def reversible_here(session: Session, version: MethodVersion) -> list[Project]:
    """Return the projects on a version that may go back to the one before, by code."""
    came = select(MethodMigration.project_id).where(
        MethodMigration.to_id == version.id, MethodMigration.undone_at.is_(None)
    )
    here = select(Project).where(
        Project.id.in_(came), Project.method_id == version.id, Project.state != "closed"
    )
    rows = session.scalars(here.order_by(Project.code))
    return [each for each in rows if is_reversible(session, each)]
