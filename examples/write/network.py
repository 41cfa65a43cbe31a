"""The dates of a schedule by the critical path method, in whole working days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Step:
    """A task, or a milestone when ``days`` is 0, with the codes of what must be done before."""

    code: str
    days: int
    after: tuple[str, ...]


@dataclass(frozen=True)
class Span:
    """When a step runs; ``slack`` is its total slack in working days."""

    start: date
    finish: date
    slack: int


class WorkingDays:
    """The working days from a first day on, numbered from 0."""

    def __init__(self, first: date, holidays: Iterable[date], count: int = 900) -> None:
        closed, day, self.days = set(holidays), first, list[date]()
        while len(self.days) < count:
            if day.weekday() < 5 and day not in closed:  # noqa: PLR2004 - Saturday and Sunday
                self.days.append(day)
            day += timedelta(days=1)

    def between(self, start: date, finish: date) -> Sequence[date]:
        """Return the working days from start to finish, both included."""
        return [day for day in self.days if start <= day <= finish]


def spans(steps: Sequence[Step], days: WorkingDays) -> Mapping[str, Span]:
    """Return when each step runs. Steps must be written after their predecessors.

    Raises:
        KeyError: A step comes before one of its predecessors, or that does not exist.
    """
    early = dict[str, int]()
    for step in steps:
        begin = max((early[code] for code in step.after), default=0)
        early[step.code] = begin + step.days
    end = max(early.values())
    late = {step.code: end for step in steps}
    for step in reversed(steps):
        for code in step.after:
            late[code] = min(late[code], late[step.code] - step.days)
    return {step.code: _span(step, early, late, days.days) for step in steps}


def _span(step: Step, early: dict[str, int], late: dict[str, int], days: Sequence[date]) -> Span:
    end = early[step.code]
    finish = days[max(end - 1, 0)]
    start = days[end - step.days] if step.days else finish
    return Span(start, finish, late[step.code] - end)
