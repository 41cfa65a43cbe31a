"""The databases that tests are given."""

from sqlalchemy import inspect, text

from storage.database import Database


def test_a_test_is_given_an_empty_database_of_its_own(database_url: str) -> None:
    database = Database(database_url)

    with database.read() as session:
        tables = inspect(session.connection()).get_table_names()

    database.dispose()
    assert tables == []


def test_a_test_is_given_all_tables_and_no_rows(database: Database) -> None:
    with database.read() as session:
        tables = inspect(session.connection()).get_table_names()
        projects = session.scalar(text("SELECT count(*) FROM project"))

    assert "alembic_version" in tables
    assert projects == 0
