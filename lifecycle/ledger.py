"""Append to the ledger inside an act's own transaction, and verify what stands there."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from domain.ledger import START, Entry, Fault, Witness, commitment, seal, verify
from lifecycle.actor import Actor
from lifecycle.sealing import key_of
from storage.database import Database, find, lock_ledger, table_of
from storage.tables.people import Person
from storage.tables.records import LedgerEntry

SYSTEM = "system"


def record(
    session: Session,
    kind: str,
    actor: Actor | None,
    body: Mapping[str, Any],
    *,
    at: datetime,
    project_id: UUID | None = None,
) -> Entry:
    """Append one entry. The actor is a pseudonym with a keyed commitment of name and address.

    Without an actor the entry is the system's own act, such as a due date that came.
    """
    lock_ledger(session)
    session.flush()
    connection = session.connection()
    last = connection.execute(_LAST).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, START)
    full = dict(body)
    if project_id is not None:
        full["project"] = project_id
    if actor is not None:
        full["by"] = _proof(session, actor)
    entry = seal(
        seq=seq,
        previous=previous,
        at=at,
        kind=kind,
        actor=str(actor.person_id) if actor else SYSTEM,
        body=full,
    )
    row = {
        "seq": entry.seq,
        "at": at,
        "kind": kind,
        "project_id": project_id,
        "payload": entry.payload,
        "previous": entry.previous,
        "hash": entry.hash,
    }
    connection.execute(_APPEND, row)
    return entry


_LAST = select(LedgerEntry.seq, LedgerEntry.hash).order_by(LedgerEntry.seq.desc()).limit(1)
_APPEND = insert(table_of(LedgerEntry))


def head(session: Session) -> Witness:
    """Return the last number and hash; number 0 when the ledger is empty."""
    last = session.connection().execute(_LAST).first()
    return Witness(last.seq, last.hash) if last else Witness(0, START)


def head_in_words(session: Session) -> str:
    """Return the head as letters carry it: the number and the first 16 hexadecimal digits."""
    last = head(session)
    return f"{last.seq}:{last.hash[:16]}"


def verify_chain(database: Database, witnesses: Sequence[Witness] = ()) -> tuple[int, Fault | None]:
    """Walk the whole ledger; return how many entries were read and the first fault."""
    with database.read() as session:
        walked = walk(session)
        fault = verify(walked, witnesses)
        return walked.count, fault


def walk(session: Session) -> "Walk":
    """Return the entries in order."""
    return Walk(session)


class Walk:
    """The entries in order, counted as they pass."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.count = 0

    def __iter__(self) -> Iterator[Entry]:
        """Read the entries from the first on."""
        rows = self.session.execute(
            select(
                LedgerEntry.seq, LedgerEntry.previous, LedgerEntry.payload, LedgerEntry.hash
            ).order_by(LedgerEntry.seq),
            execution_options={"yield_per": 2000},
        )
        with rows:  # a walk that stops at a fault must not leave the cursor open
            for row in rows:
                self.count += 1
                yield Entry(row.seq, row.previous, row.payload, row.hash)


def _proof(session: Session, actor: Actor) -> dict[str, Any]:
    person: Person = find(session, Person, actor.person_id)
    key = key_of(session, person.id)
    proof: dict[str, Any] = {
        "commitment": commitment(key, person.name, person.email),
        "channel": actor.channel,
        "assurance": actor.assurance,
    }
    if actor.signed_in_at is not None:
        proof["signed_in_at"] = actor.signed_in_at
    if actor.system_user:
        proof["system_user"] = commitment(key, actor.system_user)
    return proof
