"""Numbers and amounts as people write them: ``12 500,00``, ``12,500.00``, ``1.2 M€``."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gates.evidence.content import Cell

_SPACES = "\u00a0\u202f\u2009\u2007 "
_DIGITS = r"\d(?:[\d.,'’" + _SPACES + r"]*\d)?"
_MINUS = "[-−–]"
_NUMBER = re.compile(rf"^\(?({_MINUS})?\s*({_DIGITS})\)?$")
_CURRENCY = (
    r"€|EUR|euros?|US\$|USD|CAD|AUD|C\$|A\$|\$|dollars?|£|GBP|CHF|NOK|SEK|DKK|kr|₹|INR|Rs\.?"
    r"|BRL|R\$|PLN|JPY|¥|CNY|RSD|MAD|XOF|TND|DZD"
)
_SCALE = (
    r"k|K|M|Mio\.?|Mrd|Md|milliers?|thousand|millions?|million|milliards?|billion|mill\.?|bn|MM"
)
_AMOUNT = re.compile(
    rf"(?P<minus>{_MINUS})?\s?(?:(?P<scale0>k|K|M)?(?P<before>{_CURRENCY})\s?)?"
    rf"(?P<digits>{_DIGITS})"
    rf"(?:\s?(?P<scale>{_SCALE})(?![A-Za-zÀ-ÿ]*[a-zà-ÿ]{{3}}))?(?:\s?(?:d'|de\s|d’)?(?P<after>{_CURRENCY})(?!\w))?"
)
_THOUSAND = {"k", "K", "millier", "milliers", "thousand"}
_BILLION = {"Mrd", "Md", "milliard", "milliards", "billion", "bn"}
_CODES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "us$": "USD",
    "usd": "USD", "dollar": "USD", "dollars": "USD", "c$": "CAD", "a$": "AUD", "£": "GBP",
    "₹": "INR", "rs": "INR", "rs.": "INR", "kr": "NOK", "r$": "BRL", "¥": "JPY",
}  # fmt: skip
_CURRENCY_WORD = re.compile(rf"(?<![A-Za-z])(?:k|K|M)?({_CURRENCY})(?![A-Za-z])")
_THREE = 3


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money: the value in units of the currency, and its code, empty where not said."""

    value: Decimal
    currency: str


@lru_cache(maxsize=8192)
def number(text: str) -> Decimal | None:
    """Return the number that a whole text is, in local writing, or ``None``.

    A percentage is its share of one: ``12,5 %`` is ``0.125``.
    """
    plain = text.strip()
    if not plain or not any(letter.isdigit() for letter in plain):
        return None
    share = plain.endswith("%")
    found = _NUMBER.match(plain.rstrip("% " + _SPACES)) if share else _NUMBER.match(plain)
    if found is None:
        return None
    value = _value(found[2])
    if value is None:
        return None
    if found[1] or (plain.startswith("(") and plain.endswith(")")):
        value = -value
    return value / 100 if share else value


def amounts(text: str) -> list[Amount]:
    """Return the sums of money in a text: numbers with a currency beside them."""
    found: list[Amount] = []
    if not _CURRENCY_WORD.search(text):
        return found
    for match in _AMOUNT.finditer(text):
        sign = match["before"] or match["after"]
        value = _value(match["digits"])
        if not sign or value is None:
            continue
        value *= _factor(match["scale"] or match["scale0"] or "")
        found.append(Amount(-value if match["minus"] else value, _code(sign)))
    return found


@lru_cache(maxsize=4096)
def amount(text: str) -> Amount | None:
    """Return the one sum that a short text states, with or without its currency."""
    bare = number(text)
    if bare is not None:
        return None if text.strip().endswith("%") else Amount(bare, "")
    found = amounts(text)
    if found:
        return found[0]
    match = _AMOUNT.fullmatch(text.strip())
    if match is None or not match["scale"]:
        return None
    value = _value(match["digits"])
    return None if value is None else Amount(value * _factor(match["scale"]), "")


def cell_number(cell: Cell) -> Decimal | None:
    """Return the number in a cell: the typed one, else the one written in its text."""
    if cell.number is not None:
        return cell.number
    if cell.day is not None or not cell.value:
        return None
    stated = amount(cell.value)
    return number(cell.value) if stated is None else stated.value


def currency(text: str) -> str:
    """Return the code of the first currency that a text names, or an empty text.

    ``Coût (k€)`` names the euro; the scale is read by ``scale``.
    """
    found = _CURRENCY_WORD.search(text)
    return _code(found[1]) if found else ""


def scale(text: str) -> Decimal:
    """Return the factor that a heading announces: 1000 in ``Cost (k€)``, else 1."""
    found = re.search(rf"(?<![A-Za-z])(k|K|M)(?:{_CURRENCY})(?![A-Za-z])", text)
    if found:
        return _factor(found[1])
    folded = text.lower()
    if re.search(r"\b(en|in|i) (milliers|thousand|tusen|tausend)\b", folded):
        return Decimal(1000)
    if re.search(r"\b(en|in|i) (millions?|millioner|mio)\b", folded):
        return Decimal(1_000_000)
    return Decimal(1)


def plain(value: Decimal) -> str:
    """Return a number as text: no exponent, no trailing zeros, a point for decimals."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text


def _code(sign: str) -> str:
    return _CODES.get(sign.lower(), sign.upper())


def _factor(word: str) -> Decimal:
    if not word:
        return Decimal(1)
    if word in _THOUSAND:
        return Decimal(1000)
    if word in _BILLION:
        return Decimal(1_000_000_000)
    return Decimal(1_000_000)


def _value(digits: str) -> Decimal | None:
    """Return the value of digits with separators, decimal comma or point alike."""
    text = re.sub(rf"[{_SPACES}'’]", "", digits)
    comma, point = text.rfind(","), text.rfind(".")
    if comma >= 0 and point >= 0:
        decimal, group = (",", ".") if comma > point else (".", ",")
        text = text.replace(group, "")
        if text.count(decimal) > 1:
            return None
        return Decimal(text.replace(decimal, "."))
    sign = "," if comma >= 0 else "."
    parts = text.split(sign)
    if len(parts) == 1:
        return Decimal(text)
    grouped = all(len(part) == _THREE for part in parts[1:]) and len(parts[0]) <= _THREE
    if len(parts) > 2:  # noqa: PLR2004 - two separators: groups, Indian ones among them
        return Decimal("".join(parts)) if grouped or sign == "," else None
    if sign == "," and grouped and parts[0].lstrip("0"):
        return Decimal("".join(parts))
    return Decimal(".".join(parts))
