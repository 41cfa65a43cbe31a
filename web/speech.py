"""The words of our pages: both languages stand where they are used, and are typeset."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal, format_percent
from starlette.requests import Request

from domain.text import LANGUAGES, in_language

_BEFORE = re.compile(r" ([:;?!%»€])")
_AFTER = re.compile(r"« ")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
NARROW, WIDE = "\u202f", "\u00a0"


def typeset(words: str, language: str) -> str:
    """Return a sentence with the spaces that French keeps before its punctuation."""
    if language != "fr":
        return words
    kept = _BEFORE.sub(lambda match: (WIDE if match[1] in ":»" else NARROW) + match[1], words)
    return _AFTER.sub("«" + WIDE, kept)


def spoken(en: str, fr: str, language: str, **values: object) -> str:
    """Return words of ours in a language, with the values put in as they are."""
    words = typeset(_APOSTROPHE.sub("’", fr if language == "fr" else en), language)
    return words.format(**values) if values else words


def text_in(text: Mapping[str, str] | None, language: str) -> str:
    """Return words of the method or of a finding in a language; a fallback is marked."""
    return typeset(in_language(text or {}, language), language)


def day(value: date | None, language: str) -> str:
    """Return a date as people write it, such as ``Thu 26 Nov 2026``."""
    if value is None:
        return ""
    return format_date(value, _pattern("EEE d MMM y", value, language), locale=_locale(language))


def short_day(value: date | None, language: str) -> str:
    """Return a date where there is little room, such as ``26 Nov``."""
    if value is None:
        return ""
    return format_date(value, _pattern("d MMM", value, language), locale=_locale(language))


def moment(value: datetime | None, language: str, zone: str) -> str:
    """Return an instant in a person's own zone, such as ``Thu 26 Nov 2026, 12:00``."""
    return _local(value, "EEE d MMM y, ", language, zone)


def short_moment(value: datetime | None, language: str, zone: str) -> str:
    """Return an instant without its year, such as ``Thu 26 Nov, 12:00``."""
    return _local(value, "EEE d MMM, ", language, zone)


def hour(value: datetime | None, language: str, zone: str) -> str:
    """Return the hour of an instant, such as ``12:00``."""
    return _local(value, "", language, zone)


def long_day(value: datetime | None, language: str, zone: str) -> str:
    """Return the day of an instant in full, such as ``Thursday 26 November 2026``."""
    if value is None:
        return ""
    local = value.astimezone(ZoneInfo(zone))
    pattern = _pattern("EEEE d MMMM y", local, language)
    return format_datetime(local, pattern, locale=_locale(language))


def seconds(value: float, language: str) -> str:
    """Return a span in seconds with one digit, or two below a tenth."""
    return format_decimal(round(value, 1) or round(value, 2), locale=_locale(language))


def share(value: Decimal | float | None, language: str) -> str:
    """Return a share of one as a percentage, or a dash where there is none."""
    if value is None:
        return "–"
    return format_percent(value, locale=_locale(language))


def value_in(value: str | None, unit: str, language: str) -> str:
    """Return a fact's value as people write it: amounts, numbers, dates; else as it stands."""
    if value is None:
        return "–"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return day(date.fromisoformat(value), language)
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return amount(number, unit, language)


def amount(number: Decimal, unit: str, language: str, *, signed: bool = False) -> str:
    """Return a number with its unit; a currency by its own sign."""
    locale = _locale(language)
    if re.fullmatch(r"[A-Z]{3}", unit):
        whole = number == number.to_integral_value()
        pattern = (f"#,##0{WIDE}¤" if whole else f"#,##0.00{WIDE}¤") if language == "fr" else None
        shown = format_currency(
            number,
            unit,
            pattern or ("¤#,##0" if whole else "¤#,##0.00"),
            locale=locale,
            currency_digits=False,
        )
    else:
        shown = format_decimal(number, locale=locale) + (f"{WIDE}{unit}" if unit else "")
    shown = shown.replace("-", "−", 1) if number < 0 else shown
    return f"+{shown}" if signed and number > 0 else shown


def size(count: int, language: str) -> str:
    """Return a file's size in kilobytes or megabytes."""
    kilo = count / 1000
    unit = ("ko", "Mo") if language == "fr" else ("kB", "MB")
    locale = _locale(language)
    if kilo < 1000:  # noqa: PLR2004 - a thousand kilobytes are a megabyte
        return f"{format_decimal(max(1, round(kilo)), locale=locale)} {unit[0]}"
    return f"{format_decimal(round(kilo / 1000, 1), locale=locale)} {unit[1]}"


def negotiated(request: Request, chosen: str | None, person: str | None) -> str:
    """Return the language of a page: the one chosen here, the person's own, the browser's."""
    for candidate in (request.query_params.get("lang"), chosen, person):
        if candidate in LANGUAGES:
            return candidate
    return _accepted(request.headers.get("accept-language", ""))


def _accepted(header: str) -> str:
    wishes = []
    for part in header.split(","):
        name, _, weight = part.strip().partition(";q=")
        try:
            wishes.append((float(weight or 1), name.split("-")[0].lower()))
        except ValueError:
            continue
    for _, name in sorted(wishes, key=lambda wish: -wish[0]):
        if name in LANGUAGES:
            return name
    return "en"


def _locale(language: str) -> str:
    return "fr_FR" if language == "fr" else "en_GB"


def _local(value: datetime | None, day_pattern: str, language: str, zone: str) -> str:
    if value is None:
        return ""
    local = value.astimezone(ZoneInfo(zone))
    pattern = _pattern(day_pattern, local, language) + (
        f"H'{NARROW}h{NARROW}'mm" if language == "fr" else "HH:mm"
    )
    return format_datetime(local, pattern, locale=_locale(language))


def _pattern(pattern: str, day: date, language: str) -> str:
    """Return a pattern as French wants it: the first of a month is an ordinal."""
    if language == "fr" and day.day == 1:
        return pattern.replace("d MMM", "d'er' MMM")
    return pattern
