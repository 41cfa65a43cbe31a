"""Documents as a reader would give them, built by hand."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from gates.evidence.content import Cell, Content, Paragraph, Table

Rows = list[list[object]]
"""The rows of a table, as a person would write them."""


def cell(value: object, location: str) -> Cell:
    """Return a typed cell with its place."""
    if isinstance(value, Cell):
        return value.model_copy(update={"location": location})
    if isinstance(value, int | float):
        return Cell(value=str(value), number=Decimal(str(value)), location=location)
    if isinstance(value, date):
        return Cell(value=value.isoformat(), day=value, location=location)
    return Cell(value=str(value or ""), location=location)


def sheet(rows: Sequence[Sequence[object]], title: str = "Feuil1") -> Table:
    """Return a sheet of a workbook; an empty row is an empty tuple."""
    return Table(
        title=title,
        location=title,
        rows=tuple(
            tuple(
                cell(value, f"{title}!{chr(65 + place)}{index}") for place, value in enumerate(row)
            )
            for index, row in enumerate(rows, 1)
        ),
    )


def workbook(*sheets: Table, title: str = "") -> Content:
    """Return a workbook."""
    return Content(title=title, tables=sheets, pages=len(sheets))


def text(*lines: str, tables: Sequence[Table] = (), images: int = 0) -> Content:
    """Return a text document; ``#`` marks headings, as in Markdown."""
    paragraphs = []
    for number, line in enumerate(lines, 1):
        level = len(line) - len(line.lstrip("#"))
        paragraphs.append(
            Paragraph(
                text=line.lstrip("# ") if level else line,
                level=level,
                location=f"paragraph {number}",
            )
        )
    return Content(paragraphs=tuple(paragraphs), tables=tuple(tables), images=images)


def form(rows: Sequence[Sequence[object]], number: int = 1, after: int = 1) -> Table:
    """Return a table of a text document that stands after some paragraphs."""
    return Table(
        location=f"table {number}",
        after=after,
        rows=tuple(
            tuple(cell(value, f"table {number}, row {index}") for value in row)
            for index, row in enumerate(rows, 1)
        ),
    )
