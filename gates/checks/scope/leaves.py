"""The leaves of a breakdown beside those of the schedule and of the budget."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.breakdown import (
    Breakdown,
    Element,
    breakdown_of,
    breakdown_of_schedule,
    built,
    is_within,
    with_ancestors,
)
from gates.checks.wording import named, put
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import Phrases, load

COMPARABLE = 0.5
"""Two documents use the same codes, or names, when at least this share of them is common."""

EXPECTED = both(
    "the same leaves in WBS, schedule and budget",
    "les mêmes lots dans l'organigramme, le planning et le budget",
)
_RESERVES = Phrases.listed(load("values")["reserves"])
_SCHEDULE = {
    "in": both("the schedule", "du planning"),
    "of": both("the schedule", "Dans le planning"),
}
_BUDGET = {"in": both("the budget", "du budget"), "of": both("the budget", "Dans le budget")}


@dataclass(frozen=True)
class _Compared:
    """What two breakdowns do not share: own leaves without another, and the other's own."""

    missing: tuple[Element, ...]
    spare: tuple[Element, ...]


def compare_leaves(subject: Subject, reading: Reading, breakdown: Breakdown) -> Iterator[Verdict]:
    """Compare the leaves with the schedule and the budget, where these use the same codes or names.

    Finer work in the other document is within a leaf; reserves are no work.
    """
    first = next(iter(breakdown.elements.values())).location
    for other, found, what in _others(subject, reading, breakdown):
        compared = _by_codes(breakdown, found) or _by_names(breakdown, found)
        if compared is None:
            continue
        if compared.missing:
            yield failed(
                put(
                    "not in {what} {file}: {names}",
                    "absents {what} {file} : {names}",
                    what=what["in"],
                    file=other.path,
                    names=named([each.label for each in compared.missing]),
                ),
                expected=EXPECTED,
                fix=both("Add them there, or take them out of the breakdown",
                         "Ajoutez-les, ou retirez-les de l'organigramme"),
                document=reading.path,
                location=compared.missing[0].location or first,
            )  # fmt: skip
        if compared.spare:
            yield failed(
                put(
                    "in {what} {file} but not in the breakdown: {names}",
                    "{what} {file}, mais pas dans l'organigramme : {names}",
                    what=what["of"],
                    file=other.path,
                    names=named([each.label for each in compared.spare]),
                ),
                expected=EXPECTED,
                fix=both("Add them to the breakdown, or take them out there",
                         "Ajoutez-les à l'organigramme, ou retirez-les"),
                document=other.path,
                location=compared.spare[0].location,
            )  # fmt: skip


def _by_codes(breakdown: Breakdown, found: Breakdown) -> _Compared | None:
    own = {leaf.code for leaf in breakdown.leaves}
    covered = own & with_ancestors(leaf.code for leaf in found.leaves)
    if not own or len(covered) < COMPARABLE * len(own):
        return None
    return _Compared(
        tuple(leaf for leaf in breakdown.leaves if leaf.code not in covered),
        tuple(
            leaf
            for leaf in found.leaves
            if not is_within(leaf.code, own) and not _RESERVES.within(fold(leaf.name))
        ),
    )


def _by_names(breakdown: Breakdown, found: Breakdown) -> _Compared | None:
    """Compare by names, where codes are others: a task within a leaf stands below its name."""
    own = {fold(leaf.name): leaf for leaf in breakdown.leaves if fold(leaf.name)}
    known = {fold(each.name) for each in breakdown.elements.values()}
    there = {fold(each.name) for each in found.elements.values()}
    covered = own.keys() & there
    if not own or len(covered) < COMPARABLE * len(own):
        return None
    return _Compared(
        tuple(leaf for name, leaf in own.items() if name not in covered),
        tuple(
            leaf
            for leaf in found.leaves
            if not any(name in known for name in _lineage(found.elements, leaf))
            and not _RESERVES.within(fold(leaf.name))
        ),
    )


def _lineage(elements: Mapping[str, Element], leaf: Element) -> Iterator[str]:
    """Yield the names of an element and of all those above it but the topmost."""
    code = leaf.code
    while code:
        if code in elements and (code == leaf.code or "." in code):
            yield fold(elements[code].name)
        code = code.rpartition(".")[0]


def _others(
    subject: Subject, reading: Reading, breakdown: Breakdown
) -> Iterator[tuple[Reading, Breakdown, Mapping[str, Text]]]:
    """Yield the breakdowns of each schedule and budget: tables of one document are one."""
    for other in subject.dossier.readings:
        if other.path != reading.path and other.content.schedule is not None:
            yield other, breakdown_of_schedule(other.content.schedule), _SCHEDULE
    own = {id(each.row.cells) for each in breakdown.elements.values() if each.row is not None}
    found: dict[tuple[str, str], list[Element]] = {}
    readings = {}
    for other, register in subject.registers_anywhere("schedule", "cost"):
        if {"wbs", "id"} & set(register.columns) and not any(
            id(row.cells) in own for row in register.rows
        ):
            readings[other.path] = other
            found.setdefault((other.path, register.kind), []).extend(
                breakdown_of(register).elements.values()
            )
    for (path, kind), elements in found.items():
        yield readings[path], built(elements), _BUDGET if kind == "cost" else _SCHEDULE
