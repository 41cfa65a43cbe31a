"""The words of a house, beside those that documents are understood by anyway.

They are a value that is handed on, so the same document may be understood with and without.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gates.evidence.understanding.folding import fold


@dataclass(frozen=True, slots=True, eq=False)
class OwnWords:
    """Folded words with what they mean: concepts of columns, fields, kinds of registers, roles."""

    columns: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    registers: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)


NONE = OwnWords()
"""No words but those that everybody has."""

Listed = Mapping[str, Sequence[str]]


def own_words(columns: Listed, labels: Listed, registers: Listed, roles: Listed) -> OwnWords:
    """Return the words of a house, given by what they mean."""
    if not (columns or labels or registers or roles):
        return NONE
    return OwnWords(*(_by_word(each) for each in (columns, labels, registers, roles)))


def _by_word(listed: Listed) -> dict[str, str]:
    found = {fold(word): name for name, words in listed.items() for word in words}
    found.pop("", None)
    return found
