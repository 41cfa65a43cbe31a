"""A Chromium: the one that Playwright brings, or the one of the system."""

import os
import shutil
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from storage.database import Database
from storage.migrate import upgrade
from tests.browser.stage import Stage, a_stage
from tests.conftest import BROWSER_MISSING
from tests.postbox import open_postbox


# A module, not the session: while Playwright runs, no asynchronous test of another folder can.
@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    """A started Chromium; without one the test is named at the end, and `make check` fails."""
    with sync_playwright() as playwright:
        path = _executable(playwright)
        if path is None and os.environ.get("JALON_BROWSER") == "required":
            pytest.fail(f"{BROWSER_MISSING}, and this run asks for it: see `make system`")
        if path is None:
            pytest.skip(BROWSER_MISSING)
        # Chromium refuses its own sandbox to root, as whom CI runs.
        started = playwright.chromium.launch(
            executable_path=path, chromium_sandbox=os.getuid() != 0
        )
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Generator[BrowserContext]:
    """A visitor with no cookies, in English, on a laptop."""
    opened = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.new_page()


@pytest.fixture
def stage(tmp_path: Path) -> Generator[Stage]:
    database = Database(f"sqlite:///{tmp_path / 'jalon.db'}")
    upgrade(database)
    with open_postbox() as postbox, a_stage(database, tmp_path, postbox) as staged:
        yield staged
    database.dispose()


@pytest.fixture
def visitor(browser: Browser, stage: Stage) -> Generator[Callable[..., Page]]:
    """Open a browser of one person's own, and sign them in where they are asked to."""
    opened: list[BrowserContext] = []

    def come(role: str, path: str = "/", **more: Any) -> Page:
        context = browser.new_context(
            base_url=stage.url,
            locale="fr-FR",
            **({"viewport": {"width": 1320, "height": 900}} | more),
        )
        opened.append(context)
        page = context.new_page()
        page.goto(path)
        if "/d/" in page.url:  # the page that tells a stranger only that a decision waits
            page.locator("main a").click()
        if "/sign-in" in page.url:
            stage.sign_in(page, stage.people[role])
        return page

    yield come
    for context in opened:
        context.close()


def _executable(playwright: Playwright) -> str | None:
    brought = playwright.chromium.executable_path
    if Path(brought).exists():
        return brought
    return shutil.which("chromium") or shutil.which("chromium-browser")
