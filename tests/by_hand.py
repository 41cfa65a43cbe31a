"""Changes by somebody who owns the database: even its own rules are in their hands."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from storage.database import Database
from storage.triggers import drop_triggers


@contextmanager
def by_hand(database: Database) -> Generator[Session]:
    """Open a transaction in which the database holds no rule of its own any more."""
    with database.write() as session:
        drop_triggers(session.connection())
        yield session
