"""The migrations make the tables of the models, on both databases, and can be run again."""

import multiprocessing
import signal

import pytest
from sqlalchemy import text

from domain.errors import BadInputError
from storage.database import Database
from storage.migrate import differences, is_current, upgrade
from tests.unit.house.upgrade_dying import upgrade_dying

AT_LEAST = 50
"""The first migration has more statements than this; the sweep must not end early."""

DEADLINE = 60


def test_the_migrations_are_the_models(database_url: str) -> None:
    database = Database(database_url)

    upgrade(database)
    upgrade(database)

    current, differing = is_current(database), differences(database)
    database.dispose()
    assert current
    assert differing == []


def test_an_upgrade_killed_at_any_statement_leaves_nothing_and_can_be_run_again(
    database_url: str,
) -> None:
    database = Database(database_url)

    statement = 1
    while dies(database_url, statement):
        assert tables(database) == []
        statement += 1

    current, differing = is_current(database), differences(database)
    database.dispose()
    assert statement > AT_LEAST
    assert current
    assert differing == []


def test_a_database_of_a_newer_version_is_refused(database_url: str) -> None:
    database = Database(database_url)
    upgrade(database)
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    for act in (upgrade, is_current):
        with pytest.raises(BadInputError, match="newer version"):
            act(database)

    database.dispose()


def dies(url: str, statement: int) -> bool:
    """Upgrade in a process that is killed before a statement; tell whether it came to that."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.unit.house.upgrade_dying"])
    process = context.Process(target=upgrade_dying, args=(url, statement))
    process.start()
    process.join(DEADLINE)
    assert process.exitcode in {0, -signal.SIGKILL}
    return process.exitcode != 0


def tables(database: Database) -> list[str]:
    names = (
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        if database.is_sqlite
        else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    )
    with database.read() as session:
        return list(session.scalars(text(names)))
