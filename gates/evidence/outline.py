"""Where the registers of a document stand, and what it says of itself: found once, kept apart.

It is small beside the content, so that a question about a document need not unpack all of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Said:
    """A value that a document gives of itself, with its place."""

    value: str
    location: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What a document says of itself, in its order; empty where it says nothing.

    ``titles`` are the lines in which a period may stand.
    """

    statuses: tuple[Said, ...] = ()
    issues: tuple[Said, ...] = ()
    days: tuple[tuple[date, str], ...] = ()
    periods: tuple[Said, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterOutline:
    """A register by the places of its rows in a table of the content.

    ``table`` is the table's place in the content; ``header``, ``rows``, ``totals``, ``headings``
    and ``prepared`` are places of rows in it, from 0.
    """

    kind: str
    table: int
    location: str
    columns: Mapping[str, int]
    headers: tuple[str, ...]
    header: tuple[int, ...]
    rows: tuple[int, ...]
    totals: tuple[int, ...] = ()
    headings: tuple[int, ...] = ()
    prepared: tuple[int, ...] = ()
    letters: Mapping[str, int] = field(default_factory=dict)
    strength: float = 0.0


@dataclass(frozen=True, slots=True)
class Outline:
    """The registers of a document, in reading order, and what it says of itself."""

    registers: tuple[RegisterOutline, ...] = ()
    marks: Marks = Marks()

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of registers that the document holds."""
        return frozenset([each.kind for each in self.registers])
