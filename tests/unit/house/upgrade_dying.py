"""Upgrade a database and die by SIGKILL before a statement: run in a process of its own."""

import os
import signal
from itertools import count
from typing import Any

from sqlalchemy import event

from storage.database import Database
from storage.migrate import upgrade


def upgrade_dying(url: str, statement: int) -> None:
    """Upgrade, and die before the statement with this number, if there are so many."""
    database = Database(url)
    numbers = count(1)

    def die(*_: Any) -> None:
        if next(numbers) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(database.engine, "before_cursor_execute", die)
    upgrade(database)
    database.dispose()
