"""What the ledger says, by kind, and what is broken when the tables say something else."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.ledger import instant, read
from storage.tables.records import LedgerEntry


@dataclass(frozen=True)
class Broken:
    """One thing that does not hold: which rule, where, and what is seen instead."""

    rule: str
    where: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SaidEntry:
    """An entry as it was sealed: the payload's own fields, not the columns beside it."""

    seq: int
    kind: str
    at: str
    actor: str
    body: Mapping[str, Any]


class Said:
    """The entries about one project, or about none, in order."""

    def __init__(self, entries: Iterable[SaidEntry]) -> None:
        self.entries = list(entries)

    def of(self, *kinds: str) -> list[SaidEntry]:
        """Return the entries of some kinds, in order."""
        return [entry for entry in self.entries if entry.kind in kinds]


def said_of(session: Session, project_id: UUID | None) -> Said:
    """Return what the ledger says of a project, or of what belongs to none."""
    chosen = (
        LedgerEntry.project_id.is_(None)
        if project_id is None
        else LedgerEntry.project_id == project_id
    )
    rows = session.scalars(select(LedgerEntry.payload).where(chosen).order_by(LedgerEntry.seq))
    return Said(_entry(json.loads(payload)) for payload in rows)


def everything_said(session: Session, kind: str) -> Said:
    """Return what the ledger says by kinds that begin alike, of whatever project."""
    chosen = LedgerEntry.kind.startswith(kind)
    rows = session.scalars(select(LedgerEntry.payload).where(chosen).order_by(LedgerEntry.seq))
    return Said(_entry(json.loads(payload)) for payload in rows)


def columns(session: Session) -> Iterator[Broken]:
    """Compare the columns beside each entry with what was sealed, and its spelling."""
    rows = session.execute(
        select(LedgerEntry.seq, LedgerEntry.at, LedgerEntry.kind, LedgerEntry.project_id)
        .add_columns(LedgerEntry.payload)
        .order_by(LedgerEntry.seq),
        execution_options={"yield_per": 2000},
    )
    for row in rows:
        try:
            entry = _entry(read(row.payload))
        except (ValueError, KeyError):
            yield Broken("I12", f"entry {row.seq}", "it is not spelt as entries are")
            continue
        beside = (row.kind, instant(row.at), str(row.project_id) if row.project_id else None)
        if beside != (entry.kind, entry.at, entry.body.get("project")):
            yield Broken("I12", f"entry {row.seq}", "its columns are not what was sealed")


def same(rule: str, where: str, /, **pairs: tuple[object, object]) -> Iterator[Broken]:
    """Compare what is kept with what was said, name by name."""
    for name, (kept, said) in pairs.items():
        if plain(kept) != plain(said):
            yield Broken(rule, where, f"{name} is {plain(kept)}; the ledger says {plain(said)}")


def plain(value: object) -> object:
    """Return a value as the ledger writes it."""
    if isinstance(value, datetime):
        return instant(value)
    if value is None or isinstance(value, bool | int | list | dict):
        return value
    return str(value)


def _entry(payload: Mapping[str, Any]) -> SaidEntry:
    return SaidEntry(
        seq=payload["seq"],
        kind=payload["kind"],
        at=payload["at"],
        actor=payload["actor"],
        body=payload["body"],
    )
