"""Content as it is gathered: bounded, so that no file can fill the memory of those who judge it."""

from gates.evidence.content import Cell, Content, Paragraph, Schedule, Table
from gates.evidence.guard import limits


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
        self._characters += len(text)
        if (
            len(self.paragraphs) >= limits.KEPT_PARAGRAPHS
            or self._characters > limits.KEPT_CHARACTERS
        ):
            self.full = True
            return
        self.paragraphs.append(Paragraph(text=text, location=location, level=level, part=part))

    def lay(self, table: Table) -> None:
        """Keep a table, as far as there is room; one without any row is left out."""
        rows = []
        for row in table.rows:
            self._cells += len(row)
            self._characters += sum(len(cell.value) + len(cell.formula) for cell in row)
            if self._cells > limits.KEPT_CELLS or self._characters > limits.KEPT_CHARACTERS:
                self.full = True
                break
            rows.append(row)
        while rows and not rows[-1]:
            rows.pop()
        if rows:
            kept = len(rows) == len(table.rows)
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


def blank(row: list[Cell]) -> bool:
    """Tell whether no cell of a row holds anything."""
    return not any(cell.value or cell.formula for cell in row)
