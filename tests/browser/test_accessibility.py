"""Every main page for every eye and every hand: axe finds nothing, nothing runs off the screen."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize
from sqlalchemy import select

from lifecycle.authority import find_person
from methodologies import library as methods
from storage.tables.letters import Letter
from storage.tables.reviews import DecisionRequest
from tests.browser.stage import CODE, Stage

WIDE: ViewportSize = {"width": 1320, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


@pytest.mark.parametrize(
    "viewport", [pytest.param(WIDE, id="wide"), pytest.param(PHONE, id="phone")]
)
def test_axe_finds_nothing_on_any_page_in_either_language_by_day_or_night(
    stage: Stage, visitor: Callable[..., Page], viewport: ViewportSize
) -> None:
    look: dict[str, Any] = {"viewport": viewport}
    manager = visitor("project-manager", "/", **look)
    gate = f"/projects/{CODE}/gates/G3"
    found: list[str] = []

    found += faults(manager, "/", gate, f"/projects/{CODE}", "/projects", "/account", "/nowhere")
    manager.goto(gate)
    manager.locator("input[type=file]").set_input_files(stage.package("G3-r1"))
    manager.locator("#tried h2").first.wait_for()
    found += looked_at(manager, "the dry run")
    hand_in(stage, manager, gate, "G3-r1")
    found += faults(manager, gate, "/")
    hand_in(stage, manager, gate, "G3-r2")
    found += faults(manager, gate, f"/projects/{CODE}")
    executive = visitor("executive", "/", **look)
    decision = f"/decisions/{request_of(stage, 'executive')}"
    found += faults(
        executive,
        "/",
        f"{decision}?choice=GO",
        f"{decision}?choice=CONDITIONAL_GO",
        f"{decision}?choice=KILL",
    )
    executive.goto(f"{decision}?choice=GO")
    executive.locator(".decide > .big").click()
    found += looked_at(executive, "the vote")
    admin = visitor("admin", "/people", **look)
    letter = f"/mailbox/{letter_of(stage)}"
    found += faults(admin, "/people", "/mailbox", letter, "/ledger", "/projects/new")
    pmo = visitor("pmo", "/methods", **look)
    found += faults(pmo, "/methods", "/methods/jalon-standard/1", "/methods/publish")
    draft = methods.text("jalon-standard").replace("version: 1", "version: 2")
    pmo.locator("textarea.source").fill(draft)
    pmo.locator("form[action='/methods/check'] button").click()
    found += looked_at(pmo, "a draft")
    found += faults(pmo, "/methods/jalon-standard/1/migrate")
    stranger = visitor("nobody", "/invitation", **look)
    found += faults(stranger, "/sign-in", "/invitation")

    assert found == []


def test_every_gesture_of_the_decision_is_one_of_the_keyboard(
    stage: Stage, visitor: Callable[..., Page]
) -> None:
    gate = f"/projects/{CODE}/gates/G3"
    hand_in(stage, visitor("project-manager", gate), gate, "G3-r2")
    page = visitor("sponsor", f"/decisions/{request_of(stage, 'sponsor')}")

    page.locator(".op input").first.focus()
    page.keyboard.press("Space")
    for _ in range(30):
        if page.evaluate("document.activeElement.matches('.decide > .big')"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.locator(".result h2").wait_for()


def faults(page: Page, *paths: str) -> list[str]:
    """Return what axe, and a look at the width, find on pages in both languages."""
    found = []
    for path in paths:
        for language in ("fr", "en"):
            page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
            assert page.locator("html").get_attribute("lang") == language
            found += looked_at(page, f"{path} {language}")
    return found


def looked_at(page: Page, where: str) -> list[str]:
    found = []
    looks: list[tuple[Literal["light", "dark"], dict[str, Any]]]
    looks = [("light", RULES), ("dark", CONTRAST)]
    if where.endswith(" en"):  # colours do not depend on the language
        looks.pop()
    for scheme, options in looks:
        page.emulate_media(color_scheme=scheme)
        found += [
            f"{where} {scheme}: {each['id']}: {node['html'][:120]}"
            for each in Axe().run(page, options=options).response["violations"]
            for node in each["nodes"]
        ]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append(f"{where}: wider than the screen")
    return found


def hand_in(stage: Stage, page: Page, gate: str, package: str) -> None:
    page.goto(gate)
    page.locator("input[type=file]").set_input_files(stage.package(package))
    page.locator("#tried h2").first.wait_for()
    page.locator("#drop button.pri").click()
    page.wait_for_url("**done=submitted")
    stage.work()


def request_of(stage: Stage, role: str) -> str:
    with stage.installation.database.read() as session:
        person = find_person(session, stage.people[role])
        asked = select(DecisionRequest.id).where(DecisionRequest.person_id == person.id)
        return str(session.scalar(asked))


def letter_of(stage: Stage) -> str:
    with stage.installation.database.read() as session:
        return str(session.scalar(select(Letter.id).where(Letter.state == "sent")))
