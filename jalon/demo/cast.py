"""The people of the demonstration: let in, given a sign-in, and at their browsers."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from domain.text import both
from jalon.demo.browser import Browser, Page, passphrase
from jalon.demo.interface import Interface
from jalon.demo.product import Product
from jalon.demo.teller import Teller

ADMINISTRATOR = {"handle": "ada.marsh", "name": "Ada Marsh", "email": "ada.marsh@example.org"}
READ, WRITE, PEOPLE, LEDGER = "project:read", "project:write", "people:write", "ledger:read"


class Cast:
    """Everybody who takes part, by sign-in name, with a browser and a password each."""

    def __init__(self, product: Product, url: str, teller: Teller) -> None:
        self.product, self.url, self.teller = product, url, teller
        self.passwords: dict[str, str] = {}
        self.browsers: dict[str, Browser] = {}
        self.interfaces: dict[str, Interface] = {}

    def begin(self) -> Interface:
        """Let the first administrator in with the code from the console; return their token."""
        handle, browser = ADMINISTRATOR["handle"], self.browser(ADMINISTRATOR["handle"], "en")
        self.passwords[handle] = passphrase()
        given = {"code": self.product.first_code(), "password": self.passwords[handle]}
        browser.submit(browser.open("/first"), "/first", ADMINISTRATOR | given)
        return self.interface(handle, "en", [READ, WRITE, PEOPLE, LEDGER])

    def invite(self, people: Sequence[Mapping[str, Any]]) -> None:
        """Add people, and have each choose a password with the code they are given."""
        administrator = self.interfaces[ADMINISTRATOR["handle"]]
        codes: dict[str, str] = {}
        for person in people:
            handle = handle_of(person)
            given = {name: person[name] for name in ("name", "email", "language")}
            roles = {"handle": handle, "roles": person.get("everywhere", [])}
            administrator.post("/people", given | roles)
            codes[handle] = administrator.post(f"/people/{handle}/invitation")["code"]
            self.passwords[handle] = passphrase()
            self.browser(handle, str(person["language"]))
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(self._choose, codes.items()))

    def browser(self, handle: str, language: str = "en") -> Browser:
        """Return a person's browser, opened when it is first needed."""
        if handle not in self.browsers:
            self.browsers[handle] = Browser(self.url, language)
        return self.browsers[handle]

    def interface(self, handle: str, language: str, scopes: Sequence[str]) -> Interface:
        """Return the interface with a person's own token, made on the account page."""
        if handle not in self.interfaces:
            browser = self.browser(handle)
            page = browser.open("/account")
            wanted = {"name": "demo", "days": "1", "scope": list(scopes)}
            made = browser.submit(page, "/account/tokens", wanted)
            self.interfaces[handle] = Interface(self.url, made.secret(), language)
        return self.interfaces[handle]

    def sign_in(self, handle: str, page: Page) -> Page:
        """Go from the page that says "sign in" to the page that was wanted."""
        browser = self.browser(handle)
        door = next(href for *_, href, _ in page.tree.iterlinks() if "/sign-in" in href)
        given = {"handle": handle, "password": self.passwords[handle], "remember": "1"}
        return browser.submit(browser.open(door), "/sign-in", given)

    def leave(self, handle: str) -> None:
        """Close a person's browser; the next one knows nothing of the sign-in."""
        self.browsers.pop(handle).close()

    def close(self) -> None:
        """Close every browser and every connection."""
        for browser in self.browsers.values():
            browser.close()
        for interface in self.interfaces.values():
            interface.close()

    def show(self) -> None:
        """Print the sign-ins."""
        head = [
            self.teller.words(both("Sign-in name", "Identifiant")),
            self.teller.words(both("Password", "Mot de passe")),
        ]
        self.teller.table(head, sorted(self.passwords.items()))

    def _choose(self, invitation: tuple[str, str]) -> None:
        handle, code = invitation
        browser = self.browser(handle)
        given = {"code": code, "password": self.passwords[handle]}
        browser.submit(browser.open("/invitation"), "/invitation", given)


def handle_of(person: Mapping[str, Any]) -> str:
    """Return the sign-in name of a person of an example: what stands before the @."""
    return str(person["email"]).split("@")[0]
