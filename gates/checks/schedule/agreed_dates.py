"""The milestones that other documents state, compared with those of the schedule."""

from collections.abc import Iterator
from datetime import date, timedelta

from domain.text import Text
from gates.checks.check import Subject
from gates.checks.structures.breakdown import alike
from gates.checks.structures.milestone import Milestone
from gates.checks.wording import day, put
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold


def disagreements(
    subject: Subject, reading: Reading, milestones: list[Milestone], told: set[str]
) -> Iterator[tuple[Milestone, Text]]:
    """Yield the milestones to which another document gives another date, each once.

    ``told`` are the places of those already told as late.
    """
    tolerance = timedelta(days=int(subject.number("tolerance_days", 0)))
    seen = set(told)
    for name, stated, other, place in stated_milestones(subject, reading):
        same = [each for each in milestones if fold(each.name) == fold(name)] or [
            each for each in milestones if alike(each.name, name)
        ]
        milestone = same[0] if same else None
        if milestone is None or milestone.day is None or milestone.is_finished:
            continue
        if milestone.place in seen or abs(milestone.day - stated) <= tolerance:
            continue
        seen.add(milestone.place)
        found = put(
            "{name}: {here} in the schedule, {there} in {file} ({place})",
            "{name} : {here} au planning, {there} dans {file} ({place})",
            name=milestone.name,
            here=day(milestone.day),
            there=day(stated),
            file=other,
            place=place,
        )
        yield milestone, found


def stated_milestones(subject: Subject, reading: Reading) -> Iterator[tuple[str, date, str, str]]:
    """Yield the milestones of other documents: name, day, document and place."""
    for other, register in subject.registers_anywhere("milestones"):
        if other.path == reading.path:
            continue
        for row in register.rows:
            stated = (
                row.day("baseline_finish") or row.day("due") or row.day("date") or row.day("finish")
            )
            if stated is not None:
                name = row.text("milestone", "name", "description")
                yield name, stated, other.path, row.location
