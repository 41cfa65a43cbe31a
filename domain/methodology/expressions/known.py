"""The values that expressions work with, and how each is shown to a person."""

from datetime import date, datetime
from decimal import Context
from decimal import Decimal as Number

Known = bool | int | Number | date | str
"""A value of an attribute or a fact."""

LARGEST = 10**50
"""Numbers lie below this; what grows beyond it is no quantity of a project."""

DIGITS = 100
"""So many significant digits a number holds exactly; none of a project has more."""

_BOUND = Context(prec=DIGITS)
_SHOWN_TEXT, _SHOWN_NUMBER = 60, 24


def number(value: int | Number) -> int | Number | None:
    """Return a number as it is, or None where it is none or too long to be handled exactly."""
    if isinstance(value, int):
        return value if -LARGEST < value < LARGEST else None
    if not value.is_finite():
        return None
    if not value:
        return 0
    if not -DIGITS < 2 * value.adjusted() < DIGITS or _BOUND.plus(value) != value:
        return None
    return value


def known(value: object) -> Known | None:
    """Return a value that expressions can use, or None where it is of no such kind."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | Number):
        return number(value)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, str | date) else None


def shown(value: Known) -> tuple[str, str]:
    """Return a value as it stands in a sentence, in English and in French."""
    match value:
        case bool():
            return ("true", "vrai") if value else ("false", "faux")
        case int():
            said = _cut(str(value), _SHOWN_NUMBER)
        case Number():
            said = _cut(format(value, "f"), _SHOWN_NUMBER)
        case date():
            said = value.isoformat()
        case _:
            said = f'"{_cut(" ".join(value[:1000].split()), _SHOWN_TEXT)}"'
    return said, said


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 3]}..."
