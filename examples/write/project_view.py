"""How a schedule stands on a day: its dates, its progress, its hours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from examples.write.network import Span
from examples.write.project import Data, Project


@dataclass(frozen=True)
class View:
    """How a schedule stands on a day: baseline only, under way, or done.

    ``longer`` gives some tasks another number of days than the plan says.
    """

    title: str
    status: date
    real: bool = False
    longer: tuple[tuple[str, int], ...] = ()


class Standing:
    """A project as a view shows it."""

    def __init__(self, project: Project, view: View) -> None:
        self.project, self.view = project, view
        self.base = project.dates(dict(view.longer)) if view.longer else project.planned
        self.now: Mapping[str, Span] = project.came if view.real else self.base

    def hours(self, leaf: Data) -> dict[str, int]:
        """Return the hours of a task by resource."""
        return self.project.worked(leaf, self._day())

    def cost(self, leaf: Data) -> int:
        """Return the cost of a task: spent, or as planned."""
        return self.project.spent(leaf, self._day())

    def length(self, span: Span) -> int:
        """Return the working days of a span."""
        return len(self.project.days.between(span.start, span.finish))

    def done(self, code: str, *, milestone: bool = False) -> float:
        """Return how much of a task is done, as a fraction of one."""
        span, status = self.now[code], self.view.status
        if not self.view.real or (span.finish > status and (milestone or span.start > status)):
            return 0.0
        if span.finish <= status:
            return 1.0
        return len(self.project.days.between(span.start, status)) / self.length(span)

    def _day(self) -> date:
        return self.view.status if self.view.real else date.min
