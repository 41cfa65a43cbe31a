"""Numbers and days as people write them."""

from datetime import date
from decimal import Decimal

import pytest

from gates.evidence.readers.number_formats import unit_of_format
from gates.evidence.readers.numbers import day_of, number_of


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("12 500,00", "12500.00", ""),
        ("12\u202f500,00\u00a0€", "12500.00", "€"),
        ("1.234.567,89", "1234567.89", ""),
        ("1,234,567.89", "1234567.89", ""),
        ("£83,379.00", "83379.00", "£"),
        ("1'234.50 CHF", "1234.50", "CHF"),
        ("8 %", "0.08", "%"),
        ("-3,5%", "-0.035", "%"),
        ("(1 200)", "-1200", ""),
        ("120 k€", "120000", "€"),
        ("1.5", "1.5", ""),
        ("1,234", "1234", ""),
        ("3,5", "3.5", ""),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, number: str, unit: str) -> None:
    assert number_of(text) == (Decimal(number), unit)


@pytest.mark.parametrize(
    "text", ["", "R01", "1.2.3", "1 2 3", "12 rue", "2026-03-31", "-", "%", "1,2,3", "10/12", "€"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_of(text) == (None, "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-31", date(2026, 3, 31)),
        ("2026-03-31T17:00:00", date(2026, 3, 31)),
        ("31/03/2026", date(2026, 3, 31)),
        ("3.4.2026", date(2026, 4, 3)),
        ("12/31/2026", date(2026, 12, 31)),
        ("31/31/2026", None),
        ("March", None),
        ("1/2", None),
    ],
)
def test_a_day_is_read_day_first(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ("General", ""),
        ("0.0%", "%"),
        ('#,##0.00 "€"', "€"),
        ("[$€-40C] #,##0", "€"),
        ("[$CHF] #,##0.00;[Red]-[$CHF] #,##0.00", "CHF"),
        ("[Red]0.00", ""),
        ('_-* #,##0.00 "EUR"_-', "EUR"),
    ],
)
def test_a_format_shows_its_unit(code: str, unit: str) -> None:
    assert unit_of_format(code) == unit
