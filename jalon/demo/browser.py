"""A person in front of a browser: follows links, fills in the forms that the pages show."""

import secrets
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import urljoin

import httpx
import lxml.html

from jalon.demo.trouble import StoppedError

WORDS = (
    *("amber", "birch", "copper", "dune", "ember", "fjord", "grove", "heron", "inlet", "juniper"),
    *("kestrel", "larch", "meadow", "nectar", "otter", "pebble", "quartz", "reed", "sorrel"),
    *("thistle", "umber", "violet", "willow", "yarrow", "zephyr"),
)
Fields = Mapping[str, str | Sequence[str]]
seats = count(2)


def passphrase() -> str:
    """Return a fresh password that can be read aloud."""
    return "-".join(secrets.SystemRandom().sample(WORDS, 4)) + f"-{secrets.randbelow(90) + 10}"


@dataclass
class Page:
    """A page as it came, with its forms."""

    url: str
    tree: Any

    def heading(self) -> str:
        """Return its main heading, or the heading of the answer on it."""
        found = self.tree.xpath("//section[contains(@class, 'result')]//h2") or self.tree.xpath(
            "//h1"
        )
        return " ".join(found[0].text_content().split()) if found else ""

    def trouble(self) -> str:
        """Return what the page complains of, or nothing."""
        found = self.tree.xpath("//*[contains(@class, 'n-bad')]")
        return " ".join(found[0].text_content().split()) if found else ""

    def form(self, action: str) -> Any | None:
        """Return the form that posts to an address, or None."""
        return next((form for form in self.tree.forms if (form.action or "") == action), None)

    def secret(self) -> str:
        """Return what the page shows this once.

        Raises:
            StoppedError: It shows nothing.
        """
        found = self.tree.xpath("//code[contains(@class, 'secret')]")
        if not found:
            raise _unexpected(self)
        return str(found[0].text_content()).strip()


class Browser:
    """One person's browser, with its own cookies and, on a loopback that has them, address."""

    def __init__(self, url: str, language: str) -> None:
        self.url = url
        self.client = httpx.Client(
            base_url=url,
            follow_redirects=True,
            timeout=30,
            headers={"Accept-Language": language, "User-Agent": "Mozilla/5.0 Firefox/140.0"},
            transport=_transport(),
        )

    def open(self, address: str) -> Page:
        """Follow an address and return the page.

        Raises:
            StoppedError: It is not there.
        """
        return self._page(self.client.get(address))

    def submit(self, page: Page, action: str, fields: Fields) -> Page:
        """Fill in a form of a page, press its button, and return the page that follows.

        Raises:
            StoppedError: The page has no such form, or the answer is a refusal.
        """
        form = page.form(action)
        if form is None:
            raise _unexpected(page)
        filled: dict[str, str | Sequence[str]] = {}
        for name, value in form.form_values():
            filled[name] = [*_all(filled.get(name, ())), value]
        answer = self.client.post(
            urljoin(page.url, action),
            data=filled | dict(fields),
            headers={"Origin": self.url, "Referer": page.url, "Sec-Fetch-Site": "same-origin"},
        )
        followed = self._page(answer)
        if followed.trouble():
            raise StoppedError(
                f"The page answered: {followed.trouble()}",
                f"La page a répondu : {followed.trouble()}",
            )
        return followed

    def close(self) -> None:
        """Close the browser."""
        self.client.close()

    def _page(self, answer: httpx.Response) -> Page:
        page = Page(str(answer.url), lxml.html.fromstring(answer.text or "<html/>"))
        if answer.is_error:
            raise _unexpected(page, answer.status_code)
        return page


def _all(value: str | Sequence[str]) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value


def _transport() -> httpx.HTTPTransport:
    """Return a way out that has a loopback address of its own, as each person's machine has."""
    address = f"127.0.0.{next(seats) % 250 + 2}"
    return httpx.HTTPTransport(local_address=address if _is_here(address) else None)


def _is_here(address: str) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return False
    return True


def _unexpected(page: Page, status: int = 200) -> StoppedError:
    said = page.trouble() or page.heading()
    return StoppedError(
        f"{page.url} answered {status}, which was not expected: {said}",
        f"{page.url} a répondu {status}, ce qui n'était pas attendu : {said}",
    )
