"""Who has the power to decide what a project manager asks to be arbitrated."""

from domain.methodology.model.vocabulary import Expression, Id
from domain.value import Value


class Arbiter(Value):
    """A line of the authority matrix: who decides requests of this size.

    The first line whose ``when`` holds decides, so they are written from the least power to the
    most; the last one needs no ``when``. Beside what is known of the project it may use
    ``change.cost``, the largest sum by which an option would change the cost, in the project's
    currency, ``change.days``, the largest number of days by which one would move the finish,
    and ``change.share``, that sum as a share of the budget. What is not known holds for nobody,
    so the next line decides. A request that nobody answers in time goes to the next line, after
    the last to the PMO.
    """

    role: Id
    when: Expression | None = None
    source: str = ""


class ChangeNames:
    """How the expressions of the authority matrix name what a request would change."""

    COST = "change.cost"
    DAYS = "change.days"
    SHARE = "change.share"
    ALL = (COST, DAYS, SHARE)
