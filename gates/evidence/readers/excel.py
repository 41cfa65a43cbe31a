"""Workbooks (xlsx): values as they were last calculated, and what the program knew beside them.

Values come from calamine, which reads what the workbook keeps; formulas are never calculated
here. A formula whose value was never calculated is marked, so that no check takes it for zero.
"""

import io
from collections.abc import Sequence
from functools import cache

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from gates.evidence.content import Cell, Content, Named, Table
from gates.evidence.guard import limits
from gates.evidence.guard.office import OfficeFile
from gates.evidence.guard.refusal import damaged
from gates.evidence.guard.safe_tree import parse
from gates.evidence.guard.sheet_pass import Place
from gates.evidence.guard.workbook import Sheet, Workbook
from gates.evidence.readers.cell_value import Value, read_value
from gates.evidence.readers.core_properties import core_properties
from gates.evidence.readers.gathering import Gathering, blank
from gates.evidence.readers.number_formats import units
from gates.evidence.readers.sheet_names import names_of

_STYLES = "xl/styles.xml"
LONGEST_FORMULA = 1_000
"""The most characters of a formula that are kept."""

BLANKS = 50
"""A run of blank rows is kept up to this length; places say how many there were."""

_WIDE = 1_000
"""A rectangle this many times larger than what it holds is kept without its empty cells."""


def shown_units(office: OfficeFile) -> dict[int, str]:
    """Return the unit that each cell style of a workbook shows.

    Raises:
        RefusedError: The styles are damaged.
    """
    if _STYLES not in office.archive:
        return {}
    return units(parse(office.archive.read(_STYLES), _STYLES))


def read_excel(
    office: OfficeFile, workbook: Workbook, shown: dict[int, str], data: bytes
) -> tuple[Content, bool]:
    """Return the content of a workbook that the guard passed, and whether all of it was kept.

    Raises:
        RefusedError: The workbook is damaged.
    """
    gathering = Gathering()
    names = names_of(office, workbook)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for number, sheet in enumerate(workbook.sheets):
            if sheet.marks.last[0]:
                values = _Values(book.get_sheet_by_index(number))
                own = names.get(sheet.name, ())
                reader = _Reader(sheet, shown, own, unsaved=workbook.unsaved)
                gathering.lay(reader.table(values, gathering), typed=True)
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


class _Values:
    """The rows of a sheet, one at a time, each from the first column of the sheet that is filled.

    The reader knows only the rectangle that holds values; formulas without any may lie outside.
    """

    def __init__(self, sheet: CalamineSheet) -> None:
        self._top, self._left = sheet.start or (0, 0)
        self._rows = iter(sheet.to_python(skip_empty_area=True))
        self._next = self._top + 1

    def row(self, number: int) -> tuple[int, list[Value]]:
        """Return the column of the first value, from 1, and the values; rows go up."""
        if number < self._next:
            return self._left + 1, []
        self._next += 1
        return self._left + 1, next(self._rows, [])


class _Reader:
    """Joins the values of one sheet with its marks."""

    def __init__(
        self, sheet: Sheet, shown: dict[int, str], names: Sequence[Named], *, unsaved: bool
    ) -> None:
        self.sheet = sheet
        self.names = names
        self.shown = shown
        self.unsaved = unsaved
        self.address = quoted(sheet.name)
        self.hidden_columns = frozenset(
            column
            for first, last in sheet.marks.hidden_columns
            for column in range(first, last + 1)
        )
        marked = (*sheet.marks.formulas, *sheet.marks.errors)
        self.marked_rows = frozenset(row for row, _ in marked)
        styled = (row for row, _ in sheet.marks.styles)
        self.told_rows = frozenset((*self.marked_rows, *styled, *sheet.marks.hidden_rows))

    def table(self, values: _Values, gathering: Gathering) -> Table:
        """Return the table of the sheet, as far as there is room for it."""
        marks = self.sheet.marks
        (top, left), (bottom, right) = marks.first, marks.last
        area = (bottom - top + 1) * (right - left + 1)
        sparse = area > min(gathering.room(), _WIDE * max(1, marks.cells))
        rows: list[tuple[Cell, ...]] = []
        kept, blanks = 0, 0
        for number in range(top, bottom + 1):
            row = self._row(number, *values.row(number))
            blanks = 0 if row else blanks + 1
            if blanks > BLANKS:
                continue
            if sparse and row:
                while not (row[-1].value or row[-1].formula):
                    row.pop()
            rows.append(tuple(row))
            kept += len(row)
            if kept > gathering.room():
                break
        return Table(
            title=self.sheet.name,
            location=self.address,
            hidden=self.sheet.hidden,
            merged=tuple(marks.merged[: limits.PARTS]),
            after=len(gathering.paragraphs),
            names=tuple(
                Named(
                    name=one.name,
                    first=f"{self.address}!{one.first}",
                    last=f"{self.address}!{one.last}",
                    table=one.table,
                )
                for one in self.names
            ),
            rows=tuple(rows),
        )

    def _row(self, number: int, at: int, line: list[Value]) -> list[Cell]:
        """Return the cells of a row, whose values begin at a column; none where it is blank."""
        if number not in self.marked_rows and not any(value != "" for value in line):
            return []
        left, right = self.sheet.marks.first[1], self.sheet.marks.last[1]
        end = at + len(line)
        build = self._cell if self.hidden_columns or number in self.told_rows else self._plain
        row = [
            build((number, column), line[column - at] if at <= column < end else "")
            for column in range(left, right + 1)
        ]
        return [] if blank(row) else row

    def _plain(self, place: Place, value: Value) -> Cell:
        """Return a cell of a row in which every cell is a value and nothing else."""
        location = f"{self.address}!{column_name(place[1])}{place[0]}"
        if value == "":
            return Cell(location=location)
        read = read_value(value, "")
        if read.number is not None:
            return Cell(value=read.text, number=read.number, unit=read.unit, location=location)
        return Cell(value=read.text, day=read.day, location=location)

    def _cell(self, place: Place, value: Value) -> Cell:
        marks = self.sheet.marks
        location = f"{self.address}!{column_name(place[1])}{place[0]}"
        hidden = place[0] in marks.hidden_rows or place[1] in self.hidden_columns
        formula = marks.formulas.get(place)
        value = marks.errors.get(place, value)
        if formula is None:
            if value == "":
                return Cell(location=location, hidden=hidden)
            read = read_value(value, self.shown.get(marks.styles.get(place, -1), ""))
            return Cell(
                value=read.text,
                number=read.number,
                day=read.day,
                unit=read.unit,
                location=location,
                hidden=hidden,
            )
        uncalculated = place in marks.uncalculated or (
            # A program that only writes leaves a zero behind each formula.
            self.unsaved and value in {0, ""}
        )
        unit = self.shown.get(marks.styles.get(place, -1), "")
        read = read_value("" if uncalculated else value, unit)
        return Cell(
            value=read.text,
            number=read.number,
            day=read.day,
            unit=read.unit,
            formula=f"={formula[:LONGEST_FORMULA]}",
            uncalculated=uncalculated,
            location=location,
            hidden=hidden,
        )


@cache
def column_name(column: int) -> str:
    """Return the letters of a column, counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def quoted(sheet: str) -> str:
    """Return the name of a sheet as a formula writes it."""
    plain = sheet.replace("_", "").isalnum() and not sheet[:1].isdigit()
    return sheet if plain else "'" + sheet.replace("'", "''") + "'"
