"""What changed between two revisions of a package, by the facts found in their documents."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from domain.finding import Fact
from domain.judgement import Judgement

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, kw_only=True)
class Change:
    """A fact that differs from the revision before.

    ``delta`` is set for two numbers, ``days`` for two dates.
    """

    name: str
    document: str
    unit: str
    before: str | None
    after: str | None
    delta: Decimal | None = None
    days: int | None = None


def changes(before: Judgement, after: Judgement) -> list[Change]:
    """Return the facts that differ between two revisions; a fact is known by name and file."""
    old, new = _facts(before), _facts(after)
    found = []
    for key in sorted({*old, *new}):
        was, now = old.get(key), new.get(key)
        if was is None or now is None or was.value != now.value:
            found.append(
                Change(
                    name=key[0],
                    document=key[1],
                    unit=(now or was).unit if (now or was) else "",  # type: ignore[union-attr]  # one of both is there
                    before=was.value if was else None,
                    after=now.value if now else None,
                    delta=_delta(was, now),
                    days=_days(was, now),
                )
            )
    return found


def _facts(judgement: Judgement) -> dict[tuple[str, str], Fact]:
    return {(fact.name, fact.document): fact for fact in reversed(judgement.facts)}


def _delta(was: Fact | None, now: Fact | None) -> Decimal | None:
    if was is None or now is None or was.unit != now.unit:
        return None
    try:
        return Decimal(now.value) - Decimal(was.value)
    except InvalidOperation:
        return None


def _days(was: Fact | None, now: Fact | None) -> int | None:
    if was is None or now is None or not (_DAY.match(was.value) and _DAY.match(now.value)):
        return None
    try:
        return (date.fromisoformat(now.value[:10]) - date.fromisoformat(was.value[:10])).days
    except ValueError:
        return None
