"""How a project departs from its method with approval, and what it asks of itself beyond it."""

from collections.abc import Sequence
from typing import TypeVar

from domain.finding import Severity
from domain.methodology.fitting.circumstances import Tailored
from domain.methodology.fitting.conditions import Labels, path_in
from domain.methodology.fitting.draft import Draft
from domain.methodology.fitting.reach import own_gates
from domain.methodology.fitting.seats import answerable
from domain.methodology.fitting.sentences import tailored
from domain.methodology.fitting.uniting import Ladders, united, united_criteria
from domain.methodology.model.gate import Gate
from domain.methodology.model.project import TailoringCode
from domain.methodology.model.requirement import (
    Criterion,
    CriterionKind,
    Force,
    Origin,
    Requirement,
)

_Item = TypeVar("_Item", bound=Requirement | Criterion)

DEPARTURES = (TailoringCode.WAIVER, TailoringCode.NOT_APPLICABLE, TailoringCode.DEVIATION)
TAKEN_OVER = ("merged", "rolled")


def tailor(draft: Draft) -> None:
    """Apply approved tailoring; what is protected stays, whatever was approved.

    An addition counts beyond any departure, except from those of the same item that came later.
    """
    records = [each for each in draft.circumstances.tailoring if not _is_over(draft, each)]
    for record in records:
        if record.code in DEPARTURES:
            _depart(draft, record)
    for place, record in enumerate(records):
        if record.code is TailoringCode.ADD and record.added is not None:
            later = [each for each in records[place + 1 :] if each.code in DEPARTURES]
            added = _still(record.added, record, later)
            if added is not None:
                _add(draft, record, added)


def _still(
    added: Requirement | Criterion, record: Tailored, later: Sequence[Tailored]
) -> Requirement | Criterion | None:
    """Return what is left of an addition after the departures from it, or None."""
    name = added.deliverable if isinstance(added, Requirement) else added.id
    for each in later:
        if each.item != name or each.gate not in (None, record.gate):
            continue
        if each.code is not TailoringCode.DEVIATION:
            return None
        added = _lowered(added)
    return added


def _is_over(draft: Draft, record: Tailored) -> bool:
    """Tell whether a departure has expired: its last day lies before today."""
    if record.code not in DEPARTURES or record.expires_on is None:
        return False
    return record.expires_on < draft.circumstances.today


def _depart(draft: Draft, record: Tailored) -> None:
    labels, mine = Labels(draft.method), own_gates(draft.method)
    protected = frozenset(each.id for each in draft.method.deliverables if each.protected)
    changed = []
    for gate in draft.method.gates:
        if gate.id not in mine:
            continue
        requirements = _departed(gate, gate.requirements, record, protected)
        criteria = _departed(gate, gate.criteria, record, protected)
        for before, after in ((gate.requirements, requirements), (gate.criteria, criteria)):
            for item in before:
                if not any(each is item for each in after):
                    draft.leave_out(path_in(gate.id, item), labels.of(item), tailored(record))
        if requirements is not gate.requirements or criteria is not gate.criteria:
            update = {"requirements": requirements, "criteria": criteria}
            changed.append(gate.model_copy(update=update))
    if changed:
        draft.put(*changed)


def _departed(
    gate: Gate, items: tuple[_Item, ...], record: Tailored, protected: frozenset[str]
) -> tuple[_Item, ...]:
    """Return what is still asked; the very same where the record changes nothing."""
    meant = [each for each in items if _means(gate, each, record) and not _held(each, protected)]
    if not meant:
        return items
    if record.code is not TailoringCode.DEVIATION:
        return tuple(each for each in items if each not in meant)
    lowered = tuple(_lowered(each) if each in meant else each for each in items)
    return items if lowered == items else lowered


def _means(gate: Gate, item: Requirement | Criterion, record: Tailored) -> bool:
    name = item.deliverable if isinstance(item, Requirement) else item.id
    if name != record.item:
        return False
    origin = item.origin
    taken = origin is not None and origin.kind in TAKEN_OVER and origin.name == record.gate
    return record.gate in (None, gate.id) or taken


def _held(item: Requirement | Criterion, protected: frozenset[str]) -> bool:
    """Tell whether an item is of the minimum that tailoring never touches."""
    if not item.tailorable:
        return True
    return isinstance(item, Requirement) and not protected.isdisjoint(item.choices)


def _lowered(item: _Item) -> _Item:
    if isinstance(item, Requirement):
        return (
            item if item.force is Force.SHOULD else item.model_copy(update={"force": Force.SHOULD})
        )
    update: dict[str, object] = {}
    if item.kind in (CriterionKind.MUST, CriterionKind.ENTRANCE):
        update["kind"] = CriterionKind.SHOULD
    if item.severity is Severity.BLOCKER:
        update["severity"] = Severity.MAJOR
    return item.model_copy(update=update) if update else item


def _add(draft: Draft, record: Tailored, added: Requirement | Criterion) -> None:
    """Add what the project asks of itself, where it may apply."""
    answer = draft.standing.ask(added.when)
    known = {each.id for each in draft.method.deliverables}
    if answer.is_false or (isinstance(added, Requirement) and not known.issuperset(added.choices)):
        return
    origin = Origin(kind="project", name=record.approved_by, because=tailored(record))
    when = None if answer.is_true else added.when
    item = added.model_copy(update={"origin": origin, "when": when})
    ladders = Ladders(draft.method)
    draft.put(*(_asking_more(gate, item, ladders) for gate in _gates_for(draft, record)))


def _asking_more(gate: Gate, item: Requirement | Criterion, ladders: Ladders) -> Gate:
    if isinstance(item, Requirement):
        requirements = united(gate.requirements, [item], ladders)
        return gate.model_copy(update={"requirements": requirements})
    criteria = united_criteria(gate.criteria, [answerable(item, gate.committee)])
    return gate.model_copy(update={"criteria": criteria})


def _gates_for(draft: Draft, record: Tailored) -> Sequence[Gate]:
    """Return the gates that an addition is for: the one named, else all from here on."""
    if record.gate is not None:
        return [gate for gate in draft.method.gates if record.gate in (gate.id, *gate.merges)]
    stages = draft.method.stages
    here = [stage.id for stage in stages].index(draft.stage)
    ahead = {gate for stage in stages[here:] for gate in (stage.gate, *stage.also)}
    return [gate for gate in draft.method.gates if gate.id in ahead]
