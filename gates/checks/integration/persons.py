"""Whether two writings mean the same person."""

import re
from difflib import SequenceMatcher

from gates.evidence.understanding.folding import fold

_TITLES = frozenset(
    {"mr", "mrs", "ms", "dr", "m", "mme", "mlle", "herr", "frau", "sr", "sra", "ing"}
)
_TYPO = 0.93
"""Two writings of one name differ by a letter."""

_BEFORE_MORE = re.compile(r"[,;(/\n]|\s[-–—]\s")


def same_person(one: str, other: str) -> bool:
    """Tell whether names are one, also in another order, with an initial, or with a function."""
    a, b = _words(one), _words(other)
    if not a or not b:
        return False
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    if SequenceMatcher(None, " ".join(a), " ".join(b)).ratio() >= _TYPO:
        return True
    if a[-1] == b[-1]:
        return a[0][0] == b[0][0] and (len(a[0]) == 1 or len(b[0]) == 1)
    return a[0] == b[-1] and a[-1][0] == b[0][0] and 1 in (len(a[-1]), len(b[0]))


def _words(name: str) -> list[str]:
    head = _BEFORE_MORE.split(name.strip(), maxsplit=1)[0]
    return [word for word in fold(head).split() if word not in _TITLES]
