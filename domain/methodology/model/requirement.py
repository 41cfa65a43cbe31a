"""What a gate asks of a deliverable: how strongly, how mature, and how sound."""

from decimal import Decimal as Number
from enum import StrEnum

from domain.finding import Severity
from domain.methodology.model.vocabulary import Id
from domain.value import Value


class Force(StrEnum):
    """How strongly a gate asks: a ``must`` blocks, a ``should`` is shown to the approvers."""

    MUST = "must"
    SHOULD = "should"


class CheckUse(Value):
    """A soundness check of the catalogue, as this gate asks it of a deliverable."""

    check: str
    severity: Severity = Severity.BLOCKER
    settings: dict[str, str | int | bool | Number] = {}


class Requirement(Value):
    """What a gate asks of one deliverable: the force, the maturity, the checks.

    ``state`` marks a requirement met by a signed state instead of a file.
    """

    deliverable: Id
    force: Force = Force.MUST
    maturity: Id
    checks: tuple[CheckUse, ...] = ()
    state: bool = False
    source: str = ""
