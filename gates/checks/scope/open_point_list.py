"""Lists of open points: which entry speaks of what a document leaves open."""

from dataclasses import dataclass

from gates.checks.check import Subject
from gates.checks.structures.logs import logs
from gates.checks.structures.open_points import OpenPoint, labels_in, lists_open_points
from gates.checks.structures.promised import significant
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

_CLOSED = Phrases.listed(load("values")["closed"])
_OVER = Phrases.listed(load("open_points")["over"])
_ENOUGH_WORDS = 2
_ENOUGH_SHARE = 0.6


@dataclass(frozen=True)
class Entry:
    """A row of a log; ``is_own`` tells one of a list of open points in the deliverable itself."""

    reading: Reading
    row: Row
    is_own: bool

    @property
    def is_closed(self) -> bool:
        """Whether the list says that the point is settled."""
        status = fold(self.row.text("status"))
        if status:
            return _CLOSED.open(status) or _OVER.open(status)
        return self.row.day("closed") is not None

    @property
    def name(self) -> str:
        """What the entry is called."""
        words = self.row.text("issue", "description", "name")
        number = self.row.text("id")
        return f"{number} {words}".strip() if number != words else words or self.row.location

    def speaks_of(self, point: OpenPoint) -> bool:
        """Tell whether the entry is about a point: by its number, else by its words."""
        said = " ".join(cell.value for cell in self.row.cells if cell.value)
        if point.label:
            return point.label in labels_in(said)
        own = significant(self.row.text("issue", "description", "name", "comment"))
        if not own & significant(said):
            own = significant(said)
        words = significant(_bare(point))
        common = len(own & words)
        least = min(len(own), len(words))
        return common >= _ENOUGH_WORDS or (common > 0 and common >= _ENOUGH_SHARE * least)


def _bare(point: OpenPoint) -> str:
    """Return what a point is about; a phrase that leaves it open says so with its own words."""
    is_mark = point.mark[:1] in "[<{" or point.mark.isupper()
    return point.about.replace(point.mark, " ") if is_mark else point.about


def entries(subject: Subject) -> list[Entry]:
    """Return the rows of every list of open points or issues in the package."""
    own = {reading.path for reading in subject.documents}
    return [
        Entry(reading, row, reading.path in own and lists_open_points(register))
        for reading, register in logs(subject, "issues")
        for row in register.rows
    ]
