"""A Chromium: the one that Playwright brings, or the one of the system."""

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.conftest import BROWSER_MISSING


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


def _executable(playwright: Playwright) -> str | None:
    brought = playwright.chromium.executable_path
    if Path(brought).exists():
        return brought
    return shutil.which("chromium") or shutil.which("chromium-browser")
