"""Content as it is gathered: bounded, so that no file can fill the memory of those who judge it."""

from collections.abc import Iterable, Sequence

from gates.evidence.content import Cell, Content, Paragraph, Schedule, Table
from gates.evidence.guard import limits
from gates.evidence.readers.numbers import read_again, writes_decimal_comma

_LONGEST = 100_000
"""Nobody writes a longer paragraph; what is beyond is said, not lost in silence."""


class Gathering:
    """Paragraphs and tables in reading order; ``full`` once something had to be left out."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.tables: list[Table] = []
        self.full = False
        self._characters = 0
        self._cells = 0

    def say(self, text: str, location: str, *, level: int = 0, part: str = "body") -> None:
        """Keep a paragraph; an empty one is left out."""
        if not text:
            return
        if len(text) > _LONGEST:
            self.full, text = True, text[:_LONGEST]
        self._characters += len(text)
        if (
            len(self.paragraphs) >= limits.KEPT_PARAGRAPHS
            or self._characters > limits.KEPT_CHARACTERS
        ):
            self.full = True
            return
        self.paragraphs.append(Paragraph(text=text, location=location, level=level, part=part))

    def lay(self, table: Table, *, typed: bool = False) -> None:
        """Keep a table, as far as there is room; one without any row is left out.

        ``typed`` tells that its numbers came as such; those that were only written are read in
        the way of the whole table, since ``340.000`` alone may be either.
        """
        rows = []
        for row in table.rows if typed else _read_alike(table.rows):
            self._cells += len(row)
            self._characters += sum(len(cell.value) + len(cell.formula) for cell in row)
            if self._cells > limits.KEPT_CELLS or self._characters > limits.KEPT_CHARACTERS:
                self.full = True
                break
            rows.append(row)
        while rows and not rows[-1]:
            rows.pop()
        if rows:
            kept = typed and len(rows) == len(table.rows)
            self.tables.append(table if kept else table.model_copy(update={"rows": tuple(rows)}))

    def room(self) -> int:
        """Return how many cells may still be kept."""
        return max(0, limits.KEPT_CELLS - self._cells)

    def content(
        self,
        *,
        title: str = "",
        author: str = "",
        schedule: Schedule | None = None,
        images: int = 0,
        pages: int = 0,
        signatures: tuple[str, ...] = (),
    ) -> Content:
        """Return all that was kept."""
        return Content(
            title=title,
            author=author,
            paragraphs=tuple(self.paragraphs),
            tables=tuple(self.tables),
            schedule=schedule,
            images=images,
            pages=pages,
            signatures=signatures,
        )


def _read_alike(rows: Sequence[tuple[Cell, ...]]) -> Iterable[tuple[Cell, ...]]:
    doubtful = [cell for row in rows for cell in row if cell.number is not None]
    decimal_comma = writes_decimal_comma(cell.value for cell in doubtful)
    if decimal_comma is None:
        return rows
    return (tuple(_alike(cell, decimal_comma=decimal_comma) for cell in row) for row in rows)


def _alike(cell: Cell, *, decimal_comma: bool) -> Cell:
    if cell.number is None:
        return cell
    number = read_again(cell.value, decimal_comma=decimal_comma)
    if number is None or number == cell.number:
        return cell
    return cell.model_copy(update={"number": number})


def blank(row: list[Cell]) -> bool:
    """Tell whether no cell of a row holds anything."""
    return not any(cell.value or cell.formula for cell in row)
