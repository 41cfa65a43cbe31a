"""Identifiers such as ``REQ-012``: found by their pattern, compared in one spelling."""

import re
from collections.abc import Iterator

from gates.evidence.understanding.vocabulary import listed, load

_WORDS = load("requirements")
REQUIREMENT_PREFIXES = frozenset(listed(_WORDS["prefixes"]))
_STANDARDS = frozenset(listed(_WORDS["standards"]))
_PATTERN = re.compile(
    r"(?<![\w.-])([A-Z]{1,8}(?:[-_][A-Z]{1,8}){0,3})\s?[-_.#]?\s?(\d{1,6}(?:\.\d{1,4}){0,3})(?![\w-]*\w)"
)
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,4}){0,3}\Z")
FEWEST_LETTERS = 2


def identifiers(text: str, letters: int = FEWEST_LETTERS) -> Iterator[str]:
    """Yield the identifiers in a text, each in one spelling: ``REQ12`` for ``REQ-012``.

    They have at least so many ``letters``, and a number; the names of standards are none. Ask
    for one letter only where what is found is compared with what is known.
    """
    for match in _PATTERN.finditer(text):
        if len(match[1]) >= letters and match[1].lower() not in _STANDARDS:
            yield _spelt(match[1], match[2])


def own_identifier(text: str) -> str:
    """Return the identifier that a cell of numbers is or begins with, else an empty text.

    Here one letter is enough, and so is a bare number.
    """
    plain = text.strip().strip("[]().:")
    if _NUMBER.fullmatch(plain):
        return _spelt("", plain)
    match = _PATTERN.match(plain)
    return _spelt(match[1], match[2]) if match and match[1].lower() not in _STANDARDS else ""


def family_of(identifier: str) -> str:
    """Return the letters of an identifier, by which it belongs to others."""
    return re.sub(r"[\d.]+\Z", "", identifier)


def is_requirement_like(identifier: str) -> bool:
    """Tell whether an identifier begins as those of requirements usually do."""
    family = family_of(identifier).lower()
    return any(part in REQUIREMENT_PREFIXES for part in family.split("-"))


def _spelt(letters: str, number: str) -> str:
    parts = [part.lstrip("0") or "0" for part in number.split(".")]
    return f"{letters.replace('_', '-')}{'.'.join(parts)}"
