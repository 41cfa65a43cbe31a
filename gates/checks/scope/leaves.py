"""The leaves of a breakdown beside those of the schedule and of the budget."""

from collections.abc import Iterator

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.breakdown import (
    Breakdown,
    breakdown_of,
    breakdown_of_schedule,
    is_within,
    with_ancestors,
)
from gates.checks.wording import named, put
from gates.evidence.content import Reading

COMPARABLE = 0.5
"""Two documents use the same codes when at least this share of them is common."""


def compare_leaves(subject: Subject, reading: Reading, breakdown: Breakdown) -> Iterator[Verdict]:
    """Compare the leaves with the schedule and the budget, where these use the same codes."""
    for other, found, what in _others(subject, reading):
        own = {leaf.code for leaf in breakdown.leaves}
        covered = own & with_ancestors(leaf.code for leaf in found.leaves)
        if not own or len(covered) < COMPARABLE * len(own):
            continue
        missing = [leaf.label for leaf in breakdown.leaves if leaf.code not in covered]
        spare = [leaf.label for leaf in found.leaves if not is_within(leaf.code, own)]
        if missing:
            yield failed(
                put(
                    "not in {what} {file}: {names}",
                    "absents {what} {file} : {names}",
                    what=what["in"],
                    file=other.path,
                    names=named(missing),
                ),
                expected=both("the same leaves in WBS, schedule and budget",
                              "les mêmes lots dans l'organigramme, le planning et le budget"),
                fix=both("Add them there, or take them out of the breakdown",
                         "Ajoutez-les, ou retirez-les de l'organigramme"),
                document=reading.path,
                location=next(iter(breakdown.elements.values())).location,
            )  # fmt: skip
        if spare:
            yield failed(
                put(
                    "in {what} {file} but not in the breakdown: {names}",
                    "{what} {file}, mais pas dans l'organigramme : {names}",
                    what=what["of"],
                    file=other.path,
                    names=named(spare),
                ),
                expected=both("the same leaves in WBS, schedule and budget",
                              "les mêmes lots dans l'organigramme, le planning et le budget"),
                fix=both("Add them to the breakdown, or take them out there",
                         "Ajoutez-les à l'organigramme, ou retirez-les"),
                document=reading.path,
                location=next(iter(breakdown.elements.values())).location,
            )  # fmt: skip


def _others(
    subject: Subject, reading: Reading
) -> Iterator[tuple[Reading, Breakdown, dict[str, Text]]]:
    """Yield the breakdowns of the schedule and of the budget in the package."""
    schedule = {
        "in": both("the schedule", "du planning"),
        "of": both("the schedule", "Dans le planning"),
    }
    budget = {"in": both("the budget", "du budget"), "of": both("the budget", "Dans le budget")}
    for other in subject.dossier.readings:
        if other.path != reading.path and other.content.schedule is not None:
            yield other, breakdown_of_schedule(other.content.schedule), schedule
    for other, register in subject.registers_anywhere("cost"):
        if other.path != reading.path and "wbs" in register.columns:
            yield other, breakdown_of(register), budget
