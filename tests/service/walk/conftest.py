"""An installation in which the example projects are walked through their gates."""

from pathlib import Path

import pytest

from lifecycle.installation import Installation, Place
from storage.database import Database
from storage.files import FileStore
from storage.keys import create


@pytest.fixture
def installation(database: Database, tmp_path: Path) -> Installation:
    """An installation with empty tables, once on each kind of database."""
    place = Place(tmp_path / "data", database.url)
    return Installation(
        place=place,
        database=database,
        files=FileStore(place.data_dir / "files"),
        keys=create(place.keys_file),
    )
