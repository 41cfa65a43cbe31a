"""The ledger as its page shows it: the head, and the last entries in words."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.ledger import Witness
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.ledger import head
from storage.tables.projects import Project
from storage.tables.records import LedgerEntry

LAST = 50


@dataclass(frozen=True)
class EntrySeen:
    """One entry without its payload, which may name people."""

    seq: int
    at: datetime
    kind: str
    project: str
    hash: str


@dataclass(frozen=True)
class LedgerSeen:
    """The head, and the entries before it, newest first."""

    head: Witness
    entries: list[EntrySeen]


def ledger_seen(session: Session, actor: Actor) -> LedgerSeen:
    """Return the head and the last entries.

    Raises:
        NotAllowedError: The actor does not read the ledger.
    """
    require(session, Act.READ_LEDGER, actor)
    rows = session.execute(
        select(LedgerEntry.seq, LedgerEntry.at, LedgerEntry.kind, LedgerEntry.hash, Project.code)
        .outerjoin(Project, Project.id == LedgerEntry.project_id)
        .order_by(LedgerEntry.seq.desc())
        .limit(LAST)
    )
    entries = [EntrySeen(row.seq, row.at, row.kind, row.code or "", row.hash) for row in rows]
    return LedgerSeen(head(session), entries)
