"""Periods as tables name them: ``March 2027``, ``03/2027``, ``Q1 2027``, ``M7``, ``2027``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gates.evidence.content import Cell
from gates.evidence.understanding.columns import is_period
from gates.evidence.understanding.dates import cell_day, day
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import cell_number

_MONTH = re.compile(r"(?:(\d{1,2})[/.\-](\d{4})|(\d{4})[/.\-](\d{1,2}))\Z")
_NAMED = re.compile(r"([a-z]+) ?((?:20)?\d\d)?\Z")
_QUARTER = re.compile(
    r"(?:(?:q|t|quarter|trimestre|quartal) ?([1-4])(?: ((?:20)?\d\d))?|(20\d\d) (?:q|t)([1-4]))\Z"
)
_YEAR = re.compile(r"(?:fy |an |annee |year |jahr )?((?:19|20)\d\d)\Z")
_NUMBERED = re.compile(
    r"(?:m|month|mois|monat|w|week|semaine|kw|s|period|periode|y|year|annee|an)? ?(\d{1,3})\Z"
)
_MONTHS_A_YEAR = 12
_QUARTERS_A_YEAR = 4
_CENTURY = 2000
_LAST_NUMBER = 400


@dataclass(frozen=True)
class Period:
    """A period: its unit, its place in the order of that unit, and its days where known."""

    unit: str
    index: int
    first: date | None = None
    last: date | None = None
    label: str = ""


def period_of(cell: Cell, *, bare: bool = False) -> Period | None:
    """Return the period that a cell names, or None; ``bare`` numbers count only among others."""
    text = cell.value.strip()
    if cell.day is not None:
        return _month(cell.day.year, cell.day.month, text)
    month = _MONTH.match(text)
    if month:
        year, number = (month[2], month[1]) if month[1] else (month[3], month[4])
        return _month(int(year), int(number), text)
    plain = fold(re.sub(r"\([^)]*\)", " ", text))
    found = _worded(plain, text, is_named=is_period(text) or bare)
    if found is not None:
        return found
    whole_day = cell_day(cell)
    return None if whole_day is None else _month(whole_day.year, whole_day.month, text)


def _worded(plain: str, text: str, *, is_named: bool) -> Period | None:
    """Return a quarter, a year, a month by its name, or a numbered period."""
    quarter = _QUARTER.match(plain)
    if quarter:
        said = quarter[2] or quarter[3]
        return _quarter(_year(said) if said else None, int(quarter[1] or quarter[4]), text)
    year, numbered = _YEAR.match(plain), _NUMBERED.match(plain)
    if year and is_named:
        number = int(year[1])
        return Period("year", number, date(number, 1, 1), date(number, 12, 31), text)
    if numbered and is_named and int(numbered[1]) <= _LAST_NUMBER:
        return Period("number", int(numbered[1]), label=text)
    return _named_month(plain, text) if is_period(text) else None


def _named_month(plain: str, text: str) -> Period | None:
    named = _NAMED.match(plain)
    if named is None:
        return None
    found = day(f"1 {named[1]} {_year(named[2]) if named[2] else _CENTURY}")
    if found is None:
        return None
    if named[2]:
        return _month(found.year, found.month, text)
    return Period("month of no year", found.month, label=text)


def in_row(cells: Sequence[Cell]) -> dict[int, Period]:
    """Return the periods in a header row by column: of the unit that most of them have.

    Bare numbers are periods where they count up one by one.
    """
    found = {
        place: period
        for place, cell in enumerate(cells)
        if cell.value.strip() and (period := period_of(cell)) is not None
    }
    if len(found) > 1:
        units = [period.unit for period in found.values()]
        usual = max(set(units), key=units.count)
        return {place: period for place, period in found.items() if period.unit == usual}
    counted: dict[int, Period] = {}
    for place, cell in enumerate(cells):
        value = cell_number(cell)
        if value is None or value % 1 or not 0 < value <= _LAST_NUMBER:
            continue
        if not counted or int(value) == list(counted.values())[-1].index + 1:
            counted[place] = Period("number", int(value), label=cell.value)
    return counted


def gaps(periods: Sequence[Period]) -> list[tuple[Period, Period]]:
    """Return each pair of periods that do not follow each other, in the order of the table."""
    if len({period.unit for period in periods}) != 1:
        return []
    return [
        (one, other)
        for one, other in zip(periods, periods[1:], strict=False)  # noqa: RUF007 - pairs of a slice
        if not _follows(one, other)
    ]


def _follows(one: Period, other: Period) -> bool:
    if one.unit == "month of no year":
        return other.index == one.index % _MONTHS_A_YEAR + 1
    if one.unit == "quarter of no year":
        return other.index == one.index % _QUARTERS_A_YEAR + 1
    return other.index == one.index + 1


def _month(year: int, number: int, label: str) -> Period | None:
    if not 1 <= number <= _MONTHS_A_YEAR:
        return None
    first = date(year, number, 1)
    following = date(year + number // _MONTHS_A_YEAR, number % _MONTHS_A_YEAR + 1, 1)
    index = year * _MONTHS_A_YEAR + number
    return Period("month", index, first, following - timedelta(days=1), label)


def _quarter(year: int | None, number: int, label: str) -> Period | None:
    if year is None:
        return Period("quarter of no year", number, label=label)
    opens, closes = _month(year, 3 * number - 2, label), _month(year, 3 * number, label)
    if opens is None or closes is None:
        return None
    return Period("quarter", year * _QUARTERS_A_YEAR + number, opens.first, closes.last, label)


def _year(text: str) -> int:
    value = int(text)
    return value if value > _LAST_NUMBER else _CENTURY + value
