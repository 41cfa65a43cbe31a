"""How figures, sums, days and hours are written in each language."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.core import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import (
    format_compact_currency,
    format_currency,
    format_decimal,
    is_currency,
)

from notifications.facts import Figure, Kind
from notifications.words import NO_BREAK

LOCALES = {"en": Locale("en", "GB"), "fr": Locale("fr", "FR")}
LARGE, LARGEST = Decimal(10_000), Decimal(1_000_000)
"""From here on a sum is told in thousands, and in millions."""


@dataclass(frozen=True)
class Spelling:
    """The ways of writing of one reader: a language, and the hours of a time zone."""

    language: str
    zone: str

    @property
    def _locale(self) -> Locale:
        return LOCALES[self.language]

    def day(self, day: date) -> str:
        """Write a day, such as 11 December 2026."""
        return format_date(day, f"{self._number(day)} MMMM y", locale=self._locale)

    def short_day(self, day: date) -> str:
        """Write a day where there is little room, such as 11 Dec 2026."""
        return format_date(day, f"{self._number(day)} MMM y", locale=self._locale)

    def moment(self, at: datetime) -> str:
        """Write an hour of a day in the reader's own time: Thursday 26 November at 18:00."""
        local = at.astimezone(ZoneInfo(self.zone))
        day = format_datetime(local, f"EEEE {self._number(local)} MMMM", locale=self._locale)
        return f"{day} {'à' if self.language == 'fr' else 'at'} {self.hour(at)}"

    def hour(self, at: datetime) -> str:
        """Write an hour in the reader's own time, such as 18:00."""
        local = at.astimezone(ZoneInfo(self.zone))
        if self.language != "fr":
            return f"{local:%H:%M}"
        hour = f"{local.hour}{NO_BREAK}h"
        return f"{hour}{NO_BREAK}{local:%M}" if local.minute else hour

    def short_moment(self, at: datetime) -> str:
        """Write the day of a deadline in a subject, such as Thu 26 Nov."""
        local = at.astimezone(ZoneInfo(self.zone))
        return format_datetime(local, f"EEE {self._number(local)} MMM", locale=self._locale)

    def _number(self, day: date) -> str:
        """Return how the day of the month is written: French numbers the first as an ordinal."""
        return "d'er'" if self.language == "fr" and day.day == 1 else "d"

    def figure(self, figure: Figure) -> str:
        """Write a figure as its kind asks."""
        match figure.kind:
            case Kind.DAY:
                return self.short_day(figure.day)
            case Kind.MONEY:
                return self.money(figure.amount, figure.unit)
            case Kind.NUMBER:
                return self.number(figure.amount)

    def number(self, number: Decimal) -> str:
        """Write a number."""
        return format_decimal(number, locale=self._locale)

    def money(self, amount: Decimal, unit: str) -> str:
        """Write a sum so that it fits beside another one."""
        if not is_currency(unit):
            return f"{self.number(amount)} {unit}".strip()
        if abs(amount) >= LARGE:
            digits = 2 if abs(amount) >= LARGEST else 0
            return format_compact_currency(
                amount, unit, locale=self._locale, fraction_digits=digits
            )
        return format_currency(
            amount,
            unit,
            "#,##0.## ¤" if self.language == "fr" else "¤#,##0.##",
            locale=self._locale,
            currency_digits=False,
        )

    def drift(self, share: Decimal) -> str:
        """Write how far a sum lies from the planned one, such as +4.2 %."""
        percent = format_decimal(abs(share) * 100, "0.0", locale=self._locale)
        sign = "+" if share > 0 else "−"
        return f"{sign}{percent}{NO_BREAK}%" if self.language == "fr" else f"{sign}{percent}%"
