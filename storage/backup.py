"""A copy of the whole database in one SQLite file, taken while others write, and put back.

The file is the same from both databases, so that an installation can move from one to the
other. From SQLite it is made by its backup interface; a copied database file would miss what
stands in the write-ahead log. From PostgreSQL it is one snapshot, read table by table.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.orm import Session

from domain.errors import OutOfSequenceError
from storage.database import Database
from storage.migrate import upgrade
from storage.schema import metadata
from storage.triggers import drop_triggers, make_triggers

AT_ONCE = 500
"""Rows carried in one statement."""


def copy_to(database: Database, target: Path) -> None:
    """Write a copy of the database as it stands at this moment into a new file."""
    if database.is_sqlite:
        _copy_sqlite(Path(database.url.removeprefix("sqlite:///")), target)
        return
    place = Database(f"sqlite:///{target}")
    upgrade(place)
    with database.read() as session, place.write() as copy:
        source = session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        _carry(source, copy.connection())
    place.dispose()
    _settle(target)


def fill_from(
    source: Path, database: Database, *, before_commit: Callable[[Session], None]
) -> None:
    """Put a copy back into an empty database; one of an older version is brought up first.

    What ``before_commit`` changes belongs to the same transaction.

    Raises:
        OutOfSequenceError: The database holds something already.
        BadInputError: The copy was made by a newer version of Jalon.
    """
    upgrade(database)
    place = Database(f"sqlite:///{source}")
    try:
        upgrade(place)
        with place.read() as copy, database.write() as session:
            target = session.connection()
            _require_empty(target)
            _carry(copy.connection(), target)
            before_commit(session)
    finally:
        place.dispose()


def is_whole(path: Path) -> bool:
    """Tell whether a SQLite file is sound in itself."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as opened:
            return bool(opened.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _copy_sqlite(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(source, timeout=10)) as opened,
        closing(sqlite3.connect(target)) as copy,
    ):
        opened.backup(copy)
    _settle(target)


def _settle(target: Path) -> None:
    """Leave one file behind, without a log beside it."""
    with closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")
    for left in ("-wal", "-shm"):
        target.with_name(target.name + left).unlink(missing_ok=True)
    target.with_name("write.lock").unlink(missing_ok=True)


def _carry(source: Connection, target: Connection) -> None:
    """Carry every row over; rows come as they ended, which the rules of a change would refuse."""
    drop_triggers(target)
    for table in metadata.sorted_tables:
        for rows in _rows(source, table):
            target.execute(insert(table), rows)
    make_triggers(target)


def _rows(source: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    found = source.execution_options(yield_per=AT_ONCE).execute(select(table))
    for part in found.mappings().partitions(AT_ONCE):
        yield [dict(row) for row in part]


def _require_empty(target: Connection) -> None:
    held = next((each.name for each in metadata.sorted_tables if _count(target, each)), None)
    if held is not None:
        raise OutOfSequenceError(
            f"The database is not empty ({held}); restore into a new one.",
            f"La base n'est pas vide ({held}) ; restaurez dans une base neuve.",
        )


def _count(target: Connection, table: Table) -> int:
    return target.scalar(select(func.count()).select_from(table)) or 0
