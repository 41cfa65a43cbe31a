"""The sign that separates the cells of a text table, found in a bounded piece of it."""

import csv
from collections import Counter

_SIGNS = (";", ",", "\t", "|")
_SAMPLE = 65_536
_LINES = 200
_FEWEST = 2
_SHARE = 0.8


def separator_of(text: str) -> str:
    """Return the sign that cuts most lines into the same number of cells, or nothing.

    The sign that gives the most columns wins: a comma in numbers loses to a semicolon.
    """
    best, columns = "", 1
    lines = text[:_SAMPLE].splitlines()
    if len(text) > _SAMPLE:
        lines.pop()
    lines = lines[:_LINES]
    for sign in _SIGNS:
        found = _columns(lines, sign)
        if found > columns:
            best, columns = sign, found
    return best


def _columns(lines: list[str], sign: str) -> int:
    try:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=sign) if any(row))
    except csv.Error:
        return 0
    total = sum(counts.values())
    if total < _FEWEST:
        return 0
    width, often = counts.most_common(1)[0]
    return width if width > 1 and often >= _SHARE * total else 0
