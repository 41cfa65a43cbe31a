"""Workbooks (xlsx): values as they were last calculated, and what the program knew beside them.

Values come from calamine, which reads what the workbook keeps; formulas are never calculated
here. A formula whose value was never calculated is marked, so that no check takes it for zero.
"""

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from python_calamine import CalamineError, CalamineWorkbook

from gates.evidence.content import Cell, Content, Table
from gates.evidence.guard import limits
from gates.evidence.guard.office import OfficeFile
from gates.evidence.guard.refusal import damaged
from gates.evidence.guard.safe_tree import parse
from gates.evidence.guard.sheet_pass import Place
from gates.evidence.guard.workbook import Sheet, Workbook
from gates.evidence.readers.core_properties import core_properties
from gates.evidence.readers.gathering import Gathering, blank
from gates.evidence.readers.number_formats import units
from gates.evidence.readers.numbers import day_of, number_of

_STYLES = "xl/styles.xml"
_LONGEST_FORMULA = 1_000
_LONGEST_VALUE = 32_767
_WIDE = 1_000
"""A rectangle this many times larger than what it holds is kept without its empty cells."""

Value = int | float | str | bool | time | date | datetime | timedelta


def read_excel(office: OfficeFile, workbook: Workbook, data: bytes) -> tuple[Content, bool]:
    """Return the content of a workbook that the guard passed, and whether all of it was kept.

    Raises:
        RefusedError: The workbook is damaged.
    """
    shown = units(parse(office.archive.read(_STYLES), _STYLES)) if _STYLES in office.archive else {}
    gathering = Gathering()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, sheet in enumerate(workbook.sheets):
            if not sheet.marks.last[0]:
                continue
            values = book.get_sheet_by_index(number).to_python(skip_empty_area=False)
            gathering.lay(_Reader(sheet, shown, unsaved=workbook.unsaved).table(values, gathering))
    except CalamineError as error:
        raise damaged(kind=office.kind) from error
    properties = core_properties(office)
    content = gathering.content(
        title=properties.title,
        author=properties.author,
        images=sum(name.startswith("xl/media/") for name in office.archive),
        pages=len(workbook.sheets),
    )
    return content, not gathering.full


class _Reader:
    """Joins the values of one sheet with its marks."""

    def __init__(self, sheet: Sheet, shown: dict[int, str], *, unsaved: bool) -> None:
        self.sheet = sheet
        self.shown = shown
        self.unsaved = unsaved
        self.address = _quoted(sheet.name)

    def table(self, values: list[list[Value]], gathering: Gathering) -> Table:
        marks = self.sheet.marks
        height, width = marks.last
        sparse = height * width > min(gathering.room(), _WIDE * max(1, marks.cells))
        left = self._left(values)
        self.unsaved = self.unsaved and not self._calculated(values)
        rows: list[tuple[Cell, ...]] = []
        kept = 0
        for number in range(1, height + 1):
            line = values[number - 1] if number <= len(values) else []
            row = self._row(number, line, left, width)
            if blank(row):
                row = []
            elif sparse:
                while not (row[-1].value or row[-1].formula):
                    row.pop()
            rows.append(tuple(row))
            kept += len(row)
            if kept > limits.KEPT_CELLS:
                break
        return Table(
            title=self.sheet.name,
            location=self.address,
            hidden=self.sheet.hidden,
            merged=tuple(marks.merged[: limits.PARTS]),
            after=len(gathering.paragraphs),
            rows=tuple(rows),
        )

    def _calculated(self, values: list[list[Value]]) -> bool:
        """Tell whether any formula has a value: then the zeros of the others are values too."""
        return any(
            values[row - 1][column - 1] not in {0, ""}
            for row, column in self.sheet.marks.formulas
            if row <= len(values) and column <= len(values[row - 1])
        )

    def _left(self, values: list[list[Value]]) -> int:
        """Return the first column that holds anything, from 1."""
        filled = [
            next((at for at, value in enumerate(line, start=1) if value != ""), 0)
            for line in values
        ]
        columns = [column for column in filled if column]
        columns += [column for _, column in self.sheet.marks.formulas]
        return min(columns, default=1)

    def _row(self, number: int, line: list[Value], left: int, width: int) -> list[Cell]:
        if not any(value != "" for value in line) and not self._has_formula(number, left, width):
            return []
        return [
            self._cell((number, column), line[column - 1] if column <= len(line) else "")
            for column in range(left, width + 1)
        ]

    def _has_formula(self, number: int, left: int, width: int) -> bool:
        formulas = self.sheet.marks.formulas
        return bool(formulas) and any(
            (number, column) in formulas for column in range(left, width + 1)
        )

    def _cell(self, place: Place, value: Value) -> Cell:
        marks = self.sheet.marks
        location = f"{self.address}!{column_name(place[1])}{place[0]}"
        hidden = marks.is_hidden(place)
        formula = marks.formulas.get(place)
        if value == "" and formula is None:
            return Cell(location=location, hidden=hidden)
        text, number, day = _typed(value)
        unit = ""
        if isinstance(value, str):
            number, unit = number_of(text)
            day = day_of(text)
        elif number is not None:
            unit = self.shown.get(marks.styles.get(place, -1), "")
        uncalculated = place in marks.uncalculated or (
            # A program that only writes leaves a zero behind each formula.
            self.unsaved and formula is not None and value in {0, ""}
        )
        if uncalculated:
            text, number, day = "", None, None
        elif unit == "%" and number is not None and not isinstance(value, str):
            text = f"{_plain(number * 100)} %"
        return Cell(
            value=text,
            number=number,
            day=day,
            formula="" if formula is None else f"={formula[:_LONGEST_FORMULA]}",
            uncalculated=uncalculated,
            unit=unit,
            hidden=hidden,
            location=location,
        )


def column_name(column: int) -> str:
    """Return the letters of a column, counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _typed(value: Value) -> tuple[str, Decimal | None, date | None]:
    """Return a value as text, and as the number or the day that it is."""
    number: Decimal | None = None
    day: date | None = None
    if isinstance(value, bool):
        text = "TRUE" if value else "FALSE"
    elif isinstance(value, int | float):
        exact = Decimal(value) if isinstance(value, int) else Decimal(repr(value))
        number = exact if exact.is_finite() else None
        text = str(value) if number is None else _plain(number)
    elif isinstance(value, datetime):
        day = value.date()
        text = day.isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    elif isinstance(value, date):
        day = value
        text = value.isoformat()
    else:
        text = str(value).strip()[:_LONGEST_VALUE]
    return text, number, day


def _plain(number: Decimal) -> str:
    """Write a number without exponent and without the zeros that mean nothing."""
    rounded = round(number, 10) if abs(number) < Decimal(10) ** 15 else number
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _quoted(sheet: str) -> str:
    """Return the name of a sheet as a formula writes it."""
    plain = sheet.replace("_", "").isalnum() and not sheet[:1].isdigit()
    return sheet if plain else "'" + sheet.replace("'", "''") + "'"
