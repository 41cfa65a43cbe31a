"""What a check found in the documents of a package, and where."""

from enum import StrEnum

from domain.text import Text
from domain.value import Value


class Outcome(StrEnum):
    """The answer of a check. ``CANNOT_TELL`` is never green."""

    PASS = "pass"  # noqa: S105 - the answer of a check, not a password
    FAIL = "fail"
    CANNOT_TELL = "cannot_tell"
    NOT_APPLICABLE = "not_applicable"


class Severity(StrEnum):
    """How much a failed check weighs, set by the method for each gate."""

    BLOCKER = "blocker"
    MAJOR = "major"
    MINOR = "minor"


class Fact(Value):
    """A figure, a date or a name found in a document, with its exact place.

    ``value`` is a string: an integer, a decimal with a point, or an ISO 8601 date.
    """

    name: str
    value: str
    unit: str = ""
    document: str
    location: str


class Finding(Value):
    """The answer of one check about one deliverable, with the reason and the way to mend it.

    ``check`` is the area and the number, such as ``COST-11``; presence findings use the
    method's criterion id. ``location`` is a cell, a paragraph, a table row, a task or a page.
    """

    check: str
    area: str
    deliverable: str
    outcome: Outcome
    severity: Severity
    title: Text
    document: str = ""
    document_sha256: str = ""
    location: str = ""
    expected: Text = {}
    found: Text = {}
    fix: Text = {}
    source: str = ""
