"""What a gate asks, area by area, with how to write it."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.errors import NotFoundError
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import Force
from domain.text import Text


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A deliverable that the gate asks for, with how to write it."""

    id: str
    label: Text
    guidance: Text
    maturity: Text
    must: bool
    source: str


@dataclass(frozen=True, kw_only=True)
class AskedArea:
    """What a gate asks in one knowledge area."""

    label: Text
    deliverables: Sequence[Asked]


def find_gate(method: Method, gate_id: str) -> Gate:
    """Return a gate of the method.

    Raises:
        NotFoundError: The method has no such gate.
    """
    try:
        return method.gate(gate_id)
    except KeyError:
        known = ", ".join(gate.id for gate in method.gates)
        raise NotFoundError(
            f"{method.name} has no gate {gate_id!r}; its gates are {known}.",
            f"{method.name} n'a pas de jalon {gate_id!r} ; ses jalons : {known}.",
        ) from None


def asked_of(method: Method, gate: Gate) -> list[AskedArea]:
    """Return what a gate asks, grouped by area in the method's order."""
    found = []
    for area in method.areas:
        asked = [
            Asked(
                id=deliverable.id,
                label=deliverable.label,
                guidance=deliverable.guidance,
                maturity=_maturity(method, deliverable.ladder, requirement.maturity),
                must=requirement.force is Force.MUST,
                source=requirement.source or deliverable.source,
            )
            for requirement in gate.requirements
            for deliverable in (method.deliverable(requirement.deliverable),)
            if deliverable.area == area.id
        ]
        if asked:
            found.append(AskedArea(label=area.label, deliverables=asked))
    return found


def _maturity(method: Method, ladder_id: str, level_id: str | None) -> Text:
    for ladder in method.ladders:
        for level in ladder.levels:
            if ladder.id == ladder_id and level.id == level_id:
                return level.label
    return {"en": level_id, "fr": level_id} if level_id else {}
