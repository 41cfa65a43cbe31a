"""One measured figure, and the tool to take it."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was measured, in which unit, what it may be at most, and how it was taken."""

    name: str
    value: float
    unit: str
    at_most: float | None
    how: str

    @property
    def holds(self) -> bool:
        """Tell whether the figure is within its limit."""
        return self.at_most is None or self.value <= self.at_most


def seconds(act: Callable[[], object], *, times: int) -> list[float]:
    """Do an act several times and return how long each took, sorted."""
    return sorted(_seconds(act) for _ in range(times))


def median(values: list[float]) -> float:
    """Return the middle value."""
    return statistics.median(values)


def p95(values: list[float]) -> float:
    """Return the value that 95 of 100 do not exceed."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
