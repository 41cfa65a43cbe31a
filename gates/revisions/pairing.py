"""Which document of a revision stands in the place of which document of the one before."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gates.evidence.content import Read, Reading
from gates.evidence.understanding.folding import fold
from gates.matching_memory import document_name, file_name

ALIKE = 0.5
"""Two documents of other names are one when they share so much of what they say."""

_MOST_WORDS = 4000
_SHORTEST = 3

Served = Mapping[str, Sequence[str]]
"""The deliverables that a document serves, by its path."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A document before and after; one of both is missing where it came or went."""

    before: Reading | None
    after: Reading | None

    @property
    def is_untouched(self) -> bool:
        """Whether the file is the same to the byte."""
        return (
            self.before is not None
            and self.after is not None
            and self.before.sha256 == self.after.sha256
        )


def pairs(
    before: Sequence[Reading],
    after: Sequence[Reading],
    *,
    served_before: Served | None = None,
    served_after: Served | None = None,
) -> tuple[Pair, ...]:
    """Pair documents by their bytes at the same path, path, bytes, name, deliverable, content.

    Returns:
        One pair for each document, in the order of the newer revision; then what went.
    """
    old, new = list(before), list(after)
    found: dict[int, Reading] = {}

    def take(
        key_old: Callable[[Reading], Hashable], key_new: Callable[[Reading], Hashable]
    ) -> None:
        for reading, other in _matched(old, new, key_old, key_new):
            found[id(other)] = reading
            old.remove(reading)
            new.remove(other)

    was, now = served_before or {}, served_after or {}
    take(lambda each: each.path, lambda each: each.path)
    take(lambda each: each.sha256, lambda each: each.sha256)
    take(lambda each: file_name(each.path), lambda each: file_name(each.path))
    take(lambda each: document_name(each.path), lambda each: document_name(each.path))
    take(lambda each: _serving(each, was), lambda each: _serving(each, now))
    for reading, other in _alike(old, new):
        found[id(other)] = reading
        old.remove(reading)
        new.remove(other)
    return (
        *(Pair(found.get(id(each)), each) for each in after),
        *(Pair(each, None) for each in old),
    )


def _matched(
    old: Sequence[Reading],
    new: Sequence[Reading],
    key_old: Callable[[Reading], Hashable],
    key_new: Callable[[Reading], Hashable],
) -> list[tuple[Reading, Reading]]:
    """Return pairs of documents of which only these two have a key; an empty key is none."""
    left, right = _by(old, key_old), _by(new, key_new)
    return [
        (left[key][0], right[key][0])
        for key in left
        if key not in ("", ()) and len(left[key]) == 1 and len(right.get(key, ())) == 1
    ]


def _by(
    readings: Sequence[Reading], key: Callable[[Reading], Hashable]
) -> dict[Hashable, list[Reading]]:
    found: dict[Hashable, list[Reading]] = {}
    for each in readings:
        found.setdefault(key(each), []).append(each)
    return found


def _serving(reading: Reading, served: Served) -> Hashable:
    """Return what a document serves; the same deliverable in another kind of file is no heir."""
    return (tuple(sorted(served[reading.path])), reading.kind) if served.get(reading.path) else ()


def _alike(old: Sequence[Reading], new: Sequence[Reading]) -> Iterator[tuple[Reading, Reading]]:
    words = {id(each): _words(each) for each in (*old, *new)}
    scored = sorted(
        (
            (-_likeness(words[id(a)], words[id(b)]), left, right)
            for left, a in enumerate(old)
            for right, b in enumerate(new)
            if a.kind == b.kind
        ),
    )
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs_found: list[tuple[Reading, Reading]] = []
    for score, left, right in scored:
        if -score >= ALIKE and left not in taken_old and right not in taken_new:
            taken_old.add(left)
            taken_new.add(right)
            pairs_found.append((old[left], new[right]))
    yield from pairs_found


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _words(reading: Reading) -> frozenset[str]:
    if reading.read is Read.REFUSED:
        return frozenset()
    found: set[str] = set()
    for text in _texts(reading):
        found.update(word for word in fold(text).split() if len(word) >= _SHORTEST)
        if len(found) >= _MOST_WORDS:
            break
    return frozenset(found)


def _texts(reading: Reading) -> Iterator[str]:
    content = reading.content
    yield from (each.text for each in content.paragraphs)
    yield from (cell.value for table in content.tables for cells in table.rows for cell in cells)
    if content.schedule is not None:
        yield from (task.name for task in content.schedule.tasks)
