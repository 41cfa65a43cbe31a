"""The whole journey, as people take it: files, findings, correction, vote by the mail's link."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, Request, ViewportSize, expect

from tests.browser.stage import CODE, Stage

PHONE: ViewportSize = {"width": 390, "height": 844}
GATE = f"/projects/{CODE}/gates/G3"
LEADING = "a:not([href^='#'])"
"""What leads somewhere on a page that a stranger sees."""


def test_from_dropped_files_to_the_next_stage(stage: Stage, visitor: Callable[..., Page]) -> None:
    manager = visitor("project-manager", GATE)

    # A dry run by dropping files: findings are read, nothing is kept, nobody is told.
    drop(manager, stage.package("G3-r1"))
    tried = manager.locator("#tried")
    expect(tried.locator("h2").first).to_contain_text("bloquant", timeout=20_000)
    expect(tried).to_contain_text("rien n’a été gardé")
    assert manager.locator(".rounds").count() == 0
    assert stage.postbox.received == []

    # The flawed revision is handed in and comes back; the approvers never see it.
    manager.get_by_role("button", name="Déposer", exact=True).click()
    expect(manager.locator(".merge h2").first).to_contain_text("Lecture des documents")
    stage.work()
    expect(manager.locator(".head .pill")).to_have_text("Pas encore prêt", timeout=20_000)
    blocker = manager.locator(".chk.bad").first
    expect(blocker.locator("dt").filter(has_text="Pour corriger")).to_be_visible()
    assert [len(stage.letters(stage.people[role])) for role in ("sponsor", "executive")] == [0, 0]
    returned = stage.letters(stage.people["project-manager"])[-1]
    assert "G3" in returned.message["Subject"]

    # The corrected revision stands: every approver is asked once.
    manager.locator("input[type=file]").set_input_files(stage.package("G3-r2"))
    expect(tried.locator("h2").first).to_contain_text(
        "partirait chez les décideurs", timeout=20_000
    )
    manager.get_by_role("button", name="Déposer", exact=True).click()
    stage.work()
    expect(manager.locator(".head .pill")).to_have_text("Décision attendue", timeout=20_000)
    seats = ("executive", "sponsor", "finance", "business-owner", "technical-authority")
    assert [len(stage.letters(stage.people[role])) for role in seats] == [1] * 5

    # Each votes from the link of the mail; the last vote says that it closes the round.
    for role in seats:
        page = visitor(role, link_in(stage, role))
        page.locator(".op.first input").check()
        page.locator(".decide > .big").click()
        page.wait_for_url(re.compile(r"done=(voted|decided)"))
        if "decided" in page.url:
            break
    expect(page.locator(".result h2")).to_contain_text("Décidé")

    # The next stage is open, and everybody is told.
    stage.work()
    manager.goto(f"/projects/{CODE}")
    expect(manager.locator(".stages li.current")).to_contain_text("G4")
    assert len(stage.letters(stage.people["project-manager"])) >= 2


def test_an_executive_decides_on_a_phone_in_two_activations_without_scrolling(
    stage: Stage, visitor: Callable[..., Page], browser: Browser
) -> None:
    manager = visitor("project-manager", GATE)
    manager.locator("input[type=file]").set_input_files(stage.package("G3-r2"))
    manager.get_by_role("button", name="Déposer", exact=True).click()
    stage.work()
    # The phone is one on which the executive signed in before; the session itself is long over.
    first = visitor("executive", "/", viewport=PHONE)
    cookies = [each for each in first.context.cookies() if each["name"] == "jalon-device"]
    phone = browser.new_context(
        base_url=stage.url, locale="fr-FR", viewport=PHONE, has_touch=True, is_mobile=True
    )
    phone.add_cookies(cookies)  # type: ignore[arg-type]  # what a browser gave, it takes back
    page = phone.new_page()
    choice = link_in(stage, "executive")

    page.goto(choice)  # the first activation: the button of the mail
    confirm = page.locator(".decide > .big")
    place = confirm.bounding_box()
    assert place is not None
    assert place["y"] + place["height"] <= PHONE["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.evaluate("window.scrollY") == 0
    assert page.locator("input[name=choice]:checked").count() == 1
    confirm.tap()  # the second one

    expect(page.locator(".result h2")).to_contain_text("Votre vote est enregistré")
    expect(page.get_by_role("button", name="Annuler")).to_be_visible()
    phone.close()


def test_a_robot_that_clicks_everything_decides_nothing(
    stage: Stage, visitor: Callable[..., Page], browser: Browser
) -> None:
    """SC-2: a scanner with a whole browser, but nobody's session."""
    manager = visitor("project-manager", GATE)
    manager.locator("input[type=file]").set_input_files(stage.package("G3-r2"))
    manager.get_by_role("button", name="Déposer", exact=True).click()
    stage.work()
    # Signed in before: the robot's guesses use up what one address may try in five minutes.
    sponsor = visitor("sponsor")
    robot = browser.new_context(base_url=stage.url)
    page = robot.new_page()
    links = set(
        re.findall(rf"{stage.url}/[^\s\"<>)]+", stage.letters(stage.people["sponsor"])[0].text)
    )

    forms_sent = 0
    for link in sorted(links):
        page.goto(link)
        for number in range(page.locator(LEADING).count()):
            tab = robot.new_page()
            tab.goto(link)
            with tab.expect_navigation():
                tab.locator(LEADING).nth(number).press("Enter")
            if tab.locator("main form").count():
                for field in tab.locator("main input:visible:not([type=checkbox])").all():
                    field.fill("robot robot robot")
                with tab.expect_navigation():
                    tab.locator("main form button").press("Enter")
                forms_sent += 1
            tab.close()

    assert forms_sent > 0
    sponsor.goto(link_in(stage, "sponsor"))
    expect(sponsor.locator(".decide > .big")).to_be_visible()
    expect(sponsor.locator(".result")).to_have_count(0)
    robot.close()


def test_every_page_works_without_script(
    stage: Stage, visitor: Callable[..., Page], browser: Browser
) -> None:
    page = visitor("project-manager", GATE, java_script_enabled=False)

    page.locator("input[type=file]").set_input_files(stage.package("G3-r1"))
    page.get_by_role("button", name="Contrôle à blanc").click()
    expect(page.locator(".merge h2")).to_contain_text("bloquant")
    page.goto(GATE)
    page.locator("input[type=file]").set_input_files(stage.package("G3-r1"))
    page.get_by_role("button", name="Déposer", exact=True).click()
    stage.work()
    page.goto(GATE)
    expect(page.locator(".head .pill")).to_have_text("Pas encore prêt")


def test_a_link_out_of_the_decision_page_sends_no_referrer(
    stage: Stage, visitor: Callable[..., Page]
) -> None:
    """AN-6: whoever is visited next does not learn where from."""
    page = visitor("project-manager", GATE)
    heard: list[Request] = []
    page.on("request", lambda request: heard.append(request))  # noqa: PLW0108 - Playwright marks the function that it is given

    page.locator(".crumb a").first.click()
    page.wait_for_load_state()

    assert heard
    assert {request.all_headers().get("referer", "") for request in heard} == {""}


def drop(page: Page, files: list[Path]) -> None:
    """Drop files on the zone, as a hand does that drags them from a folder."""
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<input type=file id=held multiple>')"
    )
    page.locator("#held").set_input_files(files)
    page.evaluate(
        """() => {
          const carried = new DataTransfer();
          const held = document.getElementById('held');
          for (const file of held.files) carried.items.add(file);
          held.remove();
          const zone = document.querySelector('[data-drop]');
          for (const name of ['dragover', 'drop'])
            zone.dispatchEvent(
              new DragEvent(name, {dataTransfer: carried, bubbles: true, cancelable: true}));
        }"""
    )


def link_in(stage: Stage, role: str) -> str:
    """Return the address behind the first button of the last letter to a person."""
    letter = stage.letters(stage.people[role])[-1]
    found = re.findall(r'href="([^"]+/d/[^"]+)"', letter.html)
    assert found, letter.html
    return str(found[0]).replace("&amp;", "&")
