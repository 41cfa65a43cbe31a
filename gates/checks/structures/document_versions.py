"""Versions as people write them: ``v1.2``, ``Issue 3``, ``rev B``."""

import re

_SAID = re.compile(
    r"(?:^|[\s_\-(,;:.])(?:v|ver|version|issue|rev|rév|revision|révision|indice|ausgabe|edition|"
    r"édition|versão|versione|versjon)[\s_.:°#-]*(\d{1,3}(?:[._]\d{1,3}){0,3})(?![\d%])",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s*[vV]?\s*(\d{1,3}(?:\.\d{1,3}){0,3})\b(?!\s*(?:%|[/-]\d))")
_LETTER = re.compile(
    r"(?:^|\b(?:issue|rev|indice|revision|révision)[\s.:_-]+)([A-Z])\s*$", re.IGNORECASE
)

Version = tuple[int, ...]
"""The numbers of a version, the highest part first; a letter is its place in the alphabet."""


def number_in(text: str) -> Version:
    """Return the version that a text says after such a word as *version*, or nothing."""
    found = _SAID.search(text)
    if found is None:
        return version_of(text) if len(text) <= 12 and text[:1].isdigit() else ()  # noqa: PLR2004 - a bare number
    return tuple(int(part) for part in re.split(r"[._]", found[1]))


def version_of(text: str) -> Version:
    """Return the version that a whole value is, such as ``1.2`` or ``B``, or nothing."""
    found = _BARE.match(text)
    if found is not None:
        return tuple(int(part) for part in found[1].split("."))
    letter = _LETTER.search(text.strip())
    return (ord(letter[1].upper()) - ord("A") + 1,) if letter else ()


def same_version(one: Version, other: Version) -> bool:
    """Tell whether versions are one: 1 is 1.0, and 2.1 is not 2."""
    return _trimmed(one) == _trimmed(other)


def is_lower(one: Version, other: Version) -> bool:
    """Tell whether a version comes before another."""
    return _trimmed(one) < _trimmed(other)


def _trimmed(version: Version) -> Version:
    found = version
    while len(found) > 1 and found[-1] == 0:
        found = found[:-1]
    return found
