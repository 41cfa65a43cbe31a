"""A copy of the database opens nothing, and a package that is only tried leaves no trace."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from lifecycle.signing_in.tokens import PREFIX, recognise_token
from storage.schema import metadata
from storage.tables.records import LedgerEntry
from tests.service.api.conftest import Caller
from tests.world import World


def test_no_text_of_the_database_is_a_token(world: World, callers: dict[str, Caller]) -> None:
    world.project()
    world.asked()
    callers["ada"].post("/people/finn/invitation")
    assert callers["ada"].get("/me").status_code == 200

    texts = set(dumped(world))

    assert len(texts) > 100
    for text in texts:
        for spelt in (text, PREFIX + text):
            assert recognise_token(world.installation, spelt, at=world.at) is None


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_package_that_is_tried_leaves_nothing_behind(
    world: World, callers: dict[str, Caller]
) -> None:
    world.project()
    before = counted(world)
    budget = b"Item;Amount\nSteel;100\nWork;200\nTotal;300\n"

    tried = callers["mona"].post("/projects/HEAT/tries", files=[("files", ("Budget.csv", budget))])

    assert tried.status_code == 200
    (document,) = tried.json()["documents"]
    assert (document["path"], document["read"]) == ("Budget.csv", "whole")
    assert counted(world) == before
    assert not [each for each in world.installation.files.root.rglob("*") if each.is_file()]


def dumped(world: World) -> Iterator[str]:
    with world.database.read() as session:
        for table in metadata.sorted_tables:
            for row in session.execute(select(table)):
                yield from (str(value) for value in row if value is not None)


def counted(world: World) -> int:
    with world.database.read() as session:
        return session.scalar(select(func.count()).select_from(LedgerEntry)) or 0
