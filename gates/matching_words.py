"""Words compared as people compare them: without case, accents, punctuation or plural."""

import re
from functools import lru_cache
from typing import NamedTuple

from domain.methodology.model.deliverable import Deliverable
from gates.evidence.understanding.folding import fold

_ABBREVIATION = re.compile(r"\(([A-Z][A-Z0-9]{1,7})\)")
_LONG_ENOUGH = 4


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return a text as plain words parted by single spaces, plurals taken back."""
    return " ".join(_singular(word) for word in fold(text).split())


def holds(text: str, phrase: str) -> bool:
    """Tell whether a text holds a phrase as whole words in the same order."""
    sought = folded(phrase)
    return bool(sought) and f" {sought} " in f" {folded(text)} "


def namings(text: str, deliverable: Deliverable, *, plainly: bool = False) -> tuple[str, ...]:
    """Return the names by which a text names a deliverable; abbreviations in capitals only.

    ``plainly`` leaves out names of one ordinary word: ``timetable`` alone may mean anything.
    """
    if not text:
        return ()
    names, plain = _names(deliverable.match.names, tuple(deliverable.label.values())), folded(text)
    spaced = f" {plain} "
    found = [
        phrase
        for phrase, ordinary in names.phrases
        if f" {phrase} " in spaced and not (plainly and ordinary)
    ]
    found += [short for short, pattern in names.short if pattern.search(text)]
    return tuple(dict.fromkeys(found))


def named(text: str, deliverable: Deliverable) -> bool:
    """Tell whether a text names a deliverable."""
    return bool(namings(text, deliverable))


class _Names(NamedTuple):
    """The folded names of a deliverable, with whether each is one ordinary word; and the short."""

    phrases: tuple[tuple[str, bool], ...]
    short: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=2048)
def _names(called: tuple[str, ...], labels: tuple[str, ...]) -> _Names:
    """Return the names of a deliverable: those of its match, its labels, its abbreviations.

    The labels in any language give abbreviations in brackets, such as ``WBS``.
    """
    plain = [_ABBREVIATION.sub("", label).strip() for label in labels]
    phrases = [(folded(name), _is_ordinary(name)) for name in dict.fromkeys((*called, *plain))]
    short = dict.fromkeys(
        match.group(1) for label in labels for match in _ABBREVIATION.finditer(label)
    )
    return _Names(
        tuple((name, ordinary) for name, ordinary in phrases if name),
        tuple((folded(each), re.compile(rf"(?<!\w){re.escape(each)}(?!\w)")) for each in short),
    )


def _is_ordinary(phrase: str) -> bool:
    return len(phrase.split()) == 1 and not phrase.isupper()


def _singular(word: str) -> str:
    if len(word) >= _LONG_ENOUGH and word[-1] in "sx" and not word.endswith("ss"):
        return word[:-1]
    return word
