"""Words compared as people compare them: without case, accents, punctuation or plural."""

import re
from functools import lru_cache

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
    found = [
        folded(phrase)
        for phrase in _phrases(deliverable)
        if holds(text, phrase) and not (plainly and _is_ordinary(phrase))
    ]
    found += [
        folded(short)
        for short in _short(deliverable)
        if re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text)
    ]
    return tuple(dict.fromkeys(found))


def named(text: str, deliverable: Deliverable) -> bool:
    """Tell whether a text names a deliverable."""
    return bool(namings(text, deliverable))


def _phrases(deliverable: Deliverable) -> tuple[str, ...]:
    """Return the names of a deliverable: those of its match, and its labels in any language."""
    labels = [_ABBREVIATION.sub("", label).strip() for label in deliverable.label.values()]
    return tuple(dict.fromkeys((*deliverable.match.names, *labels)))


def _short(deliverable: Deliverable) -> tuple[str, ...]:
    """Return the abbreviations that the labels give in brackets, such as ``WBS``."""
    found = [
        match.group(1)
        for label in deliverable.label.values()
        for match in _ABBREVIATION.finditer(label)
    ]
    return tuple(dict.fromkeys(found))


def _is_ordinary(phrase: str) -> bool:
    return len(phrase.split()) == 1 and not phrase.isupper()


def _singular(word: str) -> str:
    if len(word) >= _LONG_ENOUGH and word[-1] in "sx" and not word.endswith("ss"):
        return word[:-1]
    return word
