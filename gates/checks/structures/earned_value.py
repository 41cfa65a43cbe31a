"""The arithmetic of earned value: variances, indices, and the ways to estimate the final cost."""

from dataclasses import dataclass
from decimal import Decimal

from domain.text import Text, both

METHODS: dict[str, Text] = {
    "typical": both("BAC / CPI", "BAC / CPI"),
    "atypical": both("AC + BAC - EV", "AC + BAC - EV"),
    "combined": both("AC + (BAC - EV) / (CPI x SPI)", "AC + (BAC - EV) / (CPI x SPI)"),
    "bottom-up": both("AC + ETC", "AC + reste à faire"),
}
"""The ways to estimate the cost at completion, by name, with their formula."""


def planned_value(budget: Decimal, planned_share: Decimal) -> Decimal:
    """Return what should have been earned when a share of the work was planned to be done."""
    return budget * planned_share


def ratio(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return a quotient, or None where a part is unknown or the divisor is naught."""
    return None if part is None or not whole else part / whole


def eac_typical(budget: Decimal, cpi: Decimal) -> Decimal:
    """Return the cost at completion when the work to come costs as the work done."""
    return budget / cpi


def eac_atypical(budget: Decimal, earned: Decimal, actual: Decimal) -> Decimal:
    """Return the cost at completion when the work to come costs as planned."""
    return actual + budget - earned


def eac_combined(
    budget: Decimal, earned: Decimal, actual: Decimal, cpi: Decimal, spi: Decimal
) -> Decimal:
    """Return the cost at completion when lateness weighs on the work to come too."""
    return actual + (budget - earned) / (cpi * spi)


def etc_typical(budget: Decimal, earned: Decimal, cpi: Decimal) -> Decimal:
    """Return what is still to be spent at the present cost performance."""
    return (budget - earned) / cpi


def to_complete(
    budget: Decimal, earned: Decimal, actual: Decimal, goal: Decimal | None = None
) -> Decimal | None:
    """Return the performance that the rest must have to meet the budget, or another goal."""
    return ratio(budget - earned, (budget if goal is None else goal) - actual)


@dataclass(frozen=True)
class EarnedValue:
    """Where a piece of work stands; each amount in the same unit, None where it is not known."""

    budget: Decimal | None
    planned: Decimal | None
    earned: Decimal | None
    actual: Decimal | None

    @property
    def cost_variance(self) -> Decimal | None:
        """Earned less spent."""
        return _less(self.earned, self.actual)

    @property
    def schedule_variance(self) -> Decimal | None:
        """Earned less planned."""
        return _less(self.earned, self.planned)

    @property
    def cpi(self) -> Decimal | None:
        """Earned for each unit spent."""
        return ratio(self.earned, self.actual)

    @property
    def spi(self) -> Decimal | None:
        """Earned for each unit planned."""
        return ratio(self.earned, self.planned)

    def estimates(
        self, cpi: Decimal | None = None, spi: Decimal | None = None, rest: Decimal | None = None
    ) -> dict[str, Decimal]:
        """Return the cost at completion by each method that the figures allow.

        ``cpi`` and ``spi`` are used instead of the exact ones, as by who rounds on the way;
        ``rest`` is a new estimate of what is still to be spent.
        """
        found: dict[str, Decimal] = {}
        cost, time = cpi or self.cpi, spi or self.spi
        if self.budget is not None and cost:
            found["typical"] = eac_typical(self.budget, cost)
        if self.budget is not None and self.earned is not None and self.actual is not None:
            found["atypical"] = eac_atypical(self.budget, self.earned, self.actual)
            if cost and time:
                found["combined"] = eac_combined(self.budget, self.earned, self.actual, cost, time)
        if rest is not None and self.actual is not None:
            found["bottom-up"] = self.actual + rest
        return found


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other
