"""Which table, schedule or outline of a package is its work breakdown."""

from gates.checks.check import Subject
from gates.checks.structures.breakdown import Breakdown, breakdown_of, breakdown_of_schedule
from gates.checks.structures.outlines import breakdown_of_levels, breakdown_of_text
from gates.evidence.content import Reading
from gates.evidence.understanding.registers import Register

_FEWEST = 2
"""With fewer elements there is nothing broken down."""


def breakdown_in(subject: Subject) -> tuple[Reading, Breakdown] | None:
    """Return the richest breakdown in the documents that serve the deliverable."""
    found: list[tuple[bool, int, Reading, Breakdown]] = []
    for reading, register in subject.registers("wbs", "schedule", "cost", "acceptance_criteria"):
        if {"wbs", "outline_level"} & set(register.columns):
            found.append(_weighed(reading, _of_register(register), is_wbs=register.kind == "wbs"))
    if not any(each[1] for each in found):
        for reading in subject.documents:
            if reading.content.schedule is not None:
                breakdown = breakdown_of_schedule(reading.content.schedule)
            else:
                breakdown = breakdown_of_text(reading.content)
            found.append(_weighed(reading, breakdown, is_wbs=False))
    best = max(found, key=lambda each: each[:2], default=None)
    if best is None or len(best[3].elements) < _FEWEST:
        return None
    return best[2], best[3]


def _of_register(register: Register) -> Breakdown:
    """Return the coded rows of a table, else what its columns of levels say."""
    plain = breakdown_of(register)
    return plain if plain.children else breakdown_of_levels(register)


def _weighed(
    reading: Reading, breakdown: Breakdown, *, is_wbs: bool
) -> tuple[bool, int, Reading, Breakdown]:
    weight = len(breakdown.elements) if breakdown.children else 0
    return is_wbs and bool(breakdown.children), weight, reading, breakdown


def largest_breakdown(subject: Subject) -> tuple[Reading, Breakdown] | None:
    """Return the breakdown with most leaves, in the deliverable's documents or in the package."""
    own = breakdown_in(subject)
    found = [own] if own is not None else []
    for reading, register in subject.registers_anywhere("wbs"):
        breakdown = _of_register(register)
        if breakdown.children:
            found.append((reading, breakdown))
    for reading in subject.dossier.readings:
        if reading.role == "wbs" and reading.content.schedule is None:
            breakdown = breakdown_of_text(reading.content)
            if breakdown.children:
                found.append((reading, breakdown))
    return max(found, key=lambda each: len(each[1].leaves), default=None)
