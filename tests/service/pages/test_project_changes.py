"""What changes a project is pressed on its page, and the page then says it."""

from collections.abc import Callable

from sqlalchemy import select

from lifecycle.invariants import check_invariants
from storage.tables.projects import Project
from tests.rich_method import rich_project
from tests.service.pages.guests import Guest
from tests.world import World

HERE = "/projects/HEAT"
BUDGET = ("files", ("budget.txt", b"Budget: 100 EUR in all, for the pumps.", "text/plain"))


def test_facts_are_changed_and_the_class_says_why(
    world: World, guest: Callable[..., Guest]
) -> None:
    rich_project(world)
    mona = guest("mona")
    assert "to be told" in mona.get(HERE).text

    facts = {"budget": "2000", "attribute.exposed": "yes", "attribute.site": "north"}
    answer = mona.post(f"{HERE}/amend", facts | {"offered": "tender", "pack": "tender"}, at=HERE)

    assert answer.headers["location"] == f"{HERE}?done=amended"
    page = mona.get(HERE).text
    assert "Large" in page
    assert "budget 2000 &gt; 1000" in page
    assert "Tender" in page
    mona.post(f"{HERE}/amend", facts | {"offered": "tender"}, at=HERE)
    assert world_packs(world) == []
    assert check_invariants(world.installation) == []


def test_an_event_and_a_date_show_at_the_open_gates(
    world: World, guest: Callable[..., Guest]
) -> None:
    rich_project(world)
    mona = guest("mona")

    mona.post(f"{HERE}/plan", {"gate": "A", "date": "2026-01-09"}, at=HERE)
    mona.post(f"{HERE}/events", {"event": "incident", "reason": "A pump failed"}, at=HERE)

    page = mona.get(HERE).text
    assert "Open gates" in page
    assert "A awaits ALARM" in page
    assert "late" in page
    assert "A pump failed" in page
    assert "A awaits ALARM" in mona.get(f"{HERE}/gates/A").text
    handed_in = mona.post(
        f"{HERE}/submit", {"gate": "ALARM"}, files=[BUDGET], at=f"{HERE}/gates/ALARM"
    )
    assert handed_in.headers["location"] == f"{HERE}/gates/ALARM?done=submitted"
    assert check_invariants(world.installation) == []


def test_a_late_package_is_shown_late_in_both_languages(
    world: World, guest: Callable[..., Guest]
) -> None:
    rich_project(world)
    mona = guest("mona")
    mona.post(f"{HERE}/plan", {"gate": "A", "date": "2026-01-09"}, at=HERE)
    mona.post(f"{HERE}/submit", {"gate": "A"}, files=[BUDGET], at=f"{HERE}/gates/A")

    assert "working days late" in mona.get(f"{HERE}/gates/A").text


def test_a_departure_is_asked_and_answered_on_the_page(
    world: World, guest: Callable[..., Guest]
) -> None:
    rich_project(world)
    mona, sara = guest("mona"), guest("sara")
    departure = {"word": "n-a", "item": "budget", "gate": "A", "reason": "It is paid for"}

    asked = mona.post(f"{HERE}/tailoring", departure, at=HERE)
    assert asked.headers["location"] == f"{HERE}?done=tailoring-asked"
    assert "Approve" not in mona.get(HERE).text
    form = sara.get(HERE).text.split('action="/projects/HEAT/tailoring/')[1].split('"')[0]
    sara.post(f"{HERE}/tailoring/{form}", {"answer": "approve"}, at=HERE)

    page = mona.get(HERE).text
    assert "approved by" in page
    assert "Not asked of this project" in page
    assert check_invariants(world.installation) == []


def test_a_track_is_begun_on_the_page_and_both_show_each_other(
    world: World, guest: Callable[..., Guest]
) -> None:
    rich_project(world)
    mona = guest("mona")

    form = {"track": "works", "code": "DIG", "title": "The pit"}
    begun = mona.post(f"{HERE}/tracks", form, at=HERE)

    assert begun.headers["location"] == "/projects/DIG?done=begun"
    assert "DIG" in mona.get(HERE).text
    assert "/projects/HEAT" in mona.get("/projects/DIG").text
    assert check_invariants(world.installation) == []


def world_packs(world: World) -> list[str]:
    with world.database.read() as session:
        return list(session.scalars(select(Project.packs)).one())
