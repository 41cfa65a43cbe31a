"""Sheets in the open format (ods): values as they were last calculated, formulas beside them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gates.evidence.content import Cell, Content, Table
from gates.evidence.guard import limits
from gates.evidence.guard.open_document import CONTENT, OpenDocument
from gates.evidence.guard.safe_tree import local_name, parse
from gates.evidence.readers.excel import BLANKS, LONGEST_FORMULA, column_name, quoted
from gates.evidence.readers.gathering import Gathering, blank
from gates.evidence.readers.open.cell import formula_of, holds, text_of, value_of
from gates.evidence.readers.open.properties import properties_of
from gates.evidence.readers.open.words import (
    ANNOTATION,
    CELLS,
    SPANS,
    SPREADSHEET,
    STYLE,
    TABLE,
    attribute,
    repeated,
)

_HIDDEN = {"collapse", "filter"}
_MOST = 1_048_576
_COLUMNS = 16_384


def read_open_sheets(document: OpenDocument) -> tuple[Content, bool]:
    """Return the content of open sheets, and whether all of it was kept.

    Raises:
        RefusedError: A part is damaged.
    """
    gathering = Gathering()
    root = parse(document.archive.read(CONTENT), CONTENT)
    unseen = _unseen(root)
    tables = [
        table for element in root.iter(SPREADSHEET) for table in element if table.tag == TABLE
    ]
    for table in tables:
        hidden = attribute(table, "style-name") in unseen
        gathering.lay(_Sheet(table, gathering).table(hidden=hidden), typed=True)
    title, author = properties_of(document)
    content = gathering.content(
        title=title,
        author=author,
        images=sum(name.startswith("Pictures/") for name in document.archive),
        pages=len(tables),
    )
    return content, not gathering.full


def _unseen(root: etree._Element) -> frozenset[str]:
    """Return the styles of sheets that are not shown."""
    return frozenset(
        attribute(style, "name")
        for style in root.iter(STYLE)
        if any(attribute(one, "display") == "false" for one in style)
    )


@dataclass
class _Line:
    """A row of a sheet: its number, how often it stands, and its filled cells by column."""

    number: int
    times: int
    hidden: bool
    cells: dict[int, etree._Element] = field(default_factory=dict)


class _Sheet:
    """Unfolds one sheet; its rectangle was measured before."""

    def __init__(self, element: etree._Element, gathering: Gathering) -> None:
        self.name = attribute(element, "name")
        self.address = quoted(self.name)
        self.gathering = gathering
        self.merged: list[str] = []
        self.hidden_columns = _hidden_columns(element)
        self.lines = list(self._lines(element))

    def table(self, *, hidden: bool) -> Table:
        """Return the table of the sheet, as far as there is room for it."""
        rows: list[tuple[Cell, ...]] = []
        kept = 0
        for row in self._rows_between_blanks():
            rows.append(row)
            kept += len(row)
            if kept > self.gathering.room():
                break
        return Table(
            title=self.name,
            location=self.address,
            hidden=hidden,
            merged=tuple(self.merged[: limits.PARTS]),
            after=len(self.gathering.paragraphs),
            rows=tuple(rows),
        )

    def _rows_between_blanks(self) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows from the first that is filled to the last; long gaps are shortened."""
        columns = [column for line in self.lines for column in line.cells]
        if not columns:
            return
        left, right = min(columns), max(columns)
        width = right - left + 1
        sparse = width * sum(line.times for line in self.lines) > self.gathering.room()
        last = self.lines[0].number - 1
        for line in self.lines:
            yield from [()] * min(BLANKS, line.number - last - 1)
            for number_ in range(line.number, line.number + line.times):
                row = self._row(line, number_, left, right)
                while sparse and row and not (row[-1].value or row[-1].formula):
                    row.pop()
                yield () if blank(row) else tuple(row)
            last = line.number + line.times - 1

    def _lines(self, element: etree._Element) -> Iterator[_Line]:
        """Yield the rows that hold anything, as many as there is room for."""
        number_ = 1
        filled = 0
        for row in _rows(element):
            times = repeated(row, "number-rows-repeated", _MOST)
            line = _Line(number_, times, attribute(row, "visibility") in _HIDDEN)
            column = 1
            for cell in row:
                if cell.tag not in CELLS:
                    continue
                many = repeated(cell, "number-columns-repeated", _COLUMNS)
                if many > 1 and holds(cell):
                    line.cells.update(dict.fromkeys(range(column, column + many), cell))
                elif holds(cell):
                    line.cells[column] = cell
                self._merge(cell, number_, column)
                column += many
            if line.cells:
                yield line
            filled += len(line.cells)
            if filled > self.gathering.room():
                return
            number_ += times

    def _merge(self, cell: etree._Element, row: int, column: int) -> None:
        if not any(map(cell.get, SPANS)):
            return
        wide = repeated(cell, "number-columns-spanned", _MOST)
        high = repeated(cell, "number-rows-spanned", _MOST)
        if wide > 1 or high > 1:
            end = f"{column_name(column + wide - 1)}{row + high - 1}"
            self.merged.append(f"{column_name(column)}{row}:{end}")

    def _row(self, line: _Line, row: int, left: int, right: int) -> list[Cell]:
        return [
            self._cell(line.cells.get(column), row, column, hidden=line.hidden)
            for column in range(left, right + 1)
        ]

    def _cell(self, element: etree._Element | None, row: int, column: int, *, hidden: bool) -> Cell:
        location = f"{self.address}!{column_name(column)}{row}"
        hidden = hidden or column in self.hidden_columns
        if element is None:
            return Cell(location=location, hidden=hidden)
        for child in element.iterchildren(ANNOTATION):
            self.gathering.say(text_of(child), location, part="comment")
        read = value_of(element)
        formula = attribute(element, "formula")
        if not formula and not hidden:
            return Cell(
                value=read.text, number=read.number, day=read.day, unit=read.unit, location=location
            )
        return Cell(
            value=read.text,
            number=read.number,
            day=read.day,
            unit=read.unit,
            formula=formula_of(formula)[:LONGEST_FORMULA] if formula else "",
            uncalculated=bool(formula) and not attribute(element, "value-type"),
            location=location,
            hidden=hidden,
        )


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        name = local_name(child)
        if name == "table-row":
            yield child
        elif name in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(child)


def _hidden_columns(table: etree._Element) -> frozenset[int]:
    hidden: set[int] = set()
    column = 1
    waiting = [child for child in table if local_name(child) != "table-row"]
    while waiting:
        element = waiting.pop(0)
        name = local_name(element)
        if name == "table-column":
            many = repeated(element, "number-columns-repeated", _COLUMNS)
            if attribute(element, "visibility") in _HIDDEN:
                hidden.update(range(column, column + many))
            column += many
        elif name in {"table-header-columns", "table-columns", "table-column-group"}:
            waiting = [*element, *waiting]
    return frozenset(hidden)
