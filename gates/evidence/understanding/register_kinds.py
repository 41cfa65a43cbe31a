"""Which columns make a register of which kind."""

from dataclasses import dataclass

from gates.evidence.understanding.vocabulary import listed, load


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of register.

    It needs one column of each group in ``needs``; ``speaks`` are columns that speak for it
    besides, ``titles`` words of the sheet or heading; a row is an entry when one of ``what`` is
    filled.
    """

    name: str
    needs: tuple[frozenset[str], ...]
    speaks: frozenset[str]
    titles: tuple[str, ...]
    what: frozenset[str]


KINDS: tuple[Kind, ...] = tuple(
    Kind(
        name=name,
        needs=tuple(frozenset(group.split()) for group in words["needs"]),
        speaks=frozenset(words["speaks"].split()),
        titles=listed(words.get("titles", "")),
        what=frozenset(words["what"].split()),
    )
    for name, words in load("registers").items()
)
"""All kinds, in the order of ``words/registers.yaml``."""
