"""The passages of documents: paragraphs and cells, each with its place, searched by phrases."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gates.evidence.content import Reading, State
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import Phrases

_SAID = frozenset({"body", "text box", "note", "header", "footer"})


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of a document. ``level`` is that of a heading, 0 for other text."""

    text: str
    document: str
    location: str
    level: int = 0

    @property
    def folded(self) -> str:
        """The words as they are compared."""
        return fold(self.text)


def passages(readings: Iterable[Reading]) -> Iterator[Passage]:
    """Yield what filled documents say: paragraphs, then the cells of tables, row by row."""
    for reading in readings:
        if reading.state not in (State.FILLED, State.PARTIAL):
            continue
        for paragraph in reading.content.paragraphs:
            if paragraph.part in _SAID and paragraph.text.strip():
                yield Passage(paragraph.text, reading.path, paragraph.location, paragraph.level)
        for table in reading.content.tables:
            if table.hidden:
                continue
            for cells in table.rows:
                for cell in cells:
                    if cell.value.strip() and not cell.hidden:
                        yield Passage(cell.value, reading.path, cell.location)


def rows_said(readings: Iterable[Reading]) -> Iterator[Passage]:
    """Yield each paragraph, and each row of a table as one passage: a label with its value."""
    for reading in readings:
        if reading.state not in (State.FILLED, State.PARTIAL):
            continue
        for paragraph in reading.content.paragraphs:
            if paragraph.part in _SAID and paragraph.text.strip():
                yield Passage(paragraph.text, reading.path, paragraph.location, paragraph.level)
        for table in reading.content.tables:
            if table.hidden:
                continue
            for cells in table.rows:
                filled = [cell for cell in cells if cell.value.strip() and not cell.hidden]
                if filled:
                    said = " | ".join(cell.value for cell in filled)
                    yield Passage(said, reading.path, filled[0].location)


def first_with(found: Iterable[Passage], *wanted: Phrases) -> Passage | None:
    """Return the first passage that holds a phrase of each of some lists, or None."""
    for each in found:
        folded = each.folded
        if all(phrases.within(folded) for phrases in wanted):
            return each
    return None
