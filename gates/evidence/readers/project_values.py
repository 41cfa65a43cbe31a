"""Instants, spans of time and numbers as planning programs write them; nonsense is no value."""

import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal, InvalidOperation

_DURATION = re.compile(
    r"(?P<sign>-?)P(?:(?P<days>\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(?P<hours>\d+(?:\.\d+)?)H)?(?:(?P<minutes>\d+(?:\.\d+)?)M)?"
    r"(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?\Z"
)
LONGEST_NAME = 2_000
"""The most characters of a name that are kept."""

_MOST_DIGITS = 40
_LARGEST = Decimal(10) ** 18


def instant(text: str | None) -> datetime | None:
    """Return a local instant; Project writes no zone, and none is invented."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:
        return None


def minutes_of(text: str | None) -> Decimal | None:
    """Return a span of working time, such as ``PT40H0M0S``, in minutes."""
    match = _DURATION.match((text or "")[: 2 * _MOST_DIGITS])
    if match is None or match[0].endswith(("P", "T")):
        return None
    parts = {name: Decimal(match[name] or 0) for name in ("days", "hours", "minutes", "seconds")}
    total = parts["days"] * 1440 + parts["hours"] * 60 + parts["minutes"] + parts["seconds"] / 60
    return -total if match["sign"] else total


def hours_of(text: str | None) -> Decimal | None:
    """Return a span of working time in hours."""
    minutes = minutes_of(text)
    return None if minutes is None else minutes / 60


def scaled(text: str | None, parts: int) -> Decimal | None:
    """Return a number that is written in parts of its unit."""
    found = number(text)
    return None if found is None else found / parts


def number(text: str | None) -> Decimal | None:
    """Return a number of a size that a plan can have, or None."""
    if not text or len(text) > _MOST_DIGITS:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < _LARGEST else None


def whole(text: str | None, *, default: int) -> int:
    """Return a whole number, or the default where none is written."""
    found = number(text)
    return default if found is None else int(found)


def sum_of(texts: Iterable[str | None]) -> Decimal | None:
    """Return the sum of the numbers among texts, or None where none is written."""
    values = [value for text in texts if (value := number(text)) is not None]
    return sum(values, Decimal(0)) if values else None
