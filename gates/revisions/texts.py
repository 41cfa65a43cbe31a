"""Which paragraphs came, went or were written anew, under which heading."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from domain.revision_change import ChangeHow, ChangeKind, RevisionChange, Spot
from domain.text import both
from gates.evidence.content import Content
from gates.evidence.understanding.folding import fold
from gates.revisions.writing import change, plain

MOST_LINES = 5000
"""So many lines of a document are compared; nobody reads the differences of more."""

ALIKE = 0.5
"""A line was written anew when so much of it stays; else one went and another came."""

_PARTS = frozenset({"body", "text box", "note", "comment", "footnote", "endnote"})


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a row of a table that is no register; ``plain`` is how it compares."""

    text: str
    plain: str
    heading: str
    location: str


def text_changes(
    before: Content,
    after: Content,
    *,
    known_before: Collection[int] = (),
    known_after: Collection[int] = (),
    was: str,
    now: str,
) -> Iterator[RevisionChange]:
    """Yield the lines that differ, with the heading that they stand under.

    Args:
        before: The older content.
        after: The newer one.
        known_before: Rows of registers of the older one, by identity; they are told as rows.
        known_after: Those of the newer one.
        was: The path of the older document.
        now: The path of the newer one.
    """
    old, new = _lines(before, known_before), _lines(after, known_after)
    matcher = SequenceMatcher(
        None, [line.plain for line in old], [line.plain for line in new], autojunk=False
    )
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        for left, right in _aligned(old[first:last], new[start:end]):
            yield _difference(left, right, was, now)


def _difference(left: Line | None, right: Line | None, was: str, now: str) -> RevisionChange:
    line = right or left
    heading = line.heading if line else ""
    how = ChangeHow.CHANGED
    if left is None:
        how = ChangeHow.ADDED
    elif right is None:
        how = ChangeHow.REMOVED
    return change(
        ChangeKind.TEXT,
        how,
        plain(heading) if heading else both("at the beginning", "au début"),
        before=plain(left.text) if left else None,
        after=plain(right.text) if right else None,
        was_at=Spot(document=was, location=left.location) if left else None,
        is_at=Spot(document=now, location=right.location) if right else None,
    )


def _aligned(old: Sequence[Line], new: Sequence[Line]) -> Iterator[tuple[Line | None, Line | None]]:
    """Pair the lines of two runs in their order, each with the first that is like it."""
    place = 0
    for line in old:
        found = next((at for at in range(place, len(new)) if _are_alike(line, new[at])), None)
        if found is None:
            yield line, None
            continue
        for each in new[place:found]:
            yield None, each
        yield line, new[found]
        place = found + 1
    for each in new[place:]:
        yield None, each


def _are_alike(one: Line, other: Line) -> bool:
    a, b = one.plain.split(), other.plain.split()
    shared = len(set(a) & set(b))
    return shared >= ALIKE * max(len(set(a)), len(set(b)))


def _lines(content: Content, known: Collection[int]) -> list[Line]:
    found: list[Line] = []
    heading = ""
    for paragraph in content.paragraphs:
        if paragraph.level:
            heading = paragraph.text
        folded = fold(paragraph.text)
        if folded and paragraph.part in _PARTS:
            found.append(Line(paragraph.text, folded, heading, paragraph.location))
        if len(found) >= MOST_LINES:
            break
    for table in content.tables:
        for cells in table.rows:
            if id(cells) in known or len(found) >= MOST_LINES:
                continue
            filled = [cell for cell in cells if cell.value and cell.value.strip()]
            if filled:
                text = " | ".join(cell.value.strip() for cell in filled)
                found.append(Line(text, fold(text), table.title, filled[0].location))
    return found
