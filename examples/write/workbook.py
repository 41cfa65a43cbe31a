"""Writes a paper as an Excel workbook; every formula carries the value it shows."""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from examples.write.archive import settle
from examples.write.block import Grid, Paper, Sheet
from examples.write.cell import Formula, Value

RELATIVE = re.compile(r"([A-Z]{1,2})\[([+-]?\d+)\]")
DAY_FORMAT = {"fr": "dd/mm/yyyy", "en": "d mmm yyyy"}
DAY_WIDTH = 12


class _Writer:
    """The formats of one workbook, and the way a value is put into a cell."""

    def __init__(self, book: Any, language: str) -> None:
        base = {"font_name": "Calibri", "font_size": 10, "valign": "top", "text_wrap": True}
        lined = {**base, "border": 1, "border_color": "#9FB2C8"}
        self.title = book.add_format({"bold": True, "font_size": 15, "font_color": "#1F3A5F"})
        self.label = book.add_format({"bold": True, "font_size": 10})
        self.head = book.add_format({**lined, "bold": True, "bg_color": "#DCE6F1"})
        self.caption = book.add_format({"bold": True, "font_size": 11, "font_color": "#1F3A5F"})
        self.formats = {
            (strong, kind): book.add_format({**lined, "bold": strong, **extra})
            for strong in (False, True)
            for kind, extra in (
                ("text", {}),
                ("number", {"num_format": "#,##0"}),
                ("decimal", {"num_format": "#,##0.00"}),
                ("day", {"num_format": DAY_FORMAT[language], "align": "left"}),
            )
        }
        self.plain_day = book.add_format({"num_format": DAY_FORMAT[language], "align": "left"})
        self.plain_number = book.add_format({"num_format": "#,##0", "align": "left"})

    def put(self, sheet: Any, row: int, column: int, value: Value, *, strong: bool) -> None:
        """Write one cell of a table."""
        if isinstance(value, Formula):
            text = RELATIVE.sub(lambda m: f"{m[1]}{row + 1 + int(m[2])}", value.text)
            form = self.formats[strong, _kind(value.value)]
            sheet.write_formula(row, column, text, form, value=value.value)
        elif isinstance(value, date):
            moment = datetime.combine(value, time())
            sheet.write_datetime(row, column, moment, self.formats[strong, "day"])
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, self.formats[strong, _kind(value)])
        else:
            sheet.write_string(row, column, str(value or ""), self.formats[strong, "text"])


def write(paper: Paper, target: Path) -> None:
    """Write the paper to an .xlsx file."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties(
        {
            "title": paper.title,
            "author": paper.author,
            "comments": paper.running,
            "created": datetime.combine(paper.day, time(9)),
        }
    )
    writer = _Writer(book, paper.language)
    for sheet in paper.sheets:
        _add_sheet(book, writer, sheet)
    book.close()
    settle(buffer.getvalue(), target)


def _kind(value: float) -> str:
    return "number" if value == int(value) else "decimal"


def _add_sheet(book: Any, writer: _Writer, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, sheet.title, writer.title)
    row = 1
    for label, value in sheet.facts:
        page.write_string(row, 0, label, writer.label)
        _put_fact(page, writer, row, value)
        row += 1
    widths = {0: max((len(label) + 2 for label, _ in sheet.facts), default=0)}
    for caption, grid in sheet.grids:
        row = _add_grid(page, writer, row + 1, caption, grid)
        for column, width in enumerate(_widths(grid)):
            widths[column] = max(width, widths.get(column, 0))
    for column, width in widths.items():
        page.set_column(column, column, width)


def _put_fact(page: Any, writer: _Writer, row: int, value: Value) -> None:
    if isinstance(value, date):
        page.write_datetime(row, 1, datetime.combine(value, time()), writer.plain_day)
    elif isinstance(value, int | float):
        page.write_number(row, 1, value, writer.plain_number)
    else:
        page.write_string(row, 1, str(value))


def _add_grid(page: Any, writer: _Writer, row: int, caption: str, grid: Grid) -> int:
    if caption:
        page.write_string(row, 0, caption, writer.caption)
        row += 1
    for column, text in enumerate(grid.head):
        page.write_string(row, column, text, writer.head)
    for number, cells in enumerate(grid.rows):
        for column, value in enumerate(cells):
            strong = number in grid.strong
            writer.put(page, row + 1 + number, column, value, strong=strong)
    return row + len(grid.rows) + 2


def _widths(grid: Grid) -> Sequence[int]:
    return grid.widths or [
        min(40, max(DAY_WIDTH, len(head) + 2, *(_length(row[column]) for row in grid.rows)))
        for column, head in enumerate(grid.head)
    ]


def _length(value: Value) -> int:
    return len(value) if isinstance(value, str) else DAY_WIDTH
