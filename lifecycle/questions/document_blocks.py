"""The pieces of a document as a page shows them: lines of text and grids of cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gates.evidence.content import Cell, Paragraph, Schedule, Table

LONGEST = 4000
"""Characters of a paragraph that are shown; the file itself has the rest."""

LONGEST_CELL = 400
"""Characters of a cell that are shown."""


@dataclass(frozen=True, kw_only=True)
class CellSeen:
    """A cell; ``here`` marks the place that was asked for."""

    text: str
    place: str
    here: bool = False
    is_number: bool = False
    formula: str = ""
    uncalculated: bool = False


@dataclass(frozen=True, kw_only=True)
class RowSeen:
    """A row with its number as the document counts it."""

    number: str
    cells: tuple[CellSeen, ...]
    here: bool = False


@dataclass(frozen=True, kw_only=True)
class GridSeen:
    """A table, or the tasks of a schedule; ``columns`` are letters or the names of columns.

    ``rows_before`` and ``rows_after`` count what is left out above and below.
    """

    title: str
    place: str
    columns: tuple[str, ...]
    rows: tuple[RowSeen, ...]
    here: bool = False
    hidden: bool = False
    rows_before: int = 0
    rows_after: int = 0


@dataclass(frozen=True, kw_only=True)
class LineSeen:
    """A paragraph; ``part`` is body, header, footer, note, comment and so on."""

    text: str
    place: str
    level: int = 0
    part: str = "body"
    here: bool = False


Block = LineSeen | GridSeen


def line_seen(paragraph: Paragraph, at: str) -> LineSeen:
    """Return a paragraph as it is shown."""
    text = paragraph.text
    return LineSeen(
        text=text if len(text) <= LONGEST else f"{text[:LONGEST]}…",
        place=paragraph.location,
        level=paragraph.level,
        part=paragraph.part,
        here=bool(at) and paragraph.location == at,
    )


def row_of_place(rows: Sequence[Sequence[Cell]], at: str) -> int | None:
    """Return which row holds a place, counted from 0."""
    return next(
        (number for number, row in enumerate(rows) if any(is_at(cell, at) for cell in row)), None
    )


def is_at(cell: Cell, at: str) -> bool:
    """Tell whether a cell stands at a place, or begins a range of places."""
    return bool(at) and cell.location == at.split(":", maxsplit=1)[0]


def grid_seen(table: Table, at: str, *, first: int, rows: int, left: int, columns: int) -> GridSeen:
    """Return a window of a table: some rows from the first on, some columns from the left."""
    shown = table.rows[first : first + rows]
    lettered = "!" in _first_place(table)
    width = max((len(row) for row in table.rows), default=0)
    found = tuple(
        _row(row, first + number, at, left, columns, lettered=lettered)
        for number, row in enumerate(shown)
    )
    return GridSeen(
        title=table.title,
        place=table.location,
        columns=tuple(_letters(table, width)[left : left + columns]) if lettered else (),
        rows=found,
        here=bool(at) and table.location == at,
        hidden=table.hidden,
        rows_before=first,
        rows_after=len(table.rows) - first - len(shown),
    )


def _row(
    row: Sequence[Cell], index: int, at: str, left: int, columns: int, *, lettered: bool
) -> RowSeen:
    # Cells of a text document share the place of their row; the row is then what is meant.
    whole = not lettered and any(is_at(cell, at) for cell in row)
    number = str(index + 1)
    if lettered and row:
        number = row[0].location.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or number
    return RowSeen(
        number=number,
        here=whole,
        cells=tuple(
            CellSeen(
                text=cell.value[:LONGEST_CELL],
                place=cell.location,
                here=lettered and is_at(cell, at),
                is_number=cell.number is not None,
                formula=cell.formula[:LONGEST_CELL],
                uncalculated=cell.uncalculated,
            )
            for cell in row[left : left + columns]
        ),
    )


def _first_place(table: Table) -> str:
    return next((cell.location for row in table.rows for cell in row if cell.location), "")


def _letters(table: Table, width: int) -> list[str]:
    """Return the letters over the columns of a sheet, as its widest row names them."""
    widest: Sequence[Cell] = max(table.rows, key=len, default=())
    letters = [each.location.rpartition("!")[2].rstrip("0123456789") for each in widest]
    return letters + [""] * (width - len(letters))


TASK_COLUMNS = ("UID", "wbs", "name", "start", "finish", "baseline_finish", "percent", "links")
"""What is shown of a task, by name; the page has the words."""


def tasks_seen(schedule: Schedule, at: str, *, first: int, rows: int) -> GridSeen:
    """Return a window of the tasks of a schedule."""
    before: dict[str, list[str]] = {}
    for link in schedule.links:
        before.setdefault(link.successor, []).append(f"{link.predecessor} {link.kind}")
    shown = schedule.tasks[first : first + rows]
    found = []
    for task in shown:
        place = f"UID {task.uid}"
        mark = "◆ " if task.milestone else ""
        values = (
            task.uid,
            task.wbs,
            "\N{NO-BREAK SPACE}" * 2 * (task.level - 1) + mark + task.name[:LONGEST_CELL],
            *(day.date().isoformat() if day else "" for day in (task.start, task.finish)),
            task.baseline_finish.date().isoformat() if task.baseline_finish else "",
            f"{task.percent_complete.normalize():f}" if task.percent_complete is not None else "",
            ", ".join(before.get(task.uid, ()))[:LONGEST_CELL],
        )
        cells = tuple(CellSeen(text=value, place=place) for value in values)
        found.append(RowSeen(number=task.id or task.uid, cells=cells, here=place == at))
    return GridSeen(
        title=schedule.title,
        place="",
        columns=TASK_COLUMNS,
        rows=tuple(found),
        rows_before=first,
        rows_after=len(schedule.tasks) - first - len(shown),
    )


def in_order(
    paragraphs: Sequence[Paragraph], tables: Sequence[Table]
) -> Iterator[Paragraph | Table]:
    """Yield paragraphs and tables in the order of the document."""
    waiting = sorted(tables, key=lambda table: table.after)
    place = 0
    for number, paragraph in enumerate(paragraphs):
        while place < len(waiting) and waiting[place].after <= number:
            yield waiting[place]
            place += 1
        yield paragraph
    yield from waiting[place:]
