"""Estimates of three points: their mean, their spread, and what the sum of several reaches."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist


@dataclass(frozen=True)
class ThreePoints:
    """A low, a likely and a high value of one quantity."""

    low: Decimal
    likely: Decimal
    high: Decimal

    @property
    def is_ordered(self) -> bool:
        """Whether low does not pass likely, nor likely high."""
        return self.low <= self.likely <= self.high

    @property
    def mean(self) -> Decimal:
        """The mean as PERT takes it, in which the likely value counts four times."""
        return (self.low + 4 * self.likely + self.high) / 6

    @property
    def deviation(self) -> Decimal:
        """The standard deviation as PERT takes it."""
        return (self.high - self.low) / 6

    @property
    def triangular_mean(self) -> Decimal:
        """The mean of a triangle over the three points."""
        return (self.low + self.likely + self.high) / 3

    @property
    def triangular_deviation(self) -> Decimal:
        """The standard deviation of a triangle over the three points."""
        low, likely, high = self.low, self.likely, self.high
        spread = low**2 + likely**2 + high**2 - low * likely - low * high - likely * high
        return (spread / 18).sqrt()

    def quantile(self, share: Decimal) -> Decimal:
        """Return the value that a triangle over the points stays below with a probability."""
        whole, left = self.high - self.low, self.likely - self.low
        if not whole:
            return self.likely
        if share * whole <= left:
            return self.low + (share * whole * left).sqrt()
        return self.high - ((1 - share) * whole * (self.high - self.likely)).sqrt()


@dataclass(frozen=True)
class Sum:
    """A sum of independent quantities, taken as normally spread."""

    mean: Decimal
    variance: Decimal

    @property
    def deviation(self) -> Decimal:
        """The standard deviation."""
        return self.variance.sqrt()

    def quantile(self, share: Decimal) -> Decimal:
        """Return the value that the sum stays below with a probability between 0 and 1."""
        return self.mean + self.deviation * Decimal(str(NormalDist().inv_cdf(float(share))))

    def confidence(self, value: Decimal) -> Decimal:
        """Return the probability, from 0 to 1, that the sum stays below a value."""
        if not self.variance:
            return Decimal(int(value >= self.mean))
        away = float((value - self.mean) / self.deviation)
        return Decimal(str(NormalDist().cdf(away)))


def independent_sum(parts: Sequence[tuple[Decimal, Decimal]]) -> Sum:
    """Return the sum of independent parts, each given by its mean and its variance."""
    means = sum((mean for mean, _ in parts), Decimal(0))
    return Sum(means, sum((variance for _, variance in parts), Decimal(0)))


def sum_of(estimates: Sequence[ThreePoints]) -> Sum:
    """Return the sum of estimates of three points, as PERT takes each."""
    return independent_sum([(each.mean, each.deviation**2) for each in estimates])
