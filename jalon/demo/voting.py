"""A vote on the real page: the mail's link, the sign-in, the form, the button."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from jalon.demo.browser import Page
from jalon.demo.cast import Cast
from jalon.demo.postbox import Received
from jalon.demo.trouble import StoppedError

CONDITIONAL = "CONDITIONAL_GO"


@dataclass(frozen=True)
class Condition:
    """A condition as a voter writes it: what, shown how, by whom, by when, and why."""

    words: str
    evidence: str
    owner: str
    due: date
    reason: str


def answer(cast: Cast, voter: str, letter: Received, condition: Condition | None) -> str | None:
    """Follow the letter's link and vote as recommended; return what the page said.

    A condition makes it an approval with that condition. None when there is nothing to answer.

    Raises:
        StoppedError: The letter has no link, or the page is not what was expected.
    """
    link = letter.link("/d/")
    if link is None:
        raise StoppedError(
            f"The letter to {letter.recipient} has no link to the decision.",
            f"Le courriel à {letter.recipient} n'a pas de lien vers la décision.",
        )
    browser = cast.browser(voter)
    page = browser.open(link.split("?")[0])
    if page.form("/sign-out") is None and _form(page) is None:
        page = cast.sign_in(voter, page)
    form = _form(page)
    if form is None:
        return None
    fields = {"choice": _recommended(form)}
    if condition is not None:
        fields = _with_condition(form, condition)
    return browser.submit(page, str(form.action), fields).heading()


def _form(page: Page) -> Any | None:
    found = page.tree.xpath("//form[contains(@class, 'decide')]")
    return found[0] if found else None


def _recommended(form: Any) -> str:
    """Return the value of the choice that the page recommends, which is the first one else."""
    marked = form.xpath(".//label[contains(@class, 'first')]//input[@name='choice']/@value")
    return str((marked or form.xpath(".//input[@name='choice']/@value"))[0])


def _with_condition(form: Any, condition: Condition) -> dict[str, str]:
    owner = form.xpath(
        ".//select[@name='owner-0']/option[text()=$name]/@value", name=condition.owner
    )
    if not owner:
        raise StoppedError(
            f"The decision page does not offer {condition.owner} as owner of a condition.",
            f"La page de décision ne propose pas {condition.owner} comme porteur de réserve.",
        )
    return {
        "choice": CONDITIONAL,
        "words-0": condition.words,
        "evidence-0": condition.evidence,
        "owner-0": str(owner[0]),
        "due-0": condition.due.isoformat(),
        "reason": condition.reason,
    }
