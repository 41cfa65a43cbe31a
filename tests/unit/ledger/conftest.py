from pathlib import Path

import pytest

from storage.database import Database
from tests.world import World, settled


@pytest.fixture
def world(database: Database, tmp_path: Path) -> World:
    """An installation in which one project has passed a gate and stands before the next."""
    world = settled(database, tmp_path)
    project_id = world.project()
    returned = world.hand_in(text="budget 90")
    world.judged(returned.review.id, ready=False)
    review_id = world.asked()
    with database.read() as session:
        sha256 = world.review(session, review_id).revision_sha256
    world.voted(review_id, "eve", sha256)
    world.voted(review_id, "sara", sha256)
    world.voted(review_id, "finn", sha256)
    world.carried_out(project_id)
    return world
