"""Days as people write them: ``03/04/2026``, ``12 mars 2027``, ``Dec 20th, 2023``."""

import re
from datetime import date
from functools import lru_cache

from gates.evidence.content import Cell
from gates.evidence.understanding.folding import unaccented

_MONTH = {
    "jan": 1, "janv": 1, "ene": 1, "gen": 1, "feb": 2, "fev": 2, "fevr": 2, "mar": 3, "mars": 3,
    "maer": 3, "apr": 4, "avr": 4, "abr": 4, "may": 5, "mai": 5, "mag": 5, "maj": 5, "jun": 6,
    "juin": 6, "giu": 6, "jul": 7, "juil": 7, "lug": 7, "aug": 8, "aou": 8, "ago": 8, "sep": 9,
    "sept": 9, "set": 9, "oct": 10, "okt": 10, "ott": 10, "out": 10, "nov": 11, "dec": 12,
    "dez": 12, "des": 12, "dic": 12,
}  # fmt: skip
_NAMES = (
    r"(?:jan(?:v(?:ier)?|uary?|uar|eiro)?|enero|gennaio|f[ée]v(?:r(?:ier)?|ereiro)?|feb(?:r(?:uary?|uar|ero)|braio)?"
    r"|mar(?:s|ch|zo|[çc]o)?|m[äa]rz|apr(?:il|ile)?|avr(?:il)?|abr(?:il)?|may|mai|mayo|maio|mag(?:gio)?"
    r"|june?|juni?o?|juin|giu(?:gno)?|jul[yi]?o?|juil(?:let)?|juli|lug(?:lio)?|aug(?:ust)?|ao[uû]t|ago(?:sto)?"
    r"|sept?(?:embre|ember|iembre)?|set(?:embro|tembre)?|oct(?:obre|ober|ubre)?|okt(?:ober)?|out(?:ubro)?|ott(?:obre)?"
    r"|nov(?:embre|ember|iembre|embro)?|d[ée]c(?:embre|ember)?|dez(?:ember|embro)?|des(?:ember)?|dic(?:iembre|embre)?)"
)
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_LOCAL = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])")
_WORDED = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:er|st|nd|rd|th|\.)?\s*(?:de\s|of\s)?[-\s]?({_NAMES})\.?(?:\s+de)?[,\s-]*(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    rf"\b({_NAMES})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE
)
_CENTURY = 2000
_LAST_MONTH = 12
_YEARS = range(1900, 2200)


@lru_cache(maxsize=4096)
def days(text: str, *, month_first: bool = False) -> tuple[date, ...]:
    """Return the days that a text names, in the order of the text.

    Day before month, as everywhere but in the United States; ``month_first`` turns that round,
    and a month above 12 corrects either by itself.
    """
    if not any(letter.isdigit() for letter in text):
        return ()
    found: list[tuple[int, date]] = []
    for match in _ISO.finditer(text):
        _add(found, match.start(), match[1], match[2], match[3])
    for match in _LOCAL.finditer(text):
        first, second = (match[3], match[1]) if month_first else (match[1], match[3])
        if int(second) > _LAST_MONTH:
            first, second = second, first
        year = match[4] if len(match[4]) == 4 else str(_CENTURY + int(match[4]))  # noqa: PLR2004
        _add(found, match.start(), year, second, first)
    for match in _WORDED.finditer(text):
        _add(found, match.start(), match[3], _month(match[2]), match[1])
    for match in _ENGLISH.finditer(text):
        _add(found, match.start(), match[3], _month(match[1]), match[2])
    return tuple(day for _, day in sorted(found))


def day(text: str, *, month_first: bool = False) -> date | None:
    """Return the first day that a text names, or ``None``."""
    found = days(text, month_first=month_first)
    return found[0] if found else None


def cell_day(cell: Cell, *, month_first: bool = False) -> date | None:
    """Return the day in a cell: the typed one, else the one written in its text."""
    if cell.day is not None:
        return cell.day
    if cell.number is not None:
        return None
    return day(cell.value, month_first=month_first)


def months_come_first(texts: list[str]) -> bool:
    """Tell from all the days of a document whether it writes the month first.

    One day such as ``02/20/2024`` shows it, unless another such as ``20/02/2024`` denies it.
    """
    first = second = 0
    for text in texts:
        for match in _LOCAL.finditer(text):
            first += int(match[1]) > _LAST_MONTH
            second += int(match[3]) > _LAST_MONTH
    return second > first


def _add(found: list[tuple[int, date]], place: int, year: str, month: str, number: str) -> None:
    try:
        day = date(int(year), int(month), int(number))
    except ValueError:
        return
    if day.year in _YEARS:
        found.append((place, day))


def _month(name: str) -> str:
    plain = unaccented(name.lower())
    for length in (4, 3):
        if plain[:length] in _MONTH:
            return str(_MONTH[plain[:length]])
    return "0"
