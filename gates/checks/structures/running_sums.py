"""What stands above a row of a table of costs, summed up in every way that a total may mean."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from gates.checks.structures.breakdown import rounding

FEWEST_LINES = 3
"""From so many lines on, a row that equals their sum to the unit is a total."""


@dataclass
class Sum:
    """A running sum, and of how many parts."""

    value: Decimal = Decimal(0)
    parts: int = 0

    def take(self, value: Decimal) -> None:
        """Add a part."""
        self.value += value
        self.parts += 1

    def and_also(self, other: "Sum") -> "Sum":
        """Return both sums together."""
        return Sum(self.value + other.value, self.parts + other.parts)


@dataclass
class Above:
    """What stands above a row: all lines so far, those since the last total, the totals."""

    every: Sum = field(default_factory=Sum)
    since: Sum = field(default_factory=Sum)
    subtotals: Sum = field(default_factory=Sum)
    last: Decimal | None = None

    def ways(self) -> Iterator[Sum]:
        """Yield the sums that a total in this place may state."""
        yield self.every
        yield self.since
        if self.last is not None:
            yield Sum(self.last, 1).and_also(self.since)
            yield self.subtotals
            yield self.subtotals.and_also(self.since)

    def explains(self, value: Decimal) -> bool:
        """Tell whether a value is one of these sums, but for rounding."""
        return any(
            way.parts and abs(value - way.value) <= rounding(value, way.parts)
            for way in self.ways()
        )

    def is_whole(self, value: Decimal) -> bool:
        """Tell whether a value is all that stands above, to the unit: no line is by chance."""
        if self.every.parts >= FEWEST_LINES and value == self.every.value:
            return True
        return (
            self.last is not None and self.since.parts > 0 and value == self.last + self.since.value
        )

    def nearest(self, value: Decimal) -> Decimal:
        """Return the sum that comes nearest to a value."""
        sums = [way.value for way in self.ways() if way.parts]
        return min(sums, key=lambda each: abs(each - value))

    def pass_total(self, value: Decimal) -> None:
        """Go on below a total; one that closes the totals before it stands for them."""
        closes = self.subtotals.parts and (
            abs(value - self.subtotals.value) <= rounding(value, self.subtotals.parts)
        )
        if closes:
            self.subtotals = Sum()
        self.subtotals.take(value)
        self.last = value
        self.since = Sum()

    def pass_line(self, value: Decimal) -> None:
        """Go on below a line."""
        self.every.take(value)
        self.since.take(value)
