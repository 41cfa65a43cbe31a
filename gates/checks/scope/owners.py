"""Whether a cell names one who is responsible, or several."""

import re
from collections.abc import Iterable

from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import listed, load

_AND = "|".join(listed(load("work_packages")["and"]))
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LISTED = re.compile(r"\s*[;\n]\s*|\s+/\s+")
_JOINED = re.compile(rf"\s*[,/&+]\s*|\s+(?:{_AND})\s+")


def several_in(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the names in a cell when there are several, else nothing.

    Lines and semicolons part names. Commas, strokes and *and* do where each part is a full name,
    or answers for other work alone: "Research and Development" is one, and so is "Lee, Ann".
    """
    plain = _ASIDE.sub(" ", text).strip(" .;,/")
    parts = [part for part in _LISTED.split(plain) if fold(part)]
    if len(parts) > 1:
        return tuple(parts)
    parts = [part for part in _JOINED.split(plain) if fold(part)]
    alone = {fold(each) for each in known}
    if len(parts) > 1 and all(_is_name(part) or fold(part) in alone for part in parts):
        return tuple(parts)
    return ()


def _is_name(part: str) -> bool:
    """Tell whether a part is a full name: two words or more, each with a capital letter."""
    words = part.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words)
