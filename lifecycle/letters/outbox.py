"""The outbox as the deliverers see it: letters claimed by lease, and what became of each."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from storage.database import Database, lock
from storage.failpoint import failpoint
from storage.tables.letters import Letter

LEASE = timedelta(minutes=15)
"""How long a claimed letter is nobody else's; longer than a server may take to answer."""

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 20, 30))
"""How long a letter waits after each try; the last one stands for all further tries."""

SPREAD = 0.2
"""By which share a wait is lengthened or shortened, so that letters do not come in crowds."""

PATIENCE = timedelta(days=5)
"""After so long a letter is parked for somebody to look at (RFC 5321 wants four to five days)."""

UNREACHABLE = "The mail server does not answer: "


def claim(database: Database, *, at: datetime, limit: int) -> list[UUID]:
    """Take letters that are due, oldest first; none while the mail server is known to be away.

    A letter whose lease ran out belonged to a process that died; it may have been sent.
    """
    with database.write() as session:
        away = _away_until(session)
        if away is not None and away > at:
            return []
        letters = session.scalars(
            select(Letter)
            .where(
                Letter.state == "waiting",
                Letter.next_at <= at,
                or_(Letter.lease_until.is_(None), Letter.lease_until <= at),
            )
            .order_by(Letter.next_at, Letter.posted_at, Letter.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        for letter in letters:
            letter.ambiguous = letter.ambiguous or letter.lease_until is not None
            letter.lease_until = at + LEASE
        return [letter.id for letter in letters]


def freeze(database: Database, rendered: Sequence[tuple[UUID, bytes]]) -> None:
    """Keep the bytes of letters for ever; bytes that are kept already stand."""
    if not rendered:
        return
    with database.write() as session:
        for letter_id, raw in rendered:
            session.execute(
                update(Letter).where(Letter.id == letter_id, Letter.raw.is_(None)).values(raw=raw)
            )


def keep_lease(database: Database, letter_id: UUID, *, at: datetime) -> bool:
    """Lengthen a lease before a letter is sent; False when it is no longer to be sent."""
    with database.write() as session:
        letter: Letter = lock(session, Letter, letter_id)
        if letter.state != "waiting":
            return False
        letter.lease_until = at + LEASE
        return True


def release(database: Database, letter_ids: Sequence[UUID]) -> None:
    """Give letters back that were claimed and not tried."""
    if letter_ids:
        with database.write() as session:
            session.execute(
                update(Letter)
                .where(Letter.id.in_(letter_ids), Letter.state == "waiting")
                .values(lease_until=None)
            )


def sent(database: Database, letter_id: UUID, *, at: datetime) -> None:
    """Note that the server took a letter; also one that was taken back meanwhile is out."""
    with database.write() as session:
        session.execute(
            update(Letter)
            .where(Letter.id == letter_id)
            .values(
                state="sent",
                sent_at=at,
                attempts=Letter.attempts + 1,
                lease_until=None,
                trouble=None,
            )
        )
        failpoint("deliver.before-commit")


def park(database: Database, letter_id: UUID, reason: str) -> None:
    """Put a letter aside for somebody to look at; it stops only itself."""
    with database.write() as session:
        letter: Letter = lock(session, Letter, letter_id)
        if letter.state == "waiting":
            letter.state, letter.trouble, letter.lease_until = "parked", reason, None


def drop(database: Database, letter_id: UUID) -> None:
    """Take a letter back whose reader left, or whose question was answered."""
    with database.write() as session:
        letter: Letter = lock(session, Letter, letter_id)
        if letter.state == "waiting":
            letter.state, letter.lease_until = "cancelled", None


def put_off(
    database: Database, letter_id: UUID, reason: str, *, at: datetime, ambiguous: bool
) -> None:
    """Let a letter wait longer after each try, and park it after five days."""
    with database.write() as session:
        letter: Letter = lock(session, Letter, letter_id)
        if letter.state != "waiting":
            return
        letter.attempts += 1
        letter.ambiguous = letter.ambiguous or ambiguous
        _wait(letter, letter.attempts, reason, at=at)


def server_away(database: Database, letter_id: UUID, reason: str, *, at: datetime) -> None:
    """Note on the letter that was tried that the server is away; all others wait with it.

    The wait grows with the outage, not with the letter: whichever letter probes the server
    next goes on from the longest wait so far. What waited for five days is parked.
    """
    with database.write() as session:
        letter: Letter = lock(session, Letter, letter_id)
        tries = session.scalar(select(func.max(Letter.attempts)).where(_blames_server())) or 0
        if letter.state != "waiting":
            return
        letter.attempts = max(letter.attempts, tries) + 1
        _wait(letter, letter.attempts, UNREACHABLE + reason, at=at)
        session.execute(
            update(Letter)
            .where(Letter.state == "waiting", Letter.posted_at <= at - PATIENCE)
            .values(state="parked", lease_until=None, trouble=UNREACHABLE + reason)
        )


def next_at(database: Database) -> datetime | None:
    """Return when the next letter is to be tried, or None when none waits."""
    with database.read() as session:
        due = session.scalar(
            select(func.min(func.coalesce(Letter.lease_until, Letter.next_at))).where(
                Letter.state == "waiting"
            )
        )
        away = _away_until(session)
    return max(due, away) if due and away else due


def _wait(letter: Letter, tries: int, reason: str, *, at: datetime) -> None:
    letter.trouble, letter.lease_until = reason, None
    letter.next_at = at + _pause(letter.id, tries)
    if at - letter.posted_at >= PATIENCE:
        letter.state = "parked"


def _pause(letter_id: UUID, tries: int) -> timedelta:
    """Return the wait after so many tries, spread in a way that is always the same."""
    base = WAITS[min(tries, len(WAITS)) - 1]
    made = hashlib.sha256(letter_id.bytes + tries.to_bytes(4, "big")).digest()
    share = int.from_bytes(made[:4], "big") / 2**32
    return base * (1 + SPREAD * (2 * share - 1))


def _away_until(session: Session) -> datetime | None:
    return session.scalar(select(func.max(Letter.next_at)).where(_blames_server()))


def _blames_server() -> ColumnElement[bool]:
    return (Letter.state == "waiting") & Letter.trouble.startswith(UNREACHABLE)
