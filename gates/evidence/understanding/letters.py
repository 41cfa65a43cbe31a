"""Responsibility matrices: where the cells of a table hold R, A, C and I."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gates.evidence.content import Table

LETTERS = re.compile(r"^\s*[RASCIVQO](?:\s*[,;/+&\-\n ]\s*[RASCIVQO]|[RASCIVQO])*\s*\*?\s*$")
_LEAST_CELLS = 4
_LEAST_COLUMNS = 2
_LEAST_SHARE = 0.6
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Matrix:
    """A responsibility matrix: its header row, and the column of each role or person."""

    header: int
    first: int
    columns: Mapping[str, int]


def letters(text: str) -> frozenset[str]:
    """Return the responsibility letters of a cell: ``A/R`` is both, a word is none."""
    if not _short(text) or not LETTERS.match(text):
        return frozenset()
    return frozenset(re.findall(r"[A-Z]", text))


def find_matrix(table: Table) -> Matrix | None:
    """Return the responsibility matrix in a table, or ``None``.

    It has A and R somewhere, and columns that hold letters and little else.
    """
    hits: dict[int, int] = {}
    others: dict[int, int] = {}
    first = -1
    seen: set[str] = set()
    for index, cells in enumerate(table.rows):
        found = [place for place, cell in enumerate(cells) if _short(cell.value)]
        lettered = [place for place in found if LETTERS.match(cells[place].value)]
        if len(lettered) >= 1 and first < 0:
            first = index
        for place in lettered:
            hits[place] = hits.get(place, 0) + 1
            seen |= letters(cells[place].value)
        if first >= 0:
            for place, cell in enumerate(cells):
                if cell.value.strip() and place not in lettered:
                    others[place] = others.get(place, 0) + 1
    columns = [
        place
        for place, count in hits.items()
        if count / (count + others.get(place, 0)) >= _LEAST_SHARE
    ]
    total = sum(hits[place] for place in columns)
    if len(columns) < _LEAST_COLUMNS or total < _LEAST_CELLS or not {"A", "R"} <= seen:
        return None
    return _named(table, first, sorted(columns))


def _named(table: Table, first: int, columns: list[int]) -> Matrix | None:
    """Return the matrix with its header: the nearest row above that names most columns.

    Columns of the header that hold no letter at all count too: a role that does nothing.
    """
    for index in range(first - 1, -1, -1):
        cells = table.rows[index]
        named = [p for p in columns if p < len(cells) and cells[p].value.strip()]
        if len(named) * 2 <= len(columns):
            continue
        names: dict[str, int] = {}
        for place in range(min(columns), len(cells)):
            name = cells[place].value.strip()
            if 0 < len(name) <= _LONGEST_NAME and (
                place in columns or _empty_below(table, first, place)
            ):
                names[_another(name, names)] = place
        return Matrix(index, first, names)
    return None


def _another(name: str, names: Mapping[str, int]) -> str:
    """Return a name that is not taken yet: the second column called *User* is *User (2)*."""
    count, own = 1, name
    while own in names:
        count += 1
        own = f"{name} ({count})"
    return own


def _empty_below(table: Table, first: int, place: int) -> bool:
    return not any(
        place < len(cells) and cells[place].value.strip() for cells in table.rows[first:]
    )


def _short(text: str) -> bool:
    return 0 < len(text) <= 12  # noqa: PLR2004 - "R / A / C / I" at most
