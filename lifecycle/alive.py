"""The round that is under way on a project."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables.projects import Project
from storage.tables.reviews import Review

ALIVE = ("submitted", "judged", "open")


def alive_review(session: Session, project: Project) -> Review | None:
    """Return the round that is under way on a project, if there is one."""
    return session.scalar(
        select(Review).where(Review.project_id == project.id, Review.state.in_(ALIVE))
    )
