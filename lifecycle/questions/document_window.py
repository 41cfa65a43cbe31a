"""The part of a document around a place: a sheet, a page, some paragraphs or some tasks."""

from collections.abc import Sequence
from dataclasses import dataclass

from gates.evidence.content import Content, Paragraph, Table
from lifecycle.questions.document_blocks import (
    Block,
    grid_seen,
    in_order,
    is_at,
    line_seen,
    row_of_place,
    tasks_seen,
)

ROWS, COLUMNS = 60, 20
"""A sheet, or a schedule, is shown so many rows and columns at a time."""

BLOCKS = 60
"""A text is shown so many paragraphs and tables at a time."""

TABLE_ROWS = 30
"""A table within a text shows so many rows."""

PARTS = 200
"""So many sheets, pages or headings are offered."""

BEFORE = 12
"""What is shown before the place that was asked for."""


@dataclass(frozen=True, kw_only=True)
class PartSeen:
    """A sheet, a page, a slide or a heading to go to."""

    name: str
    place: str
    here: bool = False


@dataclass(frozen=True, kw_only=True)
class Window:
    """What is shown of a document around a place.

    ``found`` tells whether the place is in it; ``earlier`` and ``later`` are where the windows
    beside begin, ``to_left`` and ``to_right`` the same for columns.
    """

    sort: str
    parts: tuple[PartSeen, ...] = ()
    blocks: tuple[Block, ...] = ()
    found: bool = False
    earlier: int | None = None
    later: int | None = None
    to_left: int | None = None
    to_right: int | None = None
    first: int = 0
    total: int = 0


def window(
    content: Content, at: str = "", *, first: int | None = None, left: int | None = None
) -> Window:
    """Return what is shown around a place, or from a row, paragraph or task on."""
    if content.schedule is not None and content.schedule.tasks:
        return _tasks(content, at, first)
    pages = _pages(content)
    if pages:
        return _page(content, pages, at)
    if _is_sheets(content):
        return _sheet(content, at, first, left)
    return _text(content, at, first)


def _start(found: int | None, first: int | None, total: int, room: int) -> int:
    """Return where a window begins: as asked, else a little before the place."""
    wanted = first if first is not None else (found or 0) - BEFORE
    return max(0, min(wanted, max(0, total - room)))


def _beside(start: int, room: int, total: int) -> tuple[int | None, int | None]:
    earlier = max(0, start - room) if start > 0 else None
    later = start + room if start + room < total else None
    return earlier, later


def _tasks(content: Content, at: str, first: int | None) -> Window:
    schedule = content.schedule
    assert schedule is not None  # noqa: S101 - the caller looked
    uids = [f"UID {task.uid}" for task in schedule.tasks]
    found = uids.index(at) if at in uids else None
    start = _start(found, first, len(uids), ROWS)
    earlier, later = _beside(start, ROWS, len(uids))
    return Window(
        sort="tasks",
        blocks=(tasks_seen(schedule, at, first=start, rows=ROWS),),
        found=found is not None,
        earlier=earlier,
        later=later,
        first=start,
        total=len(uids),
    )


def _is_sheets(content: Content) -> bool:
    """Tell whether a document is a workbook, or one table of lines such as a CSV file."""
    if any("!" in cell.location for table in content.tables for row in table.rows for cell in row):
        return True
    return len(content.tables) == 1 and not content.paragraphs


def _sheet(content: Content, at: str, first: int | None, left: int | None) -> Window:
    chosen, row, column = _in_tables(content.tables, at)
    table = content.tables[chosen]
    width = max((len(each) for each in table.rows), default=0)
    start = _start(row, first, len(table.rows), ROWS)
    from_column = _start(column, left, width, COLUMNS)
    earlier, later = _beside(start, ROWS, len(table.rows))
    to_left, to_right = _beside(from_column, COLUMNS, width)
    grid = grid_seen(table, at, first=start, rows=ROWS, left=from_column, columns=COLUMNS)
    places = {cell.place for each in grid.rows for cell in each.cells}
    notes = [line_seen(each, "") for each in content.paragraphs if each.location in places]
    return Window(
        sort="sheet",
        parts=tuple(
            PartSeen(name=each.title or each.location, place=each.location, here=number == chosen)
            for number, each in enumerate(content.tables[:PARTS])
        )
        if len(content.tables) > 1
        else (),
        blocks=(grid, *notes[:BLOCKS]),
        found=row is not None or (bool(at) and table.location == at),
        earlier=earlier,
        later=later,
        to_left=to_left,
        to_right=to_right,
        first=start,
        total=len(table.rows),
    )


def _in_tables(tables: Sequence[Table], at: str) -> tuple[int, int | None, int | None]:
    """Return which table holds a place, in which row and column."""
    for number, table in enumerate(tables):
        if at and table.location == at:
            return number, None, None
        row = row_of_place(table.rows, at)
        if row is not None:
            cells = table.rows[row]
            return number, row, next(c for c, cell in enumerate(cells) if is_at(cell, at))
    sheet = at.rpartition("!")[0]
    named = (number for number, table in enumerate(tables) if sheet and table.location == sheet)
    shown = (number for number, table in enumerate(tables) if not table.hidden)
    return next(named, next(shown, 0)), None, None


def _pages(content: Content) -> list[str]:
    """Return the pages or slides of a document in their order, by their place."""
    places = [each.location for each in content.paragraphs]
    places += [each.location for each in content.tables]
    heads = dict.fromkeys(place.split(", ", maxsplit=1)[0] for place in places)
    paged = all(each.startswith(("page ", "slide ")) for each in heads)
    return sorted(heads, key=_number) if paged else []


def _number(place: str) -> int:
    digits = place.rpartition(" ")[2]
    return int(digits) if digits.isdecimal() else 0


def _page(content: Content, pages: Sequence[str], at: str) -> Window:
    head = at.split(", ", maxsplit=1)[0]
    page = head if head in pages else pages[0]
    paragraphs = [each for each in content.paragraphs if _is_on(each.location, page)]
    tables = [each for each in content.tables if _is_on(each.location, page)]
    # Of a page, the text is told line by line and its tables after it.
    lines = [line_seen(each, "") for each in paragraphs[: 4 * BLOCKS]]
    grids = [_table(each, at) for each in tables[:BLOCKS]]
    return Window(
        sort="page" if page.startswith("page") else "slide",
        parts=tuple(
            PartSeen(name=each, place=each, here=each == page) for each in _near(pages, page)
        ),
        blocks=(*lines, *grids),
        found=head in pages,
        first=pages.index(page),
        total=len(pages),
    )


def _is_on(place: str, page: str) -> bool:
    return place == page or place.startswith(f"{page}, ")


def _near(pages: Sequence[str], page: str) -> Sequence[str]:
    """Return the pages around one, so that a long document offers some of them."""
    start = max(0, min(pages.index(page) - BEFORE, len(pages) - 2 * BEFORE))
    return pages[start : start + 2 * BEFORE + 1]


def _text(content: Content, at: str, first: int | None) -> Window:
    pieces = list(in_order(content.paragraphs, content.tables))
    found = next((number for number, each in enumerate(pieces) if _holds(each, at)), None)
    start = _start(found, first, len(pieces), BLOCKS)
    earlier, later = _beside(start, BLOCKS, len(pieces))
    shown = pieces[start : start + BLOCKS]
    return Window(
        sort="text",
        parts=tuple(
            PartSeen(name=each.text[:80], place=each.location, here=each.location == at)
            for each in content.paragraphs
            if each.part == "body" and each.level in (1, 2)
        )[:PARTS],
        blocks=tuple(
            line_seen(each, at) if isinstance(each, Paragraph) else _table(each, at)
            for each in shown
        ),
        found=found is not None,
        earlier=earlier,
        later=later,
        first=start,
        total=len(pieces),
    )


def _holds(piece: Paragraph | Table, at: str) -> bool:
    if not at:
        return False
    if piece.location == at:
        return True
    return isinstance(piece, Table) and row_of_place(piece.rows, at) is not None


def _table(table: Table, at: str) -> Block:
    row = row_of_place(table.rows, at)
    start = _start(row, None, len(table.rows), TABLE_ROWS)
    return grid_seen(table, at, first=start, rows=TABLE_ROWS, left=0, columns=COLUMNS)
