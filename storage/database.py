"""The engine and its transactions: the one place that knows which database it is on."""

import fcntl
import os
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import (
    Engine,
    Executable,
    Result,
    Select,
    Table,
    bindparam,
    create_engine,
    event,
    inspect,
    select,
    text,
)
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.util import identity_key

from domain.errors import BadInputError
from storage import schema as _all_tables  # noqa: F401 - a table must find those it refers to
from storage.sqlite import begin, prepare
from storage.tables.base import Base

Found = TypeVar("Found")

LEDGER_LOCK = 0x4A414C4F4E  # "JALON", the key of the advisory lock that orders the ledger


def default_url(data_dir: Path) -> str:
    """Return the address of the embedded database in a data directory."""
    return f"sqlite:///{data_dir / 'jalon.db'}"


class _Session(Session):
    """A session that keeps hold of rows that are looked up again and again."""


@event.listens_for(_Session, "loaded_as_persistent")
@event.listens_for(_Session, "pending_to_persistent")
def _hold(session: Session, row: Base) -> None:
    if row.looked_up_often:
        session.info.setdefault("held", []).append(row)


@event.listens_for(_Session, "after_flush")
def _forget(session: Session, _flushed: object) -> None:
    noted(session).clear()


@event.listens_for(_Session, "do_orm_execute")
def _forget_changed(said: ORMExecuteState) -> None:
    if not said.is_select:
        noted(said.session).clear()


class Database:
    """A database and the way to talk to it: ``read()`` and ``write()``, nothing else.

    On SQLite a write transaction starts with ``BEGIN IMMEDIATE`` under a file lock, so that
    two connections never write or checkpoint the WAL together. On PostgreSQL rows are locked
    one by one, see `lock`.
    """

    def __init__(self, url: str, *, pool_size: int = 5) -> None:
        self.url = _with_driver(url)
        self.is_sqlite = self.url.startswith("sqlite")
        self._lock_path: Path | None = None
        options: dict[str, Any] = {}
        if self.is_sqlite:
            path = Path(self.url.removeprefix("sqlite:///"))
            self._lock_path = path.with_name("write.lock")
            options = {"connect_args": {"timeout": 10.0, "check_same_thread": False}}
        else:
            options = {"pool_pre_ping": True, "isolation_level": "READ COMMITTED"}
        self.engine: Engine = create_engine(self.url, pool_size=pool_size, **options)
        if self.is_sqlite:
            event.listen(self.engine, "connect", prepare)
            event.listen(self.engine, "begin", begin)

    @contextmanager
    def read(self) -> Generator[Session]:
        """Open a session that only asks; what it changed is not kept."""
        with _Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Generator[Session]:
        """Open a session that commits at the end of the block, or keeps nothing."""
        with self._write_lock(), _Session(self.engine, expire_on_commit=False) as session:
            session.connection(execution_options={"jalon_write": True})
            yield session
            session.commit()

    @contextmanager
    def rebuild(self) -> Generator[Session]:
        """Open a session like ``write`` in which SQLite lets a table be made anew.

        SQLite changes a constraint by making the table again under another name; with foreign
        keys in force it would refuse to drop the old one. They are checked as a whole before
        the commit instead.
        """
        if not self.is_sqlite:
            with self.write() as session:
                yield session
            return
        with self._write_lock(), self.engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA foreign_keys=OFF")
            try:
                writing = connection.execution_options(jalon_write=True)
                with _Session(writing, expire_on_commit=False) as session:
                    yield session
                    broken = session.execute(text("PRAGMA foreign_key_check")).first()
                    if broken is not None:
                        msg = f"the new tables refer to rows that are not there: {broken}"
                        raise RuntimeError(msg)
                    session.commit()
            finally:
                connection.rollback()
                raw.execute("PRAGMA foreign_keys=ON")

    @contextmanager
    def _write_lock(self) -> Generator[None]:
        if self._lock_path is None:
            yield
            return
        handle = os.open(self._lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def checkpoint(self) -> None:
        """Move SQLite's write-ahead log into the database file; elsewhere nothing."""
        if self.is_sqlite:
            with self._write_lock(), self.engine.connect() as connection:
                raw: Any = connection.connection.driver_connection
                connection.rollback()
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def lock(session: Session, table: type[Base], key: object) -> Any:
    """Return a row by its key, locked until the transaction ends and read afresh, or None.

    What was noted of others before the wait for the lock is forgotten: see `noted`.
    """
    noted(session).clear()
    return session.scalar(_locking(table), {"key": key})


def find(session: Session, table: type[Base], key: object) -> Any:
    """Return a row by its key as this session knows it, else as it is kept, or None."""
    known = session.identity_map.get(identity_key(table, key))
    if known is not None and not inspect(known).expired:
        return known
    return session.scalar(_by_key(table), {"key": key})


def directly(session: Session, statement: Executable, asked: Mapping[str, Any]) -> Result[Any]:
    """Run a statement in the transaction but past the session: no row of it becomes an object.

    What the session was given and did not write yet is written first.
    """
    session.flush()
    return session.connection().execute(statement, asked)


def table_of(table: type[Base]) -> Table:
    """Return the table of rows that are written many at a time, past the session."""
    return cast("Table", inspect(table).local_table)


@lru_cache(maxsize=64)
def _by_key(table: type[Base]) -> Select[Any]:
    # Made once: to write a statement down takes several times as long as to run it.
    (key,) = inspect(table).primary_key
    return select(table).where(key == bindparam("key"))


@lru_cache(maxsize=64)
def _locking(table: type[Base]) -> Select[Any]:
    return _by_key(table).with_for_update().execution_options(populate_existing=True)


def noted(session: Session) -> dict[object, Any]:
    """Return what was looked up since this transaction last changed or locked something.

    The keys are the caller's own.
    """
    found: dict[object, Any] = session.info.setdefault("noted", {})
    return found


def looked_up(session: Session, key: object, ask: Callable[[], Found]) -> Found:
    """Return what is noted under a key; else ask for it, and note it until the next change.

    What the session was given and did not write yet is written first: see `noted`.
    """
    session.flush()
    known = noted(session)
    if key not in known:
        known[key] = ask()
    return cast("Found", known[key])


def lock_ledger(session: Session) -> None:
    """Let nobody else append to the ledger until this transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LEDGER_LOCK})


def is_alive(database: Database) -> bool:
    """Tell whether the database answers."""
    with database.read() as session:
        return session.scalar(select(1)) == 1


def _with_driver(url: str) -> str:
    if url.startswith(("postgresql://", "postgres://")):
        return "postgresql+psycopg://" + url.split("://", 1)[1]
    if url.startswith(("sqlite:///", "postgresql+psycopg://")):
        return url
    raise BadInputError(
        f"JALON_DATABASE_URL starts with {url.split(':', 1)[0]!r}; "
        "give sqlite:///FILE or postgresql://USER@HOST/NAME.",
        f"JALON_DATABASE_URL commence par {url.split(':', 1)[0]!r} ; "
        "donnez sqlite:///FICHIER ou postgresql://UTILISATEUR@HÔTE/NOM.",
    )
