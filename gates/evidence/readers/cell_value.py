"""The value of a workbook's cell: as text, and as the number or the day that it is."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from gates.evidence.readers.numbers import day_of, number_of

Value = int | float | str | bool | time | date | datetime | timedelta

_LONGEST = 32_767
_EXACT = 1e15
"""From here on a binary number has no digits behind the point."""

_MIDNIGHT = time()


class CellValue(NamedTuple):
    """A value as text, its number with the unit that is shown, its day."""

    text: str
    number: Decimal | None = None
    unit: str = ""
    day: date | None = None


def read_value(value: Value, shown: str) -> CellValue:
    """Return what a value is; ``shown`` is the unit that the format of its cell shows."""
    if isinstance(value, str):
        text = value.strip()[:_LONGEST]
        number, unit = number_of(text)
        return CellValue(text, number, unit, None if number is not None else day_of(text))
    if isinstance(value, bool):
        return CellValue("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return _number(value, shown)
    if isinstance(value, datetime):
        day = value.date()
        midnight = value.time() == _MIDNIGHT
        return CellValue(day.isoformat() if midnight else value.isoformat(" ", "minutes"), day=day)
    return CellValue(str(value), day=value if isinstance(value, date) else None)


def _number(value: float, shown: str) -> CellValue:
    text = plain(value)
    try:
        number = Decimal(text)
    except ArithmeticError:
        return CellValue(text)
    if not number.is_finite():
        return CellValue(text)
    if shown == "%":
        return CellValue(f"{plain(value * 100)} %", number, shown)
    return CellValue(text, number, shown)


def plain(value: float) -> str:
    """Write a number without exponent, and without the digits that binary numbers add."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < _EXACT):
        return str(int(value))
    if abs(value) < _EXACT:
        return f"{value:.10f}".rstrip("0").rstrip(".")
    return f"{Decimal(value):f}"
