"""Numbers and days written as text, in the ways of several countries."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

_GROUPS = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009'’](?=\d{3}(?!\d))")
_GROUPED_BY_COMMA = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?\Z")
_GROUPED_BY_POINT = re.compile(r"[-+]?\d{1,3}(\.\d{3}){2,}(,\d+)?\Z|[-+]?\d{1,3}(\.\d{3})+,\d+\Z")
_COMMA = re.compile(r"[-+]?\d+,\d+\Z")
_PLAIN = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,2})?\Z")
_TELLS_COMMA = re.compile(r"[-+(]?\d{1,3}(\.\d{3})+,\d+\)?\Z|[-+(]?\d+,(\d{1,2}|\d{4,})\)?\Z")
_TELLS_POINT = re.compile(r"[-+(]?\d{1,3}(,\d{3})+\.\d+\)?\Z|[-+(]?\d+\.(\d{1,2}|\d{4,})\)?\Z")
_DOUBTFUL = re.compile(r"[-+]?\d{1,3}([.,]\d{3})+\Z")
_UNIT = r"%|€|\$|£|¥|EUR|USD|GBP|CHF|CAD|JPY|k€|K€|M€"
_WITH_UNIT = re.compile(
    rf"\s*(?P<before>{_UNIT})?\s*(?P<number>[^A-Za-z%€$£¥]+?)\s*(?P<after>{_UNIT})?\s*\Z"
)
_THOUSANDS = {"k€": 1_000, "K€": 1_000, "M€": 1_000_000}
_DIGIT = re.compile(r"\d")
_MOST_DIGITS = 40

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}.*)?\Z")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\Z")


def number_of(text: str, *, decimal_comma: bool = False) -> tuple[Decimal | None, str]:
    """Return the number that a text is, with its unit (``%`` or a currency), or None.

    ``12 500,00 €`` is 12500.00 in €; ``8 %`` is 0.08 in %; ``1.234`` is a little more than one;
    ``1,234`` is a thousand unless the comma is known to be decimal.
    """
    if not text or len(text) > _MOST_DIGITS or _DIGIT.search(text) is None:
        return None, ""
    match = _WITH_UNIT.match(text)
    if match is None:
        return None, ""
    unit = match["before"] or match["after"] or ""
    digits = _GROUPS.sub("", match["number"]).replace("−", "-")
    negative = digits.startswith("(") and digits.endswith(")")
    value = _decimal(digits[1:-1] if negative else digits, decimal_comma=decimal_comma)
    if value is None:
        return None, ""
    value = -value if negative else value
    if unit == "%":
        value /= 100
    if unit in _THOUSANDS:
        return value * _THOUSANDS[unit], "€"
    return value, unit


def writes_decimal_comma(texts: Iterable[str]) -> bool | None:
    """Tell whether a table writes 1,5 for one and a half; None where no number of it tells.

    ``340.000`` and ``340,000`` tell nothing by themselves; ``1.250,5`` and ``12,5`` do.
    """
    comma = point = False
    for text in texts:
        match = _WITH_UNIT.match(text) if len(text) <= _MOST_DIGITS else None
        if match is not None:
            digits = _GROUPS.sub("", match["number"])
            comma = comma or _TELLS_COMMA.match(digits) is not None
            point = point or _TELLS_POINT.match(digits) is not None
    return None if comma == point else comma


def read_again(text: str, *, decimal_comma: bool) -> Decimal | None:
    """Return the number of a text that may be read in two ways; None where it cannot."""
    match = _WITH_UNIT.match(text) if len(text) <= _MOST_DIGITS else None
    digits = _GROUPS.sub("", match["number"]) if match else ""
    if _DOUBTFUL.match(digits) is None:
        return None
    group = "." if decimal_comma else ","
    if group not in digits and digits.count("," if decimal_comma else ".") > 1:
        return None
    plain = digits.replace(group, "").replace(",", ".")
    value = Decimal(plain)
    unit = (match["before"] or match["after"] or "") if match else ""
    return value / 100 if unit == "%" else value * _THOUSANDS.get(unit, 1)


def day_of(text: str) -> date | None:
    """Return the day that a text is, written ``2026-03-31`` or day first, or None.

    A date such as 3/4/2026 is taken day first; 12/31/2026 can only be month first.
    """
    if not text[:1].isdigit():
        return None
    iso = _ISO.match(text)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    named = _DAY_FIRST.match(text)
    if named:
        first, second, year = int(named[1]), int(named[2]), int(named[3])
        return _date(year, second, first) or _date(year, first, second)
    return None


def _decimal(digits: str, *, decimal_comma: bool) -> Decimal | None:
    if _PLAIN.match(digits):
        return Decimal(digits)
    if decimal_comma and _COMMA.match(digits):
        return Decimal(digits.replace(",", "."))
    if _GROUPED_BY_COMMA.match(digits):
        return Decimal(digits.replace(",", ""))
    if _GROUPED_BY_POINT.match(digits):
        return Decimal(digits.replace(".", "").replace(",", "."))
    if _COMMA.match(digits):
        return Decimal(digits.replace(",", "."))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
