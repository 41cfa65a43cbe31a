"""Numbers, sums of money and days in local writing."""

from datetime import date
from decimal import Decimal

import pytest

from gates.evidence.content import Cell
from gates.evidence.understanding.dates import cell_day, day, days, months_come_first
from gates.evidence.understanding.numbers import (
    Amount,
    amount,
    amounts,
    cell_number,
    currency,
    number,
    plain,
    scale,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 500,00", "12500.00"),
        ("12,500.00", "12500.00"),
        ("12.500,00", "12500.00"),
        ("454\u00a0000,00", "454000.00"),
        ("1\u202f234", "1234"),
        ("1'000.50", "1000.50"),
        ("1.234.567", "1234567"),
        ("20,00,000", "2000000"),
        ("1,234", "1234"),
        ("0,500", "0.500"),
        ("5,5", "5.5"),
        ("1.5", "1.5"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("(300)", "-300"),
        ("12,5 %", "0.125"),
        ("0", "0"),
    ],
)
def test_a_number_is_read_as_it_is_written_locally(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "abc", "3/4", "12 mars 2027", "R-01", "1.2.3", "1,2,3.4.5"])
def test_what_is_not_a_number_is_none(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("1.2 M€", "1200000", "EUR"),
        ("3 600 000 €", "3600000", "EUR"),
        ("k€ 350", "350000", "EUR"),
        ("350 k€", "350000", "EUR"),
        ("$120,000", "120000", "USD"),
        ("CAD 120,000", "120000", "CAD"),
        ("₹3,000", "3000", "INR"),
        ("4,3 millions d'euros", "4300000", "EUR"),
        ("12 500", "12500", ""),
    ],
)
def test_a_sum_is_read_with_its_currency_and_scale(text: str, value: str, code: str) -> None:
    assert amount(text) == Amount(Decimal(value), code)


def test_all_sums_of_a_sentence_are_found_and_years_are_not() -> None:
    found = amounts("En 2026, le groupe finance 3 060 000 € ; une aide de 540 000 € est demandée.")

    assert [sum_.value for sum_ in found] == [Decimal(3060000), Decimal(540000)]


def test_a_percentage_is_no_sum() -> None:
    assert amount("12 %") is None


def test_the_typed_number_of_a_cell_goes_before_its_text() -> None:
    assert cell_number(Cell(value="12 %", number=Decimal("0.12"))) == Decimal("0.12")
    assert cell_number(Cell(value="3 600 €")) == 3600
    assert cell_number(Cell(value="Total")) is None
    assert cell_number(Cell(value="2026-01-02", day=date(2026, 1, 2))) is None


def test_a_heading_tells_currency_and_scale() -> None:
    assert currency("Coût (k€)") == "EUR"
    assert scale("Coût (k€)") == 1000
    assert scale("Montants en milliers d'euros") == 1000
    assert currency("Workers") == ""
    assert scale("Coût (EUR)") == 1


@pytest.mark.parametrize(
    ("value", "text"), [("5409500", "5409500"), ("1E+3", "1000"), ("0.80", "0.8"), ("-0.0", "0")]
)
def test_a_fact_is_written_without_exponent_or_trailing_zeros(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/04/2026", date(2026, 4, 3)),
        ("2026-04-03", date(2026, 4, 3)),
        ("03.04.26", date(2026, 4, 3)),
        ("12 mars 2027", date(2027, 3, 12)),
        ("1er février 2027", date(2027, 2, 1)),
        ("3. August 2024", date(2024, 8, 3)),
        ("15 de marzo de 2024", date(2024, 3, 15)),
        ("June 20th, 2023", date(2023, 6, 20)),
        ("le 5 décembre 2025 au plus tard", date(2025, 12, 5)),
        ("02-20-2024", date(2024, 2, 20)),
    ],
)
def test_a_day_is_read_as_it_is_written(text: str, expected: date) -> None:
    assert day(text) == expected


@pytest.mark.parametrize("text", ["", "version 1.0.2", "192.168.1.10", "31/02/2026", "2026"])
def test_what_is_not_a_day_is_none(text: str) -> None:
    assert day(text) is None


def test_a_document_shows_once_that_its_months_come_first() -> None:
    texts = ["02-10-2023", "02-20-2024"]

    first = months_come_first(texts)

    assert first
    assert days(texts[0], month_first=first) == (date(2023, 2, 10),)


def test_the_typed_day_of_a_cell_goes_before_its_text() -> None:
    assert cell_day(Cell(value="4/3/26", day=date(2026, 4, 3))) == date(2026, 4, 3)
    assert cell_day(Cell(value="04/03/2026")) == date(2026, 3, 4)
    assert cell_day(Cell(value="45000", number=Decimal(45000))) is None
