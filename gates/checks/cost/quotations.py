"""Quotations that an estimate rests on must still hold; price rises must count once."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.cost.estimate_range import texts_of
from gates.checks.structures.cost_plan import label_of
from gates.checks.structures.ledger_of_cost import Sheet
from gates.checks.structures.package_day import package_day
from gates.checks.structures.periods import period_of
from gates.checks.wording import day, put
from gates.evidence.content import Cell, Reading
from gates.evidence.understanding.dates import days
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

_VALUES = load("values")
_QUOTES = Phrases.listed(_VALUES["quotes"])
_RISES = Phrases.listed(_VALUES["escalations"])
_INCLUSIVE = Phrases.listed(_VALUES["inclusive"])
_UNTIL = re.compile(r"until|valable|jusqu|valid|gültig|bis|hasta|até", re.IGNORECASE)
_PRICES = Phrases.listed(_VALUES["price_dates"])
_YEAR = re.compile(r"\b20\d\d\b")
_MONTH = re.compile(r"(?:[^\W\d_]{3,10}\.? |\d{1,2}/|(?<!\d))20\d\d\b")
_LONGEST_LABEL = 8


def old_quotations(subject: Subject, reading: Reading, sheet: Sheet) -> Iterator[Verdict]:
    """Yield the lines whose quotation has run out, or bears no date where prices have none."""
    today = package_day(subject) or subject.dossier.as_of
    is_dated = any(
        _PRICES.within(fold(text)) and _YEAR.search(text) for text, _ in texts_of(reading)
    )
    oldest = timedelta(days=int(subject.number("quote_days", 180)))
    for row in sheet.lines:
        basis = row.text("basis", "assumption")
        if not _QUOTES.within(fold(basis)):
            continue
        found = days(basis) or _months(basis) or [each for each in (row.day("date"),) if each]
        if not found and not is_dated:
            text = put(
                "{line}: a quotation without date", "{line} : un devis sans date", line=_name(row)
            )
            yield _told(reading, row, text, _DATE_IT)
        if not found:
            continue
        until = _end(basis, max(found), oldest)
        if until < today:
            text = put(
                "{line}: the quotation held until {day}",
                "{line} : le devis valait jusqu'au {day}",
                line=_name(row),
                day=day(until),
            )
            yield _told(reading, row, text, _ASK_AGAIN)


def stated_twice(reading: Reading, sheet: Sheet) -> Iterator[Verdict]:
    """Yield a price rise that has a line of its own and is inside the other lines too."""
    lines = [
        row
        for row in sheet.lines
        if _RISES.within(label_of(row)) and label_of(row).count(" ") < _LONGEST_LABEL
    ]
    if not lines:
        return
    own = {row.location for row in lines}
    inside = next(
        (
            place
            for text, place in texts_of(reading)
            if place not in own and _RISES.within(fold(text)) and _INCLUSIVE.within(fold(text))
        ),
        None,
    )
    if inside is not None:
        found = both(
            "price rises have a line of their own and are said to be included as well",
            "la hausse des prix a sa ligne et est dite aussi comprise ailleurs",
        )
        yield _told(reading, lines[0], found, _COUNT_ONCE)


def _months(text: str) -> list[date]:
    """Return the last days of the months, or of the years, that a text names."""
    cells = [Cell(value=found[0]) for found in _MONTH.finditer(text)]
    periods = [period_of(cell, bare=True) for cell in cells]
    return [period.last for period in periods if period is not None and period.last is not None]


def _end(basis: str, said: date, oldest: timedelta) -> date:
    return said if _UNTIL.search(basis) else said + oldest


def _name(row: Row) -> str:
    return row.text("item", "task", "description", "name", "wbs") or row.location


def _told(reading: Reading, row: Row, found: Text, fix: Text) -> Verdict:
    return failed(
        found,
        expected=both(
            "quotations that still hold, and price rises counted once",
            "des devis encore valables, et la hausse des prix comptée une fois",
        ),
        fix=fix,
        document=reading.path,
        location=row.place("basis", "item", "task"),
    )


_DATE_IT = both("Give the date of the quotation", "Donnez la date du devis")
_ASK_AGAIN = both(
    "Have the quotation confirmed, and write its new date",
    "Faites confirmer le devis, et écrivez sa nouvelle date",
)
_COUNT_ONCE = both(
    "Keep the line, or the rise inside the lines, not both",
    "Gardez la ligne, ou la hausse dans les lignes, pas les deux",
)
