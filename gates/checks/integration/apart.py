"""Plans that moved apart: milestones of other dates, a schedule newer than its costs."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.wording import day, put
from gates.evidence.content import Reading, State
from gates.evidence.understanding.folding import fold
from gates.matching_memory import document_name

SCHEDULE = "SCHEDULE-9"
"""The check that compares the milestones of a schedule with the other documents."""

_DATES = ("due", "date", "finish", "baseline_finish", "actual_finish")

Told = tuple[str, frozenset[date], str, str]
"""The name of a milestone, the days that it is given, its document and place."""


def moved_milestones(subject: Subject, *, expected: Text) -> Iterator[Verdict]:
    """Yield the milestones to which two documents give other days."""
    tolerance = timedelta(days=int(subject.number("tolerance_days", 0)))
    first: dict[str, Told] = {}
    for name, days, document, place in _milestones(subject):
        key = fold(name)
        known = first.setdefault(key, (name, days, document, place))
        near = any(abs(a - b) <= tolerance for a in days for b in known[1])
        if known[2] == document or near:
            continue
        yield failed(
            put(
                "milestone {name}: {here}, but {there} in {other}",
                "jalon {name} : {here}, mais {there} dans {other}",
                name=name,
                here=day(min(days)),
                there=day(min(known[1])),
                other=f"{known[2]}, {known[3]}",
            ),
            expected=expected,
            fix=both(
                "Give the milestone one date in all documents",
                "Donnez au jalon une seule date dans tous les documents",
            ),
            document=document,
            location=place,
        )


def old_costs(subject: Subject, *, expected: Text) -> Iterator[Verdict]:
    """Yield a cost baseline that stayed as it was while the schedule was planned anew."""
    before = subject.dossier.around.earlier
    schedules = [
        (old, new)
        for new in _filled(subject, "schedule")
        if (old := _earlier(before, new)) is not None and _span(old) != _span(new)
    ]
    if not schedules:
        return
    _, schedule = schedules[0]
    for cost in _filled(subject, "cost"):
        old = _earlier(before, cost)
        if old is not None and _figures(old) == _figures(cost):
            yield failed(
                put(
                    "the cost baseline is as it was approved, and {schedule} has other dates",
                    "le budget de référence est celui d'avant, et {schedule} a d'autres dates",
                    schedule=schedule.path,
                ),
                expected=expected,
                fix=both(
                    "Spread the costs over the new dates, or say that they stay",
                    "Étalez les coûts sur les nouvelles dates, ou dites qu'ils restent",
                ),
                document=cost.path,
            )


def is_asked(subject: Subject, check: str) -> bool:
    """Tell whether the gate asks for another check too, which then tells its own faults."""
    return any(
        use.check == check
        for requirement in subject.dossier.gate.requirements
        for use in requirement.checks
    )


def _milestones(subject: Subject) -> Iterator[Told]:
    """Yield milestones; those of schedules are left to their own check where it is asked."""
    readings = () if is_asked(subject, SCHEDULE) else subject.dossier.readings
    for reading in readings:
        schedule = reading.content.schedule
        for task in schedule.tasks if schedule is not None else ():
            days = {each.date() for each in (task.finish, task.baseline_finish) if each}
            if task.milestone and task.active and not task.external and days:
                yield task.name, frozenset(days), reading.path, f"UID {task.uid}"
    for reading, register in subject.registers_anywhere("milestones"):
        for row in register.rows:
            name = row.text("milestone", "name", "description")
            found = [
                row.day(each)
                for each in ("due", "date", "finish", "baseline_finish", "actual_finish")
            ]
            days = {each for each in found if each is not None}
            if name and days:
                yield name, frozenset(days), reading.path, row.location


def _filled(subject: Subject, role: str) -> Iterator[Reading]:
    served = {each.path for each in subject.dossier.services}
    for reading in subject.dossier.readings:
        filled = reading.state in (State.FILLED, State.PARTIAL)
        if reading.role == role and filled and reading.path in served:
            yield reading


def _earlier(before: Sequence[Reading], reading: Reading) -> Reading | None:
    """Return what a document was: of its name, else the only one of its role."""
    name = document_name(reading.path)
    same = next((each for each in before if document_name(each.path) == name), None)
    alike = [each for each in before if each.role == reading.role]
    return same or (alike[0] if len(alike) == 1 else None)


def _span(reading: Reading) -> tuple[str, ...]:
    """Return when a schedule begins and ends."""
    return tuple(fact.value for fact in reading.facts if fact.name in ("start", "finish"))


def _figures(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """Return all that the tables of a document say."""
    return tuple(
        tuple(cell.value for cell in cells)
        for table in reading.content.tables
        for cells in table.rows
    )
