"""What the scalars of a YAML 1.2 text mean: ``no`` and ``on`` are text."""

import math
import re
from typing import Any

Scalar = str | int | float | bool | None

_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}\Z")
_NUMERIC = frozenset("+-0123456789")
_QUOTES = frozenset("'\"")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def offset_of(event: Any) -> int | None:
    """Return how far right of its place the characters of a scalar begin, or None: see ``Node``."""
    if event.implicit[0] and " " not in event.value:
        return 0  # one plain word stands on one line
    start, end = event.start_mark, event.end_mark
    if start.line != end.line:
        return None
    quotes = 1 if event.style in _QUOTES else 0
    return quotes if end.column - start.column == len(event.value) + 2 * quotes else None


def scalar(event: Any) -> Scalar:
    """Return the value of a scalar."""
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    if _WHOLE.match(text):
        return int(text)
    number = float(text) if _DECIMAL.match(text) else math.inf
    return number if math.isfinite(number) else text
