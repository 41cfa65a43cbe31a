"""The judge in a browser: to the place of a finding, another match, a contest and its answer."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stage import CODE, Stage
from tests.browser.test_accessibility import PHONE, WIDE, faults, hand_in, looked_at

GATE = f"/projects/{CODE}/gates/G3"


@pytest.mark.parametrize(
    "viewport", [pytest.param(WIDE, id="wide"), pytest.param(PHONE, id="phone")]
)
def test_axe_finds_nothing_on_the_pages_of_the_judge(
    stage: Stage, visitor: Callable[..., Page], viewport: Any
) -> None:
    manager = visitor("project-manager", GATE, viewport=viewport)
    hand_in(stage, manager, GATE, "G3-r1")
    manager.goto(GATE)
    places = manager.locator(".chk.bad .fx a[href*='?at=']").all()
    paths = {str(each.get_attribute("href")).split("#")[0] for each in places}
    plain = [f"{GATE}/rounds/1/files/{number}/read" for number in (1, 6)]
    assert len(paths) > 2
    found = faults(manager, *sorted(paths), *plain)
    contest(manager)
    pmo = visitor("pmo", "/contests", viewport=viewport)
    found += faults(pmo, "/contests", "/checks?period=year")
    hand_in(stage, manager, GATE, "G3-r2")
    manager.goto(GATE)
    manager.locator("#changes details.kind").first.wait_for()
    found += looked_at(manager, "what changed")
    found += faults(manager, f"{GATE}/rounds/2/changes")

    assert found == []


def test_a_finding_leads_to_the_cell_and_the_cell_is_in_view(
    stage: Stage, visitor: Callable[..., Page]
) -> None:
    manager = visitor("project-manager", GATE)
    hand_in(stage, manager, GATE, "G3-r1")
    manager.goto(f"{GATE}?lang=en")

    row = manager.locator(".chk.bad").filter(has=manager.locator("a.rule[href='/checks#COST-11']"))
    row.locator("summary").first.click()
    row.get_by_role("link", name="See the cell").click()

    here = manager.locator("td#here")
    expect(here).to_be_in_viewport()
    expect(here).to_contain_text("Here:")
    assert re.search(r"read\?at=[^#]*(!|%21)[A-Z]+\d+#here$", manager.url)
    expect(manager.locator(".spots li.here")).to_be_visible()
    original = manager.get_by_role("link", name="Download the original")
    assert str(original.get_attribute("href")).endswith("/rounds/1/files/0")


def test_a_match_is_corrected_in_the_dry_run_and_remembered_when_handed_in(
    stage: Stage, visitor: Callable[..., Page]
) -> None:
    manager = visitor("project-manager", GATE)
    manager.locator("input[type=file]").set_input_files(stage.package("G3-r1"))
    tried = manager.locator("#tried .serves > li").first
    tried.locator("summary").click(timeout=20_000)
    tried.locator("select").first.select_option("")
    tried.get_by_role("button", name="Recontrôler ainsi").click()
    expect(tried).to_contain_text("comme vous le dites ici", timeout=20_000)
    expect(tried).to_contain_text("ne répond à rien ici")

    manager.get_by_role("button", name="Déposer", exact=True).click()
    manager.wait_for_url("**done=submitted")
    stage.work()
    manager.goto(GATE)
    first = manager.locator(".serves > li").first
    expect(first).to_contain_text("dit par")
    first.locator("summary").click()
    first.get_by_role("button", name="Oublier ce qui a été dit").click()
    manager.wait_for_url("**done=match-revoked")
    stage.work()
    manager.goto(GATE)

    expect(manager.locator(".serves > li").first).to_contain_text("par son contenu")


def test_a_contest_is_answered_from_the_queue_and_counted(
    stage: Stage, visitor: Callable[..., Page]
) -> None:
    manager = visitor("project-manager", GATE)
    hand_in(stage, manager, GATE, "G3-r1")
    manager.goto(GATE)
    check = contest(manager)

    pmo = visitor("pmo", "/")
    pmo.locator("a[href^='/contests#']").click()
    expect(pmo.locator(".contested dt").filter(has_text="Si vous attestez")).to_be_visible()
    pmo.locator(".contested textarea").fill("Vérifié dans le document.")
    pmo.get_by_role("button", name="Attester").click()
    pmo.wait_for_url("**/contests?done=attested")
    stage.work()
    pmo.goto(f"/checks#{check}")
    expect(pmo.locator(f"#{check} td").first).to_contain_text("100")
    manager.goto(GATE)

    expect(manager.locator(".chk.waived .tag.b-vio").first).to_have_text("Attesté par le PMO")


def test_the_checks_shown_are_chosen_without_a_request(
    stage: Stage, visitor: Callable[..., Page]
) -> None:
    manager = visitor("project-manager", GATE)
    hand_in(stage, manager, GATE, "G3-r1")
    manager.goto(GATE)
    calm, bad = manager.locator(".calm").first, manager.locator(".chk.bad").first
    expect(calm).to_be_visible()

    manager.get_by_text("À traiter").click()

    expect(calm).to_be_hidden()
    expect(bad).to_be_visible()


def contest(page: Page) -> str:
    """Contest the first finding that stands open and names a document; return its check."""
    page.goto(f"{GATE}?lang=fr")
    row = page.locator(".chk.bad").filter(has=page.locator("details.contest")).first
    form = row.locator("details.contest")
    if not form.is_visible():
        row.locator("summary").first.click()
    form.locator("summary").click()
    check = str(row.locator("input[name=check]").get_attribute("value"))
    form.locator("textarea").fill("Le document le dit.")
    form.get_by_role("button", name="Envoyer au PMO").click()
    page.wait_for_url("**done=contested")
    return check
