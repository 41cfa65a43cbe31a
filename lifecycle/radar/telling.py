"""The PMO is told what waits for nobody, and once a week that all is alive."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.authority import PMO
from domain.text import Text, both
from lifecycle.ledger import head
from lifecycle.letters.posting import is_posted, post
from lifecycle.radar.parked import parked_letters
from lifecycle.radar.wait import Wait, WaitKind
from lifecycle.radar.waiting import waits_of
from lifecycle.seating.seats import holders_everywhere
from notifications.messages import Notice, NoticeKind
from storage.database import Database
from storage.tables.closing import ClosingAct
from storage.tables.projects import Project
from storage.tables.reviews import Review

MORNING = time(8, 0)
"""From then on, on the first day of the week, the proof of life is sent, by each one's clock."""

MOST_LINES = 20


def look_for_orphans(database: Database, *, at: datetime) -> int:
    """Tell the PMO of what waits for nobody, each thing once a week; return how many there are."""
    with database.read() as session:
        found = [wait for wait in all_waits(session, at=at) if wait.orphan]
    if not found:
        return 0
    with database.write() as session:
        people = holders_everywhere(session, PMO)
        hidden = _confidential(session)
        for wait in found:
            message = Notice(
                kind=NoticeKind.ORPHAN,
                figures={"days": (at - wait.since).days},
                items=(line_of(wait, hidden=wait.project in hidden),),
            )
            mark = f"orphan:{wait.kind}:{wait.project}:{wait.gate}:{wait.since.isoformat()}"
            for person in people:
                post(session, message, person.id, None, at=at, mark=f"{mark}:{_week(at)}")
    return len(found)


def prove_life(database: Database, *, at: datetime) -> int:
    """Send the week's proof of life to each of the PMO whose Monday morning has come, once."""
    with database.read() as session:
        due = {
            person.id: mark
            for person in holders_everywhere(session, PMO)
            for local in [at.astimezone(ZoneInfo(person.zone))]
            for mark in [f"alive:{_week(local)}"]
            if _is_due(local) and not is_posted(session, Notice.name, person.id, mark)
        }
        if not due:
            return 0
        message = _alive(session, at=at)
    with database.write() as session:
        for person_id, mark in due.items():
            post(session, message, person_id, None, at=at, mark=mark)
    return len(due)


def all_waits(session: Session, *, at: datetime) -> list[Wait]:
    """Return every open wait of every project, and of the letters, the most overdue first."""
    left = select(ClosingAct.project_id).where(ClosingAct.done_at.is_(None))
    projects = session.scalars(
        select(Project)
        .where((Project.state != "closed") | Project.id.in_(left))
        .order_by(Project.code)
    )
    found = [wait for project in projects for wait in waits_of(session, project, at=at)]
    found += parked_letters(session)
    return sorted(
        found, key=lambda wait: (not wait.orphan, not wait.overdue, wait.next_at or at, wait.since)
    )


def line_of(wait: Wait, *, hidden: bool = False) -> Text:
    """Return a wait in one line; of a confidential project no more than its code."""
    if hidden:
        return both(wait.project, wait.project)
    place = f"{wait.project} {wait.gate}".strip()
    what = {code: wait.what.get(code, "") for code in ("en", "fr")}
    return both(f"{place} · {what['en']}", f"{place} · {what['fr']}")


def _alive(session: Session, *, at: datetime) -> Notice:
    waits = all_waits(session, at=at)
    hidden = _confidential(session)
    week_ago = at - timedelta(days=7)
    decided = select(func.count()).where(Review.decided_at >= week_ago)
    open_ones = select(func.count()).where(Project.state != "closed")
    late = [wait for wait in waits if wait.overdue or wait.orphan]
    return Notice(
        kind=NoticeKind.PROOF_OF_LIFE,
        at=at,
        figures={
            "projects": session.scalar(open_ones) or 0,
            "waits": len(waits),
            "overdue": sum(wait.overdue for wait in waits),
            "orphans": sum(wait.orphan for wait in waits),
            "letters": sum(wait.kind is WaitKind.LETTER for wait in waits),
            "decided": session.scalar(decided) or 0,
            "entries": head(session).seq,
        },
        items=tuple(line_of(wait, hidden=wait.project in hidden) for wait in late[:MOST_LINES]),
        more=max(0, len(late) - MOST_LINES),
    )


def _confidential(session: Session) -> set[str]:
    return set(session.scalars(select(Project.code).where(Project.confidential)))


def _is_due(local: datetime) -> bool:
    """Tell whether the week's letter may go out: from Monday morning on."""
    return local.weekday() > 0 or local.time() >= MORNING


def _week(at: datetime) -> str:
    year, week, _ = at.isocalendar()
    return f"{year}-W{week:02}"
