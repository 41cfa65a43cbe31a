"""Dates, spans of time and money as an MPX file says that it writes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from gates.evidence.readers.project_values import number
from gates.evidence.readers.schedules.exchange_words import LANGUAGES, MONTHS, Words

_LONGEST = 60
_NUMBERS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_TIME = re.compile(r"(?<=\s)(\d{1,2})[:.h](\d\d)(?:[:.]\d\d)?\s*([^\W\d_]+)?\.?\Z")
_SPAN = re.compile(r"\s*([-+]?[\d.,\s\u00a0]*\d[.,]?\d*)\s*([^\W\d_]*)\??\s*\Z")
_LINK = re.compile(r"\s*(\d+)\s*([^\W\d_]{2})?\s*([-+].+)?\Z")
_ORDERS = ("mdy", "dmy", "ymd")
_CENTURY_FROM = 84
"""MS Project knows the years from 1984 on, so that two digits below that are of this century."""

_DAY_AND_YEAR = 2
_MONTHS = 12
_NOON = 12
_HOURS_A_DAY = 24
_WEEK = 5
_MONTH_DAYS = 20
_YEAR_DAYS = 240


@dataclass(frozen=True)
class Writing:
    """How a file writes its values; ``order`` is that of day, month and year in a date."""

    words: Words = LANGUAGES[0]
    order: str = "mdy"
    afternoon: str = "pm"
    decimal: str = "."
    currency: str = ""
    minutes_per_day: int = 480
    list_sign: str = ","
    _instants: dict[str, datetime | None] = field(default_factory=dict, compare=False, repr=False)
    """Instants by their text: a plan writes the same ones over and over."""

    def instant(self, text: str) -> datetime | None:
        """Return the instant that a text names, or None."""
        if text not in self._instants:
            self._instants[text] = self._instant(text) if text else None
        return self._instants[text]

    def _instant(self, text: str) -> datetime | None:
        plain = text.strip()[:_LONGEST]
        hour, minute, rest = self._time(plain)
        numbers = [found[0] for found in _NUMBERS.finditer(rest)]
        named = next(
            (month for word in _WORD.findall(rest) if (month := _month(word)) and not _bare(rest)),
            0,
        )
        try:
            year, month, day = self._day(numbers, named)
            return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - plans have no zone
        except (ValueError, IndexError):
            return None

    def _time(self, text: str) -> tuple[int, int, str]:
        """Return hour and minute at the end of a text, and what stands before them."""
        match = _TIME.search(text)
        if match is None or len(_NUMBERS.findall(text[: match.start()])) < _DAY_AND_YEAR:
            return 0, 0, text
        hour, half = int(match[1]), (match[3] or "").casefold()
        if half:
            late = half in {"pm", self.afternoon.strip().casefold()}
            hour = hour % _NOON + (_NOON if late else 0)
        return hour % _HOURS_A_DAY, int(match[2]) % 60, text[: match.start()]

    def _day(self, numbers: Sequence[str], named: int) -> tuple[int, int, int]:
        if named:
            order = [sign for sign in self.order if sign != "m"]
            found = dict(zip(order, numbers[:2], strict=True))
            if order[0] == "y" and len(numbers[1]) > 2:  # noqa: PLR2004 - a year of four digits
                found = {"d": numbers[0], "y": numbers[1]}
            return _year(found["y"]), named, int(found["d"])
        first, second, third = numbers[:3]
        if len(first) > 2:  # noqa: PLR2004 - a year of four digits stands first
            return int(first), int(second), int(third)
        found = dict(zip(self.order, (first, second, third), strict=True))
        month, day = int(found["m"]), int(found["d"])
        # A program that writes no settings may write the day first.
        return (
            (_year(found["y"]), month, day) if month <= _MONTHS else (_year(found["y"]), day, month)
        )

    def number(self, text: str) -> Decimal | None:
        """Return a number without its currency and its groups of thousands."""
        if not text:
            return None
        plain = text.strip()[:_LONGEST]
        negative = plain.startswith("(") and plain.endswith(")")
        if self.currency:
            plain = plain.replace(self.currency, "")
        kept = "".join(
            "." if sign == self.decimal else sign
            for sign in plain
            if sign.isdecimal() or sign in {self.decimal, "-"}
        )
        found = number(kept)
        return -found if found is not None and negative else found

    def minutes(self, text: str) -> Decimal | None:
        """Return a span of working time, such as ``3d`` or ``2ew`` for two whole weeks."""
        match = _SPAN.match(text[:_LONGEST]) if text else None
        amount = None if match is None else self.number(match[1])
        if match is None or amount is None:
            return None
        factor = self._factor(match[2].casefold())
        return None if factor is None else amount * factor

    def _factor(self, word: str) -> Decimal | None:
        worked = {
            "minute": 1,
            "hour": 60,
            "day": self.minutes_per_day,
            "week": _WEEK * self.minutes_per_day,
            "month": _MONTH_DAYS * self.minutes_per_day,
            "year": _YEAR_DAYS * self.minutes_per_day,
        }
        elapsed = {
            "minute": 1,
            "hour": 60,
            "day": 1440,
            "week": 10_080,
            "month": 43_200,
            "year": 525_600,
        }
        # Some programs write English units whatever the language of the file.
        for units in (self.words.units, LANGUAGES[0].units):
            if word in units:
                return Decimal(worked[units[word]])
            if word[:1] == "e" and word[1:] in units:
                return Decimal(elapsed[units[word[1:]]])
        return Decimal(self.minutes_per_day) if not word else None

    def percent(self, text: str) -> Decimal | None:
        """Return a percentage, from 0 to 100."""
        return self.number(text.replace("%", ""))

    def yes(self, text: str) -> bool:
        """Tell whether a text says yes."""
        return text.strip().casefold() in {self.words.yes, "yes", "1"}

    def link(self, text: str) -> tuple[str, str, str] | None:
        """Return number, kind and lag of a predecessor such as ``10FS+1d``."""
        match = _LINK.match(text[:_LONGEST])
        if match is None:
            return None
        said = (match[2] or "").casefold()
        kind = self.words.links.get(said) or LANGUAGES[0].links.get(said, "FS")
        return match[1], kind, (match[3] or "").strip()

    def lag(self, text: str, predecessor: Decimal | None) -> Decimal:
        """Return a lag in minutes; a percentage is one of the predecessor's duration."""
        if text.rstrip().endswith("%"):
            share = self.percent(text) or Decimal(0)
            return share * (predecessor or Decimal(0)) / 100
        return self.minutes(text.replace(" ", "")) or Decimal(0)


def _bare(text: str) -> bool:
    """Tell whether a date is written in numbers alone, but for the day of the week."""
    return len(_NUMBERS.findall(text)) > 2  # noqa: PLR2004 - day, month and year


def _month(word: str) -> int:
    plain = word.casefold()
    return next((MONTHS[plain[:size]] for size in (4, 3) if plain[:size] in MONTHS), 0)


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 - a year of four digits
        return year
    return year + (1900 if year >= _CENTURY_FROM else 2000)


def order_of(text: str) -> str:
    """Return the order of a date's parts by its number in the file, the American one by default."""
    return _ORDERS[int(text)] if text in {"0", "1", "2"} else _ORDERS[0]
