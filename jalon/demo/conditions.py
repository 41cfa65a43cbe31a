"""A decision under a condition: set by a voter, shown by its owner, confirmed by its verifier."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.text import both
from jalon.demo.cast import Cast, handle_of
from jalon.demo.interface import Interface
from jalon.demo.teller import Teller
from jalon.demo.voting import Condition

LIFE = timedelta(days=60)
"""How long its owner has; an example's own date may lie in the past of whoever plays it."""

People = Sequence[Mapping[str, Any]]


def asked_of(given: Mapping[str, str], people: People) -> Condition:
    """Return the condition that an example tells of, as a voter writes it today."""
    return Condition(
        words=given["words"],
        evidence=given["evidence"],
        owner=str(next(each["name"] for each in people if each["role"] == given["owner"])),
        due=(datetime.now(UTC) + LIFE).date(),
        reason=given["reason"],
    )


def settle(
    code: str, met: str, people: People, manager: Interface, cast: Cast, teller: Teller
) -> None:
    """Have each condition of a project shown by its owner and confirmed on the page."""
    place = f"/projects/{code}/conditions"
    for condition in manager.get(place)["items"]:
        number = condition["number"]
        manager.post(f"{place}/{number}/report", {"evidence": met})
        verifier = next(each for each in people if each["name"] == condition["verifier"])
        browser = cast.browser(handle_of(verifier))
        browser.submit(browser.open(f"/projects/{code}"), f"{place}/{number}/settle", {})
        teller.step(
            both(
                "Condition {number}, “{words}”: {owner} shows it, {verifier} confirms it.",
                "Réserve {number}, « {words} » : {owner} la montre, {verifier} la confirme.",
            ),
            number=number,
            words=condition["words"],
            owner=condition["owner"],
            verifier=condition["verifier"],
        )
