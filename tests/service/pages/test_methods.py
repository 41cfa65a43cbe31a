"""The PMO's pages: every version, a draft weighed and published, a version taken up and left."""

import re
from collections.abc import Callable

import pytest

from lifecycle.authority import find_project
from storage.tables.projects import MethodVersion
from tests.service.pages.guests import FROM_HERE, Guest
from tests.small_method import METHOD
from tests.world import World

SECOND = METHOD.replace("version: 1", "version: 2").replace("force: should}", "force: must}")


@pytest.fixture
def paul(guest: Callable[..., Guest], world: World) -> Guest:
    world.project("HEAT")
    return guest("paul")


def upload(guest: Guest, text: str, name: str = "draft.yaml") -> str:
    fields = guest.proof("/methods/publish")
    files = {"file": (name, text.encode(), "application/yaml")}
    answer = guest.client.post("/methods/check", data=fields, files=files, headers=FROM_HERE)
    shown: str = answer.text
    return shown


def pinned(world: World, code: str) -> str:
    with world.database.read() as session:
        row = session.get_one(MethodVersion, find_project(session, code).method_id)
        return f"{row.key}@{row.version}"


def test_every_version_is_listed_with_the_projects_on_it(paul: Guest) -> None:
    paul.post("/methods", {"source": SECOND, "name": "x"}, at="/methods/publish")

    page = paul.get("/methods").text

    assert "Version 2" in page
    assert "Version 1" in page
    assert "1 on an older version" in page
    assert "Paul Morel" in page
    assert "ships with Jalon" in page


def test_a_version_is_shown_with_what_each_gate_asks(paul: Guest) -> None:
    page = paul.get("/methods/small/1?lang=fr").text

    assert "Jalon A" in page
    assert "Commençons-nous ?" in page
    assert "Ébauche" in page
    assert "method: small" in page
    assert paul.get("/methods/small/7").status_code == 404


def test_the_faults_of_a_draft_are_named_with_their_lines(paul: Guest) -> None:
    page = upload(paul, SECOND.replace("gate: B", "gate: C"))

    assert "this text is refused whole" in page
    assert re.search(r"Line \d+, column \d+", page)
    assert "stages[second].gate" in page
    assert 'action="/methods"' not in page


def test_a_draft_is_weighed_and_the_same_text_published(paul: Guest, world: World) -> None:
    world.judged(world.hand_in().review.id)

    page = upload(paul, SECOND)

    assert "force should → must" in page
    assert "Publish small@2" in page
    answer = paul.post("/methods", {"source": SECOND, "name": "x"}, at="/methods/publish")
    assert answer.headers["location"] == "/methods/small/2?done=published"
    assert pinned(world, "HEAT") == "small@1"


def test_a_version_that_stands_offers_no_button(paul: Guest) -> None:
    page = upload(paul, METHOD)

    assert "small@1 is published already" in page
    assert "Publish small@1" not in page


def test_bytes_that_are_no_text_are_refused(paul: Guest) -> None:
    fields = paul.proof("/methods/publish")
    files = {"file": ("draft.yaml", b"method: \xff", "application/yaml")}

    answer = paul.client.post("/methods/check", data=fields, files=files, headers=FROM_HERE)

    assert answer.status_code == 422
    assert "is not UTF-8" in answer.text


def test_the_chosen_projects_go_and_come_back(paul: Guest, world: World) -> None:
    world.project("COLD")
    paul.post("/methods", {"source": SECOND, "name": "x"}, at="/methods/publish")
    at = "/methods/small/2/migrate"
    assert "asked otherwise: Budget" in paul.get(at).text

    gone = paul.post(at, {"project": ["HEAT"]}, at=at)

    assert gone.headers["location"] == f"{at}?done=migrated"
    assert (pinned(world, "HEAT"), pinned(world, "COLD")) == ("small@2", "small@1")
    assert len(world.nudged) == 1

    back = paul.post("/methods/small/2/undo", {"project": ["HEAT"]}, at=at)

    assert back.headers["location"] == f"{at}?done=migration-undone"
    assert pinned(world, "HEAT") == "small@1"


def test_a_project_under_review_stays_and_the_page_says_why(paul: Guest, world: World) -> None:
    paul.post("/methods", {"source": SECOND, "name": "x"}, at="/methods/publish")
    world.asked("HEAT")
    at = "/methods/small/2/migrate"

    page = paul.get(at).text
    answer = paul.post(at, {"project": ["HEAT"]}, at="/methods/publish")

    assert "its package for A is under review" in page
    assert answer.status_code == 409
    assert pinned(world, "HEAT") == "small@1"
