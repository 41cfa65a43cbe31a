"""What the schedules of a package plan: tasks by name, with what follows them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gates.checks.check import Subject
from gates.checks.structures.breakdown import alike, normal
from gates.evidence.content import Reading, State

_BETWEEN = re.compile(r"[,;\n]")
_NUMBER = re.compile(r"[A-Za-z]{0,4}\d+(?:\.\d+)*")
_FILLED = frozenset({State.FILLED, State.PARTIAL})


@dataclass(frozen=True)
class Planned:
    """A task or a milestone of some schedule.

    ``leads_on`` tells whether another task waits for it, None where the schedule has no links.
    """

    code: str
    name: str
    document: str
    place: str
    finish: date | None
    leads_on: bool | None
    is_milestone: bool


def planned(subject: Subject) -> list[Planned]:
    """Return all tasks that the schedules of the package plan, summaries left out."""
    found: list[Planned] = []
    for reading in subject.dossier.readings:
        if reading.state in _FILLED:
            found += _of_file(reading)
    return found or list(_of_tables(subject))


def named(tasks: Iterable[Planned], code: str, name: str) -> list[Planned]:
    """Return the tasks that have a code, or else a name that means the same."""
    every = list(tasks)
    plain = normal(code)
    same = [each for each in every if plain and each.code == plain]
    return same or [each for each in every if alike(each.name, name)]


def _of_file(reading: Reading) -> Iterator[Planned]:
    schedule = reading.content.schedule
    if schedule is None:
        return
    followed = {link.predecessor for link in schedule.links}
    for task in schedule.tasks:
        if task.summary or not task.active:
            continue
        end = task.finish or task.start
        yield Planned(
            code=normal(task.wbs),
            name=task.name,
            document=reading.path,
            place=f"UID {task.uid}",
            finish=end.date() if end else None,
            leads_on=task.uid in followed if schedule.links else None,
            is_milestone=task.milestone,
        )


def _of_tables(subject: Subject) -> Iterator[Planned]:
    for reading, register in subject.registers_anywhere("schedule", "milestones"):
        linked = "predecessor" in register.columns
        named_before = {
            each.casefold()
            for row in register.rows
            for part in _BETWEEN.split(row.text("predecessor"))
            for each in (part.strip(), *_NUMBER.findall(part)[:1])
        }
        for row in register.rows:
            names = {row.text("id"), row.text("wbs"), row.text("task", "milestone", "name")}
            leads = bool({each.casefold() for each in names if each} & named_before)
            end = next(
                (d for name in ("finish", "due", "date", "start") if (d := row.day(name))), None
            )
            yield Planned(
                code=normal(row.text("wbs")),
                name=row.text("task", "milestone", "deliverable", "name", "description"),
                document=reading.path,
                place=row.location,
                finish=end,
                leads_on=leads if linked else None,
                is_milestone=bool(row.text("milestone")) and "task" not in register.columns,
            )
