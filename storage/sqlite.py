"""What is asked of every connection to SQLite: settings that are checked, and its own BEGIN."""

import sqlite3
from typing import Any


def prepare(connection: sqlite3.Connection, _record: object) -> None:
    """Set up a fresh connection, and make sure that a commit is on the disk.

    Raises:
        RuntimeError: SQLite does not keep ``synchronous=FULL``.
    """
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "busy_timeout=10000",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "wal_autocheckpoint=0",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    in_force = cursor.execute("PRAGMA synchronous").fetchone()[0]
    if in_force != 2:  # noqa: PLR2004 - 2 is FULL in SQLite's own numbering
        msg = f"SQLite keeps synchronous={in_force}; a decision needs FULL"
        raise RuntimeError(msg)
    cursor.close()


def begin(connection: Any) -> None:
    """Begin a transaction; one that writes takes the lock at once."""
    write = connection.get_execution_options().get("jalon_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
