"""The judgement of a gate package: what was read, what is missing, what is unsound."""

from datetime import date
from enum import StrEnum

from domain.finding import Fact, Finding
from domain.text import Text
from domain.value import Value


class Status(StrEnum):
    """Where a deliverable stands in a package."""

    PRESENT = "present"
    MISSING = "missing"
    DEFECTIVE = "defective"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"
    UNREADABLE = "unreadable"


class Verdict(StrEnum):
    """Whether the package may go to the approvers."""

    READY = "ready"
    NOT_READY = "not_ready"


class JudgedDocument(Value):
    """One file of the package: what it is taken for, and how far it could be read."""

    path: str
    sha256: str
    kind: str
    language: str
    role: str
    state: str
    deliverables: tuple[str, ...]
    matched_by: str
    confidence: float
    read: str
    reason: Text = {}


class Served(Value):
    """A document that serves a deliverable: how mature it is and how old, as far as it says.

    ``gate`` names the earlier gate that accepted it, where it serves again.
    """

    deliverable: str
    path: str
    sha256: str
    maturity: str = ""
    issue: str = ""
    dated: date | None = None
    gate: str = ""


class JudgedDeliverable(Value):
    """One deliverable or criterion that the gate asks for, with the documents that serve it.

    ``origin`` says in words why it is asked, where the method's text did not write it there.
    """

    id: str
    knowledge_area: str
    name: Text
    required: bool
    maturity: str
    status: Status
    documents: tuple[str, ...]
    findings: tuple[Finding, ...]
    served: tuple[Served, ...] = ()
    origin: Text = {}


class Judgement(Value):
    """The answer of the judge for one package against one gate."""

    method: str
    gate: str
    as_of: date
    verdict: Verdict
    documents: tuple[JudgedDocument, ...]
    deliverables: tuple[JudgedDeliverable, ...]
    facts: tuple[Fact, ...]
    seconds: float
