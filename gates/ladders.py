"""Where a document stands on a ladder: the level that it names, or the issue that it counts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.methodology.model.vocabulary import Ladder, Level
from gates.evidence.outline import Marks
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.marks import says_final
from gates.manifest_entries import Declared

_ISSUE = re.compile(r"(?:^|[\s.:°#])v?(\d{1,4}(?:\.\d{1,4}){0,3})\b|^([A-Za-z])$|\b([A-Z])$")
_CUT = re.compile(r"\s*[,;:(–—/\[]|\s-\s|\s(?:for|pour|zur|para|per)\s", re.IGNORECASE)
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBERED = re.compile(
    r"\b(?:v|version|rev|revision|issue|indice)?\s?\d[\d.]*\b|\b(?:version|rev|issue)\b$"
)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How mature a document is, as its manifest and itself say; empty where nothing is said.

    ``level`` is an id of the ladder; ``against`` is what the document itself says where the
    manifest says something else. ``final`` tells whether it is said to be the last issue, or is
    None. ``dated`` is its own date, ``place`` where it says its level or issue.
    """

    level: str = ""
    against: str = ""
    issue: str = ""
    final: bool | None = None
    dated: date | None = None
    place: str = ""


def standing(ladder: Ladder | None, declared: Declared, marks: Marks, as_of: date) -> Standing:
    """Return where a document stands; what the manifest says counts first."""
    own, level_place = _own_level(ladder, marks)
    issue, issue_place = _own_issue(marks)
    final = declared.final
    if final is None and _is_said_final(ladder, declared.maturity or own, marks):
        final = True
    level = declared.maturity or own
    return Standing(
        level=level,
        against=own if own != level else "",
        issue=declared.issue or issue,
        final=final,
        dated=declared.dated or latest(marks, as_of),
        place=level_place if ladder is not None and not ladder.counted else issue_place,
    )


def latest(marks: Marks, as_of: date) -> date | None:
    """Return the latest date that a document gives of itself, none in the future."""
    return max((day for day, _ in marks.days if day <= as_of), default=None)


def level_named(ladder: Ladder, text: str) -> Level | None:
    """Return the level that a word names: by its id, a label in any language, or its words."""
    plain = fold(text)
    for level in ladder.levels:
        if plain and plain in _names(level):
            return level
    return None


def rank(ladder: Ladder, level: str) -> int:
    """Return the place of a level on its ladder, from 0; -1 when it is not one of them."""
    ids = [each.id for each in ladder.levels]
    return ids.index(level) if level in ids else -1


def is_higher(issue: str, before: str) -> bool | None:
    """Tell whether an issue is higher than another; None when they do not count alike."""
    now, then = _counted(issue), _counted(before)
    if now is None or then is None or isinstance(now, str) is not isinstance(then, str):
        return None
    return now > then  # type: ignore[operator]  # both are letters, or both are numbers


def _own_level(ladder: Ladder | None, marks: Marks) -> tuple[str, str]:
    """Return the level that a document's status line names; the highest where it names several."""
    if ladder is None or not ladder.levels:
        return "", ""
    found = [
        (rank(ladder, level.id), level.id, said.location)
        for said in (*marks.statuses, *marks.issues)
        for text in _readings(said.value)
        if (level := level_named(ladder, text)) is not None
    ]
    _, highest, place = max(found, default=(-1, "", ""))
    return highest, place


def _readings(value: str) -> Iterator[str]:
    """Yield the ways to take a status: whole, without what follows it, without its number."""
    yield value
    cut = _CUT.split(value, maxsplit=1)[0]
    yield cut
    bare = _NUMBERED.sub(" ", fold(cut)).strip()
    yield bare
    for opener in ("version", "issue"):
        yield f"{opener} {bare}"


def _own_issue(marks: Marks) -> tuple[str, str]:
    """Return the highest issue that a document gives of itself, in the way most often used."""
    found = [
        (text, said.location)
        for said in marks.issues
        if not _DATED.search(said.value) and (text := _parsed(said.value))
    ]
    numbers = [each for each in found if each[0][0].isdigit()]
    letters = [each for each in found if not each[0][0].isdigit()]
    if not found:
        return "", ""
    kept: Sequence[tuple[str, str]] = numbers if len(numbers) >= len(letters) else letters
    best = kept[0]
    for each in kept[1:]:
        if is_higher(each[0], best[0]):
            best = each
    return best


def _parsed(value: str) -> str:
    found = _ISSUE.search(value.strip())
    if found is None:
        return ""
    return found[1] or (found[2] or found[3]).upper()


def _counted(issue: str) -> tuple[int, ...] | str | None:
    text = _parsed(issue)
    if not text:
        return None
    if not text[0].isdigit():
        return text
    numbers = [int(part) for part in text.split(".")]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _is_said_final(ladder: Ladder | None, level: str, marks: Marks) -> bool:
    highest = ladder.levels[-1].id if ladder is not None and ladder.levels else ""
    if highest and level == highest:
        return True
    return any(says_final(said.value) for said in (*marks.statuses, *marks.issues))


def _names(level: Level) -> frozenset[str]:
    names = (level.id.replace("-", " "), *level.label.values(), *level.words)
    return frozenset(fold(name) for name in names)
