"""On which day the gate after this one is planned, as the schedules of the package say."""

from collections.abc import Iterator
from datetime import date

from domain.methodology.model.gate import Gate
from gates.checks.check import Subject
from gates.checks.structures.network import finish_of
from gates.evidence.understanding.folding import fold


def next_gate_day(subject: Subject) -> date | None:
    """Return the day of the gate after the one under review, or None where no schedule says it."""
    gate = _next_gate(subject)
    if gate is None:
        return None
    found = [day for name, day in _milestones(subject) if is_named_after(name, gate)]
    return max(found, default=None)


def is_named_after(name: str, gate: Gate) -> bool:
    """Tell whether a milestone is called by a gate's id, or by its label without the id."""
    words = f" {fold(name)} "
    code = fold(gate.id)
    labels = [fold(label).removeprefix(code).strip() for label in gate.label.values()]
    return any(f" {each} " in words for each in (code, *labels) if each)


def _next_gate(subject: Subject) -> Gate | None:
    method = subject.dossier.method
    order = list(dict.fromkeys(stage.gate for stage in method.stages))
    here = subject.dossier.gate.id
    after = order[order.index(here) + 1 :] if here in order else []
    return method.gate(after[0]) if after else None


def _milestones(subject: Subject) -> Iterator[tuple[str, date]]:
    for reading in subject.dossier.readings:
        schedule = reading.content.schedule
        for task in schedule.tasks if schedule is not None else ():
            day = finish_of(task)
            if task.milestone and day is not None:
                yield task.name, day
    for _, register in subject.registers_anywhere("milestones", "schedule"):
        for row in register.rows:
            day = next(
                (
                    found
                    for name in ("finish", "due", "date", "baseline_finish")
                    if (found := row.day(name)) is not None
                ),
                None,
            )
            if day is not None:
                yield row.text("milestone", "task", "name", "description"), day
