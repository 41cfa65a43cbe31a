"""A scene on each kind of database; whatever a test did, the database must be sound at the end."""

from collections.abc import Generator
from pathlib import Path

import pytest

from lifecycle.invariants import check_invariants
from storage.database import Database
from tests.unit.lifecycle.scene import Scene, a_scene


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Generator[Scene]:
    """A project at its first gate."""
    made = a_scene(database, tmp_path)
    yield made
    assert check_invariants(made.installation) == []
