"""What Prefect may show: where a project stands, and not a word or a name that somebody wrote."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from domain.review.ballot import VoteValue
from lifecycle.authority import find_project
from lifecycle.driving.showing import Showing, showing
from lifecycle.steering.raise_event import raise_event
from storage.database import Database
from tests.rich_method import rich_project
from tests.world import PEOPLE, World, settled


@pytest.fixture
def world(database: Database, tmp_path: Path) -> World:
    return settled(database, tmp_path)


def shown(world: World, project_id: UUID) -> Showing:
    return showing(
        world.installation, project_id, public_url="https://jalon.example.org/", at=world.at
    )


def test_a_project_is_shown_at_its_stage_with_what_it_waits_for(world: World) -> None:
    project_id = world.project()

    entered = shown(world, project_id)
    world.hand_in()
    judged = shown(world, project_id)

    assert entered.name == "HEAT"
    assert entered.tags == ("methodology:small@1", "stage:first", "gate:A", "waiting-for:package")
    assert "https://jalon.example.org/projects/HEAT" in entered.markdown
    assert judged.tags[-1] == "waiting-for:judge"


def test_several_open_gates_are_shown_with_what_they_await(world: World) -> None:
    project_id = rich_project(world)
    with world.database.write() as session:
        project = find_project(session, "HEAT")
        mona = world.actor("mona")
        raise_event(session, mona, project, "incident", "The pump failed", at=world.at)

    page = shown(world, project_id)

    assert page.tags[2:4] == ("gate:A", "gate:ALARM")
    assert "ALARM: opened by incident" in page.markdown
    assert "A: A awaits ALARM" in page.markdown
    assert "pump" not in page.model_dump_json()


def test_while_a_round_is_open_who_voted_is_shown_but_not_what(world: World) -> None:
    project_id = world.project()
    review_id = world.asked()
    with world.database.read() as session:
        sha256 = world.review(session, review_id).revision_sha256
    world.voted(review_id, "finn", sha256, value=VoteValue.ABSTAIN)

    page = shown(world, project_id)

    assert page.tags[-1] == "waiting-for:votes"
    assert "| finance | voted |" in page.markdown
    assert "| sponsor | waiting |" in page.markdown
    assert "abstain" not in page.markdown


def test_no_name_and_no_free_word_is_shown(world: World) -> None:
    project_id = world.project()
    review_id = world.asked()
    with world.database.read() as session:
        sha256 = world.review(session, review_id).revision_sha256
    world.voted(review_id, "sara", sha256, value=VoteValue.REJECT, reason="The furnace is too old")

    said = shown(world, project_id).model_dump_json()

    assert "furnace" not in said
    assert "Heat recovery" not in said
    for handle, (name, _) in PEOPLE.items():
        assert name not in said
        assert f"{handle}@" not in said


def test_a_round_past_its_date_is_marked(world: World) -> None:
    project_id = world.project()
    review_id = world.asked()
    world.at += timedelta(days=30)

    world.carried_out(project_id)

    assert shown(world, project_id).tags[-1] == "health:overdue"
    with world.database.read() as session:
        assert world.review(session, review_id).state == "open"
