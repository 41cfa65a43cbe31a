"""What stands above a project: whether a track under it would begin without end."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables.projects import MethodVersion, Project


def begins_of_itself(session: Session, project: Project, key: str) -> bool:
    """Tell whether a track that follows another method begins with its stage.

    One whose method is not published, or is followed by the project itself or by what stands
    above it, is left for somebody to begin by hand: a decision never fails for it.
    """
    if session.scalar(select(MethodVersion.id).where(MethodVersion.key == key).limit(1)) is None:
        return False
    above: Project | None = project
    while above is not None:
        if session.get_one(MethodVersion, above.method_id).key == key:
            return False
        above = session.get_one(Project, above.parent_id) if above.parent_id else None
    return True
