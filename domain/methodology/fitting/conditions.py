"""What stands under a condition: it goes where that is false, and is plain where it is true."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import is_
from typing import Any, TypeVar

from domain.methodology.fitting.names import Standing
from domain.methodology.fitting.seats import answerable, seated
from domain.methodology.model.committee import Seat, SeatKind
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Criterion, Rating, Requirement
from domain.text import Text

Item = Requirement | Criterion | Seat
_Item = TypeVar("_Item", Requirement, Criterion, Seat)

Leave = Callable[[str, Text, Text], None]
"""Takes note of the path, the label and the reason of what is left out."""


class Labels:
    """What the items of gates are called, by the ids of a method."""

    def __init__(self, method: Method) -> None:
        self._products = {each.id: each.label for each in method.deliverables}
        self._roles = {each.id: each.label for each in method.roles}

    def of(self, item: Item) -> Text:
        """Return an item's label."""
        match item:
            case Requirement():
                return self._products.get(item.deliverable, {})
            case Criterion():
                return item.label
            case Seat():
                return self._roles.get(item.role, {})


def path_in(gate: str, item: Item) -> str:
    """Return the path of an item of a gate."""
    match item:
        case Requirement():
            return f"gates[{gate}].requirements[{item.deliverable}]"
        case Criterion():
            return f"gates[{gate}].criteria[{item.id}]"
        case Seat():
            return f"gates[{gate}].committee.seats[{item.role}]"


@dataclass
class Conditions:
    """Applies what is known of the conditions in gates; what is unknown stays."""

    standing: Standing
    labels: Labels
    leave: Leave

    def applied(self, gate: Gate) -> Gate:
        """Return a gate without what does not apply, and without conditions that hold."""
        update: dict[str, Any] = {}
        if gate.when is not None and self.standing.ask(gate.when).is_true:
            update["when"] = None
        requirements = self._kept(gate.id, gate.requirements)
        if requirements is not gate.requirements:
            update["requirements"] = requirements
        criteria = self._kept(gate.id, gate.criteria)
        seats = self._seats(gate)
        if seats is not gate.committee.seats:
            committee = seated(gate.committee, seats)
            update["committee"] = committee
            criteria = tuple(answerable(each, committee) for each in criteria)
            update["ratings"] = tuple(_given_by(each, seats) for each in gate.ratings)
        if criteria is not gate.criteria:
            update["criteria"] = criteria
        return gate.model_copy(update=update) if update else gate

    def _seats(self, gate: Gate) -> Sequence[Seat]:
        """Return the seats that are there; a committee in which nobody decides stays whole."""
        found: list[Seat] = []
        noted: list[tuple[Seat, Text]] = []
        for seat in gate.committee.seats:
            answer = self.standing.ask(seat.when)
            if answer.is_false:
                noted.append((seat, answer.because))
            else:
                found.append(_plain(seat) if answer.is_true else seat)
        if not any(seat.kind is SeatKind.GATING for seat in found):
            return gate.committee.seats
        for seat, because in noted:
            self.leave(path_in(gate.id, seat), self.labels.of(seat), because)
        same = len(found) == len(gate.committee.seats) and all(
            map(is_, found, gate.committee.seats)
        )
        return gate.committee.seats if same else tuple(found)

    def _kept(self, gate: str, items: tuple[_Item, ...]) -> tuple[_Item, ...]:
        """Return the items that may apply; the very same where nothing changes."""
        if not any(item.when for item in items):
            return items
        found: list[_Item] = []
        for item in items:
            answer = self.standing.ask(item.when)
            if answer.is_false:
                self.leave(path_in(gate, item), self.labels.of(item), answer.because)
            else:
                found.append(_plain(item) if answer.is_true else item)
        return tuple(found)


def _plain(item: _Item) -> _Item:
    return item if item.when is None else item.model_copy(update={"when": None})


def _given_by(rating: Rating, seats: Sequence[Seat]) -> Rating:
    there = {seat.role for seat in seats}
    by = tuple(role for role in rating.by if role in there)
    return rating if by == rating.by else rating.model_copy(update={"by": by})
