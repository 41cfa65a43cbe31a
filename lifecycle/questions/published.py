"""The methods that a project may follow: the newest published version of each."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.methodology.model.method import Method
from lifecycle.methods import method_of
from storage.tables.projects import MethodVersion


def published(session: Session) -> list[Method]:
    """Return the newest version of every method, by key."""
    newest = (
        select(MethodVersion.key, func.max(MethodVersion.version).label("version"))
        .group_by(MethodVersion.key)
        .subquery()
    )
    rows = session.scalars(
        select(MethodVersion)
        .join(
            newest,
            (MethodVersion.key == newest.c.key) & (MethodVersion.version == newest.c.version),
        )
        .order_by(MethodVersion.key)
    )
    return [method_of(session, row.id) for row in rows]
