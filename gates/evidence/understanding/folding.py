"""Words as they are compared: without accents, case, punctuation or the spaces of typography."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_BETWEEN = re.compile(r"[^a-z0-9%€$£&+#]+")
_BETWEEN_ANY = re.compile(r"(?:[^\w%€$£&+#]|_)+")
_MARKS = re.compile("[\u0300-\u036f]+")
_SNAKE = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the words of a text, lower case, unaccented, one space apart.

    ``camelCase`` and ``snake_case`` fall apart into words, so that the columns of an export
    read like those of a form.
    """
    if not text:
        return ""
    apart = _SNAKE.sub(" ", text) if " " not in text else text
    low = unaccented(apart.lower())
    # Words of other alphabets, such as Greek, are words too.
    between = _BETWEEN if low.isascii() else _BETWEEN_ANY
    return between.sub(" ", low).strip()


def unaccented(text: str) -> str:
    """Return the text with its letters reduced to the plain alphabet, all else unchanged."""
    if text.isascii():
        return text
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.translate(_LETTERS)))


def phrases(words: list[str], longest: int) -> list[tuple[int, int, str]]:
    """Return all runs of words as ``(start, length, phrase)``, the longest first."""
    return [
        (start, length, " ".join(words[start : start + length]))
        for length in range(min(longest, len(words)), 0, -1)
        for start in range(len(words) - length + 1)
    ]
