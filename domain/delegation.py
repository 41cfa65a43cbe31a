"""Delegation: what it covers, and the circles that it must not make (gate rule 23)."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from domain.value import Value


class Span(Value):
    """One person's seats in another's hands from an instant until before another."""

    delegator_id: UUID
    delegate_id: UUID
    starts_at: datetime
    ends_at: datetime

    def meets(self, other: "Span") -> bool:
        """Tell whether there is an instant at which both hold."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


class Scope(Value):
    """What a delegation covers; what is not named is not limited."""

    project_id: UUID | None = None
    gates: tuple[str, ...] = ()
    most: Decimal | None = None

    def covers(self, project_id: UUID, gate: str, budget: Decimal | None) -> bool:
        """Tell whether it covers a gate of a project; an unknown budget is above every limit."""
        if self.project_id not in (None, project_id) or (self.gates and gate not in self.gates):
            return False
        return self.most is None or (budget is not None and budget <= self.most)


def closes_circle(standing: Iterable[Span], new: Span) -> bool:
    """Tell whether somebody would, through others, stand in for themselves at some instant."""
    meeting = [each for each in standing if each.meets(new)]
    reached, waiting = {new.delegate_id}, [new]
    while waiting:
        last = waiting.pop()
        for each in meeting:
            if each.delegator_id != last.delegate_id or not each.meets(last):
                continue
            if each.delegate_id == new.delegator_id:
                return True
            if each.delegate_id not in reached:
                reached.add(each.delegate_id)
                waiting.append(each)
    return False
