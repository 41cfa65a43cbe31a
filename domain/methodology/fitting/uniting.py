"""Two requirements of the same deliverable at one gate become one that asks for no less."""

from collections.abc import Iterable
from typing import Any

from domain.finding import Severity
from domain.methodology.model.method import Method
from domain.methodology.model.requirement import (
    CheckUse,
    Criterion,
    CriterionKind,
    Force,
    Origin,
    Requirement,
)

HEAVIEST = (Severity.BLOCKER, Severity.MAJOR, Severity.MINOR)
STRICTEST = (
    CriterionKind.MUST,
    CriterionKind.ENTRANCE,
    CriterionKind.SUCCESS,
    CriterionKind.SHOULD,
)


class Ladders:
    """How high levels of maturity stand on the ladders of a method's deliverables."""

    def __init__(self, method: Method) -> None:
        ladders = {ladder.id: ladder for ladder in method.ladders}
        self._ladders = {each.id: ladders.get(each.ladder) for each in method.deliverables}

    def height(self, deliverable: str, level: str | None) -> int:
        """Return the place of a level from the bottom, or -1 where none is asked."""
        ladder = self._ladders.get(deliverable)
        ids = [each.id for each in ladder.levels] if ladder else []
        return ids.index(level) if level in ids else -1

    def higher(self, deliverable: str, one: str | None, other: str | None) -> str | None:
        """Return the higher of two levels."""
        return other if self.height(deliverable, other) > self.height(deliverable, one) else one


def united(
    own: Iterable[Requirement], more: Iterable[Requirement], ladders: Ladders
) -> tuple[Requirement, ...]:
    """Return what is asked by both, each deliverable once, in the order in which it came.

    Under two conditions that are not known yet it is asked without any, which is never less.
    """
    found: dict[str, Requirement] = {}
    for each in (*own, *more):
        first = found.get(each.deliverable)
        found[each.deliverable] = each if first is None else _both(first, each, ladders)
    return tuple(found.values())


def united_criteria(own: Iterable[Criterion], more: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """Return the criteria of both, each id once."""
    found: dict[str, Criterion] = {}
    for each in (*own, *more):
        first = found.get(each.id)
        found[each.id] = each if first is None else _stricter(first, each)
    return tuple(found.values())


def asks(requirement: Requirement, other: Requirement, ladders: Ladders) -> bool:
    """Tell whether a requirement asks for no less than another of the same deliverable."""
    height = ladders.height(other.deliverable, other.maturity)
    return (
        requirement.deliverable == other.deliverable
        and (requirement.force is Force.MUST or other.force is Force.SHOULD)
        and ladders.height(requirement.deliverable, requirement.maturity) >= height
        and (requirement.last_issue or not other.last_issue)
    )


def with_origin(item: Requirement | Criterion, origin: Origin) -> Any:
    """Return an item with where it came from, unless it says so already."""
    return item if item.origin is not None else item.model_copy(update={"origin": origin})


def _both(first: Requirement, other: Requirement, ladders: Ladders) -> Requirement:
    alternatives, least = _alternatives(first, other)
    fresh = [span for span in (first.fresh_within, other.fresh_within) if span is not None]
    whole = first.model_copy(
        update={
            "or_any_of": alternatives,
            "at_least": least,
            "force": Force.MUST if Force.MUST in (first.force, other.force) else Force.SHOULD,
            "maturity": ladders.higher(first.deliverable, first.maturity, other.maturity),
            "last_issue": first.last_issue or other.last_issue,
            "checks": _checks(first.checks, other.checks),
            "when": first.when if first.when == other.when else None,
            "tailorable": first.tailorable and other.tailorable,
            "reuse": first.reuse and other.reuse,
            "fresh_within": min(fresh, default=None),
            "ready_days": max(first.ready_days, other.ready_days),
            "state": first.state or other.state,
            "source": first.source or other.source,
        }
    )
    if whole == first:
        return first
    return whole.model_copy(update={"origin": other.origin or first.origin})


def _alternatives(first: Requirement, other: Requirement) -> tuple[tuple[str, ...], int]:
    """Return the alternatives that fulfil both.

    They are those that both name, if so many are among them; else so many of all that each of
    the two has enough of its own.
    """
    kept = tuple(each for each in first.or_any_of if each in other.or_any_of)
    least = max(first.at_least, other.at_least)
    if least <= len(kept) + 1:
        return kept, least
    added = [each for each in other.choices if each not in first.choices]
    spare = [each for each in first.choices if each not in other.choices]
    least = max(first.at_least + len(added), other.at_least + len(spare))
    return (*first.or_any_of, *added), least


def _checks(first: tuple[CheckUse, ...], other: tuple[CheckUse, ...]) -> tuple[CheckUse, ...]:
    found = {each.check: each for each in first}
    for each in other:
        known = found.get(each.check)
        if known is None or _weight(each.severity) < _weight(known.severity):
            found[each.check] = each
    return tuple(found.values())


def _weight(severity: Severity) -> int:
    return HEAVIEST.index(severity)


def _stricter(first: Criterion, other: Criterion) -> Criterion:
    whole = first.model_copy(
        update={
            "kind": min(first.kind, other.kind, key=STRICTEST.index),
            "when": first.when if first.when == other.when else None,
            "severity": min(first.severity, other.severity, key=_weight),
            "tailorable": first.tailorable and other.tailorable,
        }
    )
    if whole == first:
        return first
    return whole.model_copy(update={"origin": other.origin or first.origin})
