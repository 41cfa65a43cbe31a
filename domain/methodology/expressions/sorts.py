"""The types of values, as far as they are known before the values are."""

from enum import StrEnum
from typing import NamedTuple

OPEN = ("fact.", "baseline.")
"""Names that begin so are of the documents: any may be asked for, of any type."""


class Sort(StrEnum):
    """The type of a value. ``ANY`` is not known before the documents are read."""

    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"
    ANY = "any"


class Type(NamedTuple):
    """The type of a name; ``choices`` are the only texts that it can be, if there are any."""

    sort: Sort
    choices: tuple[str, ...] = ()


CONDITION = frozenset({Sort.YES_NO, Sort.ANY})
QUANTITY = frozenset({Sort.NUMBER, Sort.DATE, Sort.ANY})
DAY = frozenset({Sort.DATE, Sort.ANY})
