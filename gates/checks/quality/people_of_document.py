"""Who wrote a document and who reviewed it, as the document says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import listed, load

_WORDS = load("verification")
_AUTHORS = frozenset(listed(_WORDS["authors"]))
_REVIEWERS = frozenset(listed(_WORDS["reviewers"]))
_LABELLED = re.compile(r"^\s*[-•*]?\s*([^:：]{3,40}?)\s*[:：]\s*(\S.{1,80})$")
_LONGEST = 80
_PARTED = re.compile(r"[,;/&\n]|\s(?:and|et|und|y|e)\s")
_FIRST_ROWS = 30


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a document names, with the place."""

    name: str
    location: str


def authors_and_reviewers(reading: Reading) -> tuple[list[Named], list[Named]]:
    """Return the people named as authors and as reviewers."""
    found = [*_in_lines(reading), *_in_tables(reading)]
    return (
        [each for is_author, each in found if is_author],
        [each for is_author, each in found if not is_author],
    )


def is_same_person(one: str, other: str) -> bool:
    """Tell whether two names are the same, whichever part stands first."""
    a, b = set(fold(one).split()), set(fold(other).split())
    return bool(a) and a == b


def _in_lines(reading: Reading) -> Iterator[tuple[bool, Named]]:
    for paragraph in reading.content.paragraphs:
        for line in paragraph.text.splitlines():
            match = _LABELLED.match(line)
            if match:
                yield from _named(match[1], match[2], paragraph.location)


def _in_tables(reading: Reading) -> Iterator[tuple[bool, Named]]:
    """Yield people beside a label, or under the headers of a table that says who did what."""
    for table in reading.content.tables:
        if table.hidden:
            continue
        rows = table.rows[:_FIRST_ROWS]
        for number, cells in enumerate(rows):
            labels = [p for p, cell in enumerate(cells) if _kind(cell.value) is not None]
            below = rows[number + 1] if number + 1 < len(rows) else ()
            for place in labels:
                beside = cells[place + 1] if place + 1 < len(cells) else None
                if (
                    beside is not None
                    and beside.value.strip()
                    and place + 1 not in labels
                    and (len(labels) == 1 or place + 2 in labels or place + 2 >= len(cells))
                ):
                    yield from _named(cells[place].value, beside.value, beside.location)
                elif len(labels) > 1 and place < len(below):
                    yield from _named(cells[place].value, below[place].value, below[place].location)


def _named(label: str, value: str, location: str) -> Iterator[tuple[bool, Named]]:
    kind = _kind(label)
    if kind is None or not value.strip() or len(value) > _LONGEST:
        return
    for part in _PARTED.split(value):
        if fold(part):
            yield kind, Named(part.strip(), location)


def _kind(label: str) -> bool | None:
    plain = fold(label) if len(label) <= _LONGEST else ""
    if plain in _AUTHORS:
        return True
    return False if plain in _REVIEWERS else None
