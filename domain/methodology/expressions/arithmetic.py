"""What operators and functions make of values; values that do not go together are a clash."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context
from decimal import Decimal as Number
from typing import NamedTuple, TypeGuard

from domain.methodology.expressions.known import Known, number, shown

QUOTIENT = 28
"""So many significant digits has a quotient; all else is exact."""

MOST_PLACES = 12
"""``round`` rounds to at most so many places, after the point or before it."""

MOST_DAYS = 10**7
"""So many days lie beyond every calendar."""

_EXACT = Context(prec=250, rounding=ROUND_HALF_UP)
_QUOTIENT = Context(prec=QUOTIENT)


class Clash(NamedTuple):
    """Why values give no result, in English and in French."""

    said: tuple[str, str]


def kind(value: Known) -> str:
    """Return what values of one kind share: only they can be compared."""
    if isinstance(value, bool):
        return "yes_no"
    if isinstance(value, date):
        return "date"
    return "text" if isinstance(value, str) else "number"


def compared(left: Known, sign: str, right: Known) -> bool | Clash:
    """Return whether a comparison holds. Numbers and dates have an order, texts have none."""
    if kind(left) != kind(right):
        return _clash("{} and {} cannot be compared", "{} et {} ne se comparent pas", left, right)
    if sign in {"==", "!="}:
        return (left == right) is (sign == "==")
    if isinstance(left, date) and isinstance(right, date):
        return _ordered(left.toordinal(), sign, right.toordinal())
    if _is_number(left) and _is_number(right):
        return _ordered(left, sign, right)
    return _clash("{} and {} have no order", "{} et {} n'ont pas d'ordre", left, right)


def reckoned(left: Known, sign: str, right: Known) -> Known | Clash:
    """Return a sum, a difference, a product or a quotient; dates take and give days."""
    if isinstance(right, date) and sign == "+" and not isinstance(left, date):
        left, right = right, left
    if isinstance(left, date) and sign in {"+", "-"}:
        if isinstance(right, date) and sign == "-":
            return (left - right).days
        return _day(left, sign, right) if _is_number(right) else _impossible(left, sign, right)
    if _is_number(left) and _is_number(right):
        return _of_numbers(left, sign, right)
    return _impossible(left, sign, right)


def called(function: str, values: Sequence[Known]) -> Known | Clash:
    """Return what a function makes of its values."""
    if function in {"min", "max"}:
        return _extreme("<" if function == "min" else ">", values)
    first = values[0]
    if not _is_number(first):
        return _clash("{} is no number", "{} n'est pas un nombre", first)
    if function == "abs":
        return first if first >= 0 else _of_numbers(0, "-", first)
    if function == "days":
        return _whole(first, MOST_DAYS)
    return _rounded(first, values[1] if len(values) > 1 else 0)


def _is_number(value: Known) -> TypeGuard[int | Number]:
    return isinstance(value, int | Number) and not isinstance(value, bool)


def _ordered(left: int | Number, sign: str, right: int | Number) -> bool:
    match sign:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case _:
            return left >= right


def _of_numbers(left: int | Number, sign: str, right: int | Number) -> Known | Clash:
    found: int | Number
    match sign:
        case "+":
            found = _EXACT.add(Number(left), right)
        case "-":
            found = _EXACT.subtract(Number(left), right)
        case "*":
            found = _EXACT.multiply(Number(left), right)
        case _ if right == 0:
            return _clash("{} is divided by zero", "{} est divisé par zéro", left)
        case _:
            found = _QUOTIENT.divide(Number(left), right)
    if isinstance(left, int) and isinstance(right, int) and sign != "/":
        found = int(found)
    bounded = number(found)
    if bounded is None:
        return _clash(
            f"{{}} {sign} {{}} is too long", f"{{}} {sign} {{}} est trop long", left, right
        )
    return bounded


def _day(day: date, sign: str, days: int | Number) -> date | Clash:
    whole = _whole(days, MOST_DAYS)
    if isinstance(whole, Clash):
        return whole
    try:
        return day + timedelta(days=whole if sign == "+" else -whole)
    except OverflowError:
        return _clash(
            f"{{}} {sign} {{}} is no date", f"{{}} {sign} {{}} n'est pas une date", day, days
        )


def _whole(value: Known, most: int) -> int | Clash:
    if _is_number(value) and -most <= value <= most and value == int(value):
        return int(value)
    words = "{} is no whole number up to {}", "{} n'est pas un nombre entier jusqu'à {}"
    return _clash(*words, value, most)


def _rounded(value: int | Number, digits: Known) -> Known | Clash:
    """Round half away from zero, as amounts are rounded."""
    places = _whole(digits, MOST_PLACES)
    if isinstance(places, Clash):
        return places
    rounded = _EXACT.quantize(Number(value), Number(1).scaleb(-places))
    return number(rounded if places > 0 else int(rounded)) or 0


def _extreme(sign: str, values: Sequence[Known]) -> Known | Clash:
    best = values[0]
    for value in values:
        better = compared(value, sign, best)
        if isinstance(better, Clash):
            return better
        best = value if better else best
    return best


def _impossible(left: Known, sign: str, right: Known) -> Clash:
    words = f"{{}} {sign} {{}} cannot be reckoned", f"{{}} {sign} {{}} ne se calcule pas"
    return _clash(*words, left, right)


def _clash(en: str, fr: str, *values: Known) -> Clash:
    said = [shown(value) for value in values]
    return Clash((en.format(*(each[0] for each in said)), fr.format(*(each[1] for each in said))))
