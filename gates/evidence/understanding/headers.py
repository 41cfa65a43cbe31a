"""Where the header rows of a table stand, and which kind of register they open."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from gates.evidence.content import Cell, Table
from gates.evidence.understanding.columns import concept, is_exact, is_period
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import number
from gates.evidence.understanding.own_words import NONE, OwnWords
from gates.evidence.understanding.register_kinds import KINDS, Kind

_LONGEST_HEADER = 70
_EVERY_ROW = 25
"""So many rows are tried as headers one by one; below, only a row after a gap is."""
_LEAST = 1.5
_SHARE = 0.4
_MANY = 3
_INITIALS = 2
"""The letters of weekdays above a chart of bars are no words."""
_TITLE_WEIGHT = 2.0
_ACTIVITIES = frozenset({"duration", "predecessor"})
_SPOKEN = Counter(spoken for kind in KINDS for spoken in kind.speaks)
_WEIGHTS = {name: 0.5 + 1 / count for name, count in _SPOKEN.items()}
"""A column that speaks for one kind alone weighs more than one that speaks for several."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header: its last row, the columns that it names, and the register that it opens."""

    first: int
    last: int
    columns: Mapping[str, int]
    texts: tuple[str, ...]
    kind: Kind
    strength: float


def find_headers(table: Table, words: OwnWords = NONE) -> list[Header]:
    """Return the headers of a table, from the top down."""
    found: list[Header] = []
    titles: list[str] = [table.title]
    names = {one.first: one.name for one in table.names if one.first != one.last}
    gap = True
    index = 0
    while index < len(table.rows):
        cells = table.rows[index]
        filled = [cell for cell in cells if cell.value.strip()]
        if not filled:
            gap, index = True, index + 1
            continue
        if len(filled) == 1 or not (gap or index < _EVERY_ROW):
            if len(filled) == 1:
                titles = [*titles[-3:], filled[0].value]
            gap, index = len(filled) == 1, index + 1
            continue
        named = [names[cell.location] for cell in filled[:1] if cell.location in names]
        header = _header_at(table, index, [*titles, *named], words, below=bool(found) and not gap)
        gap = False
        if header is None:
            index += 1
            continue
        found.append(header)
        index, titles = header.last + 1, [table.title]
    return found


def _header_at(
    table: Table, index: int, titles: Sequence[str], words: OwnWords, *, below: bool
) -> Header | None:
    """Return the header that starts at a row; ``below`` another register, it must be plainer."""
    line = _line(table.rows[index], words)
    following = table.rows[index + 1] if index + 1 < len(table.rows) else ()
    last = index
    if following and not _has_figures(following):
        line, joined = _with_second(line, _line(following, words))
        last += joined
    if not line.is_header(below=below) or (below and _has_figures(table.rows[index])):
        return None
    columns, kind, strength = line.columns, None, 0.0
    if line.score >= _LEAST:
        kind, strength = _kind(columns, titles, words)
    if kind is None and line.periods >= _MANY:
        columns = _by_period(line, table.rows[last + 1 :])
        kind, strength = _kind(columns, titles, words)
    if kind is None and columns.keys() >= _ACTIVITIES:
        columns = _with_activity(columns, table.rows[last + 1 :])
        kind, strength = _kind(columns, titles, words)
    if kind is None:
        return None
    columns = _where_filled(columns, line.texts, table.rows[last + 1 :], words)
    return Header(index, last, columns, line.texts, kind, strength)


def _where_filled(
    columns: Mapping[str, int],
    texts: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    words: OwnWords,
) -> Mapping[str, int]:
    """Return the columns; of two of one name, one that nobody filled in gives way to the other."""
    found = dict(columns)
    taken = set(columns.values())
    for place, text in enumerate(texts):
        if not text or place in taken or len(text) > _LONGEST_HEADER:
            continue
        name = concept(text, words)
        if name in found and not _is_filled(rows, found[name]) and _is_filled(rows, place):
            found[name] = place
    return found


def _is_filled(rows: Sequence[Sequence[Cell]], place: int) -> bool:
    return any(place < len(row) and row[place].value.strip() for row in rows)


@dataclass(frozen=True, slots=True)
class _Line:
    """A row read as if it were a header."""

    columns: Mapping[str, int]
    texts: tuple[str, ...]
    score: float
    share: float
    exact: int
    periods: int

    def is_header(self, *, below: bool) -> bool:
        if below:
            return self.exact >= _MANY and self.share >= 2 * _SHARE
        if self.periods >= _MANY:
            return True
        if self.score < _LEAST or not self.exact:
            return False
        return self.share >= _SHARE or len(self.columns) >= _MANY


def _line(cells: Sequence[Cell], words: OwnWords) -> _Line:
    columns: dict[str, int] = {}
    texts = tuple(cell.value.strip() for cell in cells)
    worded = mapped = exact = letters = periods = 0
    score = 0.0
    for place, text in enumerate(texts):
        if not text:
            continue
        if len(text) <= _LONGEST_HEADER and is_period(text):
            periods += 1
            continue
        if (
            cells[place].number is not None
            or cells[place].day is not None
            or number(text) is not None
        ):
            continue
        name = concept(text, words) if len(text) <= _LONGEST_HEADER else ""
        worded += bool(name) or len(text) > _INITIALS
        if not name:
            continue
        mapped += 1
        whole = is_exact(text, words)
        exact += whole
        letters += len(fold(text)) == 1
        if name not in columns:
            columns[name] = place
            score += (1.0 if whole else 0.6) * (1.0 if name in _WEIGHTS else 0.5)
    if letters * 2 > mapped:
        return _Line({}, texts, 0.0, 0.0, 0, periods)
    return _Line(columns, texts, score, mapped / worded if worded else 0.0, exact, periods)


def _with_second(line: _Line, second: _Line) -> tuple[_Line, bool]:
    """Return a header with the row below it, where that one names columns too."""
    if second.share < _SHARE or not second.exact:
        return line, False
    if second.score > line.score:
        upper = {n: p for n, p in line.columns.items() if p not in second.columns.values()}
        columns = {**upper, **second.columns}
    else:
        added = {n: p for n, p in second.columns.items() if n not in line.columns}
        if not added or any(_at(line.texts, place) for place in added.values()):
            return line, False
        columns = {**line.columns, **added}
    texts = _joined(line.texts, second.texts)
    return _Line(
        columns, texts, max(line.score, second.score), max(line.share, second.share),
        max(line.exact, second.exact), max(line.periods, second.periods),
    ), True  # fmt: skip


def _by_period(line: _Line, rows: Sequence[Sequence[Cell]]) -> dict[str, int]:
    """Return the columns of a table by periods: the label before the first, the total after."""
    first = next(place for place, text in enumerate(line.texts) if text and is_period(text))
    columns = {name: place for name, place in line.columns.items() if place > first}
    labels = {name: place for name, place in line.columns.items() if place < first}
    if not labels:
        worded = Counter(
            place
            for cells in rows
            for place, cell in enumerate(cells[:first])
            if cell.value.strip() and cell.number is None
        )
        if worded:
            labels = {"item": max(worded, key=lambda place: (worded[place], place))}
    if "amount" not in columns and "amount" not in labels:
        columns["amount"] = first
    return {**columns, **labels}


def _with_activity(columns: Mapping[str, int], rows: Sequence[Sequence[Cell]]) -> Mapping[str, int]:
    """Return the columns of a list of activities that names their column in no words we know.

    Such a list is known by durations and predecessors; the activities stand in its first column
    of words, or under their numbers.
    """
    taken = set(columns.values())
    worded = Counter(
        place
        for cells in rows
        for place, cell in enumerate(cells)
        if place not in taken and cell.value.strip() and cell.number is None
    )
    if worded:
        return {**columns, "task": max(worded, key=lambda place: (worded[place], -place))}
    return {**columns, "task": columns["id"]} if "id" in columns else columns


def _kind(
    columns: Mapping[str, int], titles: Sequence[str], words: OwnWords
) -> tuple[Kind | None, float]:
    names = columns.keys()
    title = fold(" ".join(titles))
    best: Kind | None = None
    most = 0.0
    for kind in KINDS:
        if not _answers(kind, names):
            continue
        strength = fsum(_WEIGHTS[name] for name in kind.speaks & names)
        own = (word for word, name in words.registers.items() if name == kind.name)
        if any(word in title for word in (*kind.titles, *own)):
            strength += _TITLE_WEIGHT
        if strength > most:
            best, most = kind, strength
    return best, most


def _answers(kind: Kind, names: object) -> bool:
    """Tell whether each need is met by a column, no column serving two needs."""
    present = set(names)  # type: ignore[call-overload]  # keys of a mapping
    options = sorted((group & present for group in kind.needs), key=len)
    used: set[str] = set()
    for group in options:
        free = group - used
        if not free:
            return False
        used.add(min(free))
    return True


def _has_figures(cells: Sequence[Cell]) -> bool:
    return any(cell.number is not None or cell.day is not None for cell in cells)


def _at(texts: Sequence[str], place: int) -> str:
    return texts[place] if place < len(texts) else ""


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    width = max(len(upper), len(lower))
    return tuple(
        " ".join(dict.fromkeys(text for text in (_at(upper, i), _at(lower, i)) if text))
        for i in range(width)
    )
