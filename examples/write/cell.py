"""A value in a table as the languages of the examples write it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

NBSP = "\u00a0"
MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}


@dataclass(frozen=True)
class Formula:
    """A formula with the value that a spreadsheet would show.

    ``F[-1]`` is the cell of column F one row above the formula; ``F[0]`` is in its own row.
    """

    text: str
    value: float


Value = str | int | float | Decimal | date | Formula | None
"""What stands in a cell."""


def as_day(value: date, language: str) -> str:
    """Write a day in words: ``12 mars 2027``, ``12 March 2027``."""
    first = "1er" if language == "fr" and value.day == 1 else str(value.day)
    return f"{first} {MONTHS[language].split()[value.month - 1]} {value.year}"


def as_short_day(value: date, language: str) -> str:
    """Write a day in a table: ``12/03/2027`` in French, ``12 Mar 2027`` in English."""
    if language == "fr":
        return value.strftime("%d/%m/%Y")
    return f"{value.day} {MONTHS[language].split()[value.month - 1][:3]} {value.year}"


def as_number(value: float | Decimal, language: str) -> str:
    """Write a number with the separators of the language, without useless decimals."""
    whole = value == int(value)
    text = f"{int(value):,}" if whole else f"{value:,.2f}".rstrip("0")
    return text.replace(",", NBSP).replace(".", ",") if language == "fr" else text


def as_money(value: float | Decimal, currency: str, language: str) -> str:
    """Write an amount with its currency: ``3 600 000 €`` or ``£1,480,000``."""
    sign = {"EUR": "€", "GBP": "£"}[currency]
    number = as_number(value, language)
    return f"{number}{NBSP}{sign}" if language == "fr" else f"{sign}{number}"


def as_text(value: Value, language: str) -> str:
    """Write any cell as text, for documents that hold no types."""
    if value is None:
        return ""
    if isinstance(value, Formula):
        return as_number(value.value, language)
    if isinstance(value, date):
        return as_short_day(value, language)
    if isinstance(value, int | float | Decimal):
        return as_number(value, language)
    return value
