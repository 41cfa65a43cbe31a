"""A mail server, and an office on each kind of database."""

from collections.abc import Generator
from pathlib import Path

import pytest

from storage.database import Database
from tests.postbox import Postbox, open_postbox
from tests.service.mail.office import Office, an_office


@pytest.fixture
def postbox() -> Generator[Postbox]:
    with open_postbox() as opened:
        yield opened


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    return an_office(database, tmp_path)
