"""What differs between two revisions of a package: documents, facts, rows, tasks, paragraphs."""

from decimal import Decimal
from enum import StrEnum

from domain.text import Text
from domain.value import Value


class ChangeKind(StrEnum):
    """What changed, the most telling first."""

    DOCUMENT = "document"
    FACT = "fact"
    ROW = "row"
    TASK = "task"
    TEXT = "text"


class ChangeHow(StrEnum):
    """How it changed; only documents are renamed."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"


class Spot(Value):
    """A place in a document: a cell, a table row, a task, a paragraph or a page."""

    document: str
    location: str = ""


class RevisionChange(Value):
    """One difference.

    ``about`` names what differs: the fact, the row and its column, the task, the heading.
    ``before`` and ``after`` are values as they are written for a person, empty where there was
    or is nothing; ``was_at`` and ``is_at`` are their places. ``amount`` is the difference of two
    numbers in ``unit``, ``days`` that of two dates; both are positive for more or later.
    ``words`` says all of it in one sentence.
    """

    kind: ChangeKind
    how: ChangeHow
    about: Text
    before: Text = {}
    after: Text = {}
    unit: str = ""
    amount: Decimal | None = None
    days: int | None = None
    was_at: Spot | None = None
    is_at: Spot | None = None
    words: Text


class ChangeGroup(Value):
    """The differences of one kind, the most important first; ``more`` counts those left out."""

    kind: ChangeKind
    label: Text
    changes: tuple[RevisionChange, ...]
    more: int = 0


class RevisionChanges(Value):
    """All that differs; a kind in which nothing differs has no group."""

    groups: tuple[ChangeGroup, ...] = ()

    @property
    def count(self) -> int:
        """How many differences there are, those left out included."""
        return sum(len(each.changes) + each.more for each in self.groups)
