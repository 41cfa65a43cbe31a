"""What does not apply after all: ruled out by what the documents say, or left out before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.judgement import Status
from domain.methodology.expressions.evaluate import evaluate
from domain.methodology.fitting.circumstances import Tailored
from domain.methodology.fitting.left_out import LeftOut
from domain.methodology.model.deliverable import Deliverable
from domain.methodology.model.project import TailoringCode
from domain.methodology.model.requirement import Criterion, Requirement
from domain.text import Text
from gates.dossier import Dossier

_PATH = re.compile(r"gates\[(?P<gate>[^\]]+)\]\.(?:requirements|criteria)\[(?P<item>[^\]]+)\]")
_STATUSES = {
    TailoringCode.WAIVER: Status.WAIVED,
    TailoringCode.NOT_APPLICABLE: Status.NOT_APPLICABLE,
}


@dataclass(frozen=True)
class Aside:
    """An item that the gate would ask, had the project not been let off it."""

    item: str
    label: Text
    because: Text
    status: Status


def ruled_out(dossier: Dossier, item: Requirement | Criterion) -> Text:
    """Return why something does not apply, now that the documents are read; else nothing.

    A condition that is still unknown rules nothing out: unknown never asks for less.
    """
    because = _false(dossier, item.when)
    if because or isinstance(item, Criterion):
        return because
    reasons = [_false(dossier, dossier.method.deliverable(each).when) for each in item.choices]
    return reasons[0] if all(reasons) else {}


def may_apply(dossier: Dossier, deliverable: Deliverable) -> bool:
    """Tell whether a deliverable is not known not to apply."""
    return not _false(dossier, deliverable.when)


def applying(dossier: Dossier, requirement: Requirement) -> Requirement:
    """Return a requirement with only those of its choices that may apply."""
    choices = [
        each for each in requirement.choices if may_apply(dossier, dossier.method.deliverable(each))
    ]
    if tuple(choices) == requirement.choices or not choices:
        return requirement
    return requirement.model_copy(
        update={
            "deliverable": choices[0],
            "or_any_of": tuple(choices[1:]),
            "at_least": min(requirement.at_least, len(choices)),
        }
    )


def let_off(dossier: Dossier) -> Iterator[Aside]:
    """Yield what approved tailoring left out of this gate: waived, or not applicable."""
    around = dossier.around
    records = around.circumstances.tailoring if around.circumstances is not None else ()
    asked = {each.deliverable for each in dossier.gate.requirements}
    asked |= {each.id for each in dossier.gate.criteria}
    for each in around.left_out:
        place = _PATH.fullmatch(each.path)
        if place is None or place["item"] in asked or not _is_here(dossier, place["gate"]):
            continue
        record = next((one for one in records if _speaks_of(one, place["item"], each)), None)
        if record is not None:
            yield Aside(place["item"], each.label, each.because, _STATUSES[record.code])


def _is_here(dossier: Dossier, gate: str) -> bool:
    return gate in (dossier.gate.id, *dossier.gate.merges)


def _speaks_of(record: Tailored, item: str, left: LeftOut) -> bool:
    return record.code in _STATUSES and record.item == item and bool(left.because)


def _false(dossier: Dossier, condition: str | None) -> Text:
    """Return why a condition is false; nothing where it holds, or is not known."""
    if condition is None:
        return {}
    answer = evaluate(condition, dossier.names)
    return answer.because if answer.is_false else {}
