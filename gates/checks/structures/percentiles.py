"""What a risk analysis gives: the value that each percentile reaches, and which one is quoted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gates.evidence.content import Cell, Content
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import amounts, cell_number, number
from gates.evidence.understanding.vocabulary import Phrases, load

_VALUES = load("values")
_RESERVES = Phrases.listed(_VALUES["reserves"])
_CONFIDENCE = Phrases.listed(_VALUES["confidence"])
_ALONE = re.compile(r"\s*(?:P\s?(\d{2})|(\d{2})\s?(?:%|th|e|ème|\.)?)\s*", re.IGNORECASE)
_LETTERED = re.compile(r"\bP\s?(\d{2})\b")
_SPOKEN = re.compile(
    r"\bP\s?(\d{2})\b|\b(\d{2})\s?(?:th|st|nd|rd|e|er|ème|\.)?\s?(?:percentile|centile|perzentil)"
    r"|\b(?:percentile|centile|perzentil|percentil)\s(\d{2})\b"
    r"|\b(\d{2})\s?%\s(?:confidence|de confiance|konfidenz|de confianza)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"^\)?\s*(?:=|:|is|of|at|est|de|à|ist|es|,)?\s*(?:is |est |de |of )?([\d€$£][^;()]{0,40})"
)


@dataclass(frozen=True)
class Percentile:
    """A percentile with the value that it reaches, and its place."""

    percent: int
    value: Decimal
    location: str


def percentiles(content: Content) -> list[Percentile]:
    """Return the percentiles that a document gives a value to, in tables and in sentences."""
    found: list[Percentile] = []
    for table in content.tables:
        for index, cells in enumerate(table.rows):
            found += _down(cells, table.rows[:index])
            below = table.rows[index + 1] if index + 1 < len(table.rows) else ()
            found += _across(cells, below)
    for paragraph in content.paragraphs:
        found += _in_text(paragraph.text, paragraph.location)
    return found


def quoted(content: Content) -> list[tuple[int, str]]:
    """Return the percentiles that a sentence names as what a reserve is set at, with the place."""
    texts = [(paragraph.text, paragraph.location) for paragraph in content.paragraphs]
    texts += [
        (cell.value, cell.location)
        for table in content.tables
        for cells in table.rows
        for cell in cells
        if cell.number is None
    ]
    return [
        (int(next(group for group in match.groups() if group)), place)
        for text, place in texts
        if text and _RESERVES.within(fold(text))
        for match in _SPOKEN.finditer(text)
    ]


def _down(cells: Sequence[Cell], above: Sequence[Sequence[Cell]]) -> Iterator[Percentile]:
    """Yield the percentile that a row opens with, and the first figure beside it."""
    filled = [cell for cell in cells if cell.value.strip()]
    if len(filled) <= 1:
        return
    lettered = _LETTERED.fullmatch(filled[0].value.strip())
    percent = int(lettered[1]) if lettered else _percent(filled[0])
    value = next((v for cell in filled[1:] if (v := cell_number(cell)) is not None), None)
    if percent is None or value is None:
        return
    if lettered or any(
        _CONFIDENCE.within(fold(cell.value)) for row in above for cell in row if cell.value
    ):
        yield Percentile(percent, value, filled[1].location)


def _percent(cell: Cell) -> int | None:
    match = _ALONE.fullmatch(cell.value)
    if match is None:
        return None
    if cell.number is not None and cell.unit != "%":
        return None if cell.number % 1 else int(cell.number)
    return int(match[1] or match[2])


def _across(cells: Sequence[Cell], below: Sequence[Cell]) -> Iterator[Percentile]:
    """Yield the percentiles that stand side by side above their figures."""
    lettered = [
        (place, int(match[1]))
        for place, cell in enumerate(cells)
        if (match := _LETTERED.fullmatch(cell.value.strip()))
    ]
    if len(lettered) <= 1:
        return
    for place, percent in lettered:
        value = cell_number(below[place]) if place < len(below) else None
        if value is not None:
            yield Percentile(percent, value, below[place].location)


def _in_text(text: str, location: str) -> Iterator[Percentile]:
    for match in _SPOKEN.finditer(text):
        behind = _BEHIND.match(text[match.end() :])
        if behind is None:
            continue
        sums = amounts(behind[1])
        value = sums[0].value if sums else number(behind[1].strip(" ."))
        if value is not None:
            percent = int(next(group for group in match.groups() if group))
            yield Percentile(percent, value, location)
