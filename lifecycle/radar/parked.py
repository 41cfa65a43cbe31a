"""Letters that no server took: each is a wait of the administrators."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import ADMIN
from domain.text import both
from lifecycle.radar.wait import Wait, WaitKind
from lifecycle.seating.seats import holders_everywhere
from storage.tables.letters import Letter
from storage.tables.projects import Project


def parked_letters(session: Session) -> list[Wait]:
    """Return the letters that no server took, each a wait of the administrators."""
    admins = [each.name for each in holders_everywhere(session, ADMIN)]
    rows = session.execute(
        select(Letter, Project.code)
        .outerjoin(Project, Project.id == Letter.project_id)
        .where(Letter.state == "parked")
        .order_by(Letter.posted_at)
    )
    return [
        Wait(
            kind=WaitKind.LETTER,
            project=row.code or "",
            gate="",
            what=both("A letter that was not delivered", "Une lettre non remise"),
            owners=admins,
            since=row.Letter.posted_at,
            next_at=None,
            overdue=True,
        )
        for row in rows
    ]
