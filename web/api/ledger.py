"""The ledger, for the PMO and administrators: its head, its entries, and whether it stands."""

import json
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from sqlalchemy import select

from domain.authority import Act
from lifecycle.authority import require
from lifecycle.ledger import head, verify_chain
from lifecycle.witnesses import witness
from storage.tables.records import LedgerEntry
from web.api.permission import LedgerReader
from web.api.reading import Limit, Shown
from web.site import site_of

router = APIRouter(prefix="/ledger", tags=["ledger"])

LARGEST = 2**53


class Head(Shown):
    """The last entry's number and hash; a witness when it is written down elsewhere."""

    seq: int
    hash: str


class EntryShown(Shown):
    """An entry: the canonical text that the hash covers, and what it says."""

    seq: int
    at: datetime
    kind: str
    hash: str
    previous: str
    payload: str
    said: dict[str, Any]


class Entries(Shown):
    """One page of entries; ``next`` is the ``after`` of the following page."""

    items: list[EntryShown]
    next: int | None


class FaultShown(Shown):
    """The first place at which the ledger is not what it was."""

    seq: int
    reason: str


class Verification(Shown):
    """Whether the chain stands, and with the witnesses that were given."""

    sound: bool
    entries: int
    fault: FaultShown | None


@router.get("/head")
def last(request: Request, visitor: LedgerReader) -> Head:
    """Return the head of the ledger."""
    with site_of(request).installation.database.read() as session:
        require(session, Act.READ_LEDGER, visitor.actor)
        return Head.model_validate(head(session))


@router.get("/entries")
def entries(
    request: Request,
    visitor: LedgerReader,
    limit: Limit = 100,
    after: Annotated[int, Query(ge=0, le=LARGEST)] = 0,
) -> Entries:
    """Return entries in their order, from the one after ``after`` on."""
    with site_of(request).installation.database.read() as session:
        require(session, Act.READ_LEDGER, visitor.actor)
        rows = list(
            session.scalars(
                select(LedgerEntry)
                .where(LedgerEntry.seq > after)
                .order_by(LedgerEntry.seq)
                .limit(limit + 1)
            )
        )
    shown = [_shown(row) for row in rows[:limit]]
    return Entries(items=shown, next=shown[-1].seq if len(rows) > limit else None)


@router.get("/verification")
def verification(
    request: Request,
    visitor: LedgerReader,
    heads: Annotated[
        list[str], Query(alias="head", max_length=50, description="witnesses, each SEQ:HASH")
    ] = [],  # noqa: B006 - FastAPI copies it
) -> Verification:
    """Walk the whole chain and compare it with what was written down elsewhere."""
    witnesses = [witness(each) for each in heads]
    database = site_of(request).installation.database
    with database.read() as session:
        require(session, Act.READ_LEDGER, visitor.actor)
    count, fault = verify_chain(database, witnesses)
    shown = FaultShown.model_validate(fault) if fault else None
    return Verification(sound=fault is None, entries=count, fault=shown)


def _shown(row: LedgerEntry) -> EntryShown:
    seen = {
        name: getattr(row, name) for name in ("seq", "at", "kind", "hash", "previous", "payload")
    }
    return EntryShown.model_validate(seen | {"said": json.loads(row.payload)})
