"""What is left to do of a stopped project, as pages and the interface show it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.text import Text
from lifecycle.closing.acts import KINDS
from lifecycle.sealing import unseal
from storage.tables.closing import ClosingAct
from storage.tables.people import Person
from storage.tables.projects import Project


@dataclass(frozen=True, kw_only=True)
class ClosingSeen:
    """An act of closing, with how it was done once it was."""

    kind: str
    label: Text
    owner: str
    due_on: date
    words: str
    done_at: datetime | None


def closing_seen(session: Session, project: Project) -> list[ClosingSeen]:
    """Return the closing acts of a stopped project, in their order; none once it is open again."""
    if project.state != "closed":
        return []
    rows = session.scalars(select(ClosingAct).where(ClosingAct.project_id == project.id)).all()
    last = max((row.due_on for row in rows), default=None)
    by_kind = {row.kind: row for row in rows if row.due_on == last}
    return [
        ClosingSeen(
            kind=kind,
            label=label,
            owner=session.get_one(Person, row.owner_id).name,
            due_on=row.due_on,
            words=unseal(session, project.id, row.words),
            done_at=row.done_at,
        )
        for kind, label in KINDS.items()
        if (row := by_kind.get(kind)) is not None
    ]
