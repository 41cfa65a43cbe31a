"""Check 26: can the people who are named do the work that is planned?"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.people.labour import effort_faults
from gates.checks.people.presence import presence_faults, unnamed
from gates.checks.structures.staffing_table import Allocation, allocations_of, loads_of
from gates.checks.structures.workload import is_unnamed, weeks_of
from gates.checks.wording import day, put, share
from gates.evidence.content import Reading, Schedule, State
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register

FEASIBLE = both(
    "each person has no more work than time, and the people of the next months are named",
    "personne n'a plus de travail que de temps, et ceux des prochains mois sont nommés",
)
_NOISE = Decimal("0.02")
"""A load above the limit by less than this is rounding."""


@check("PEOPLE-26")
def staffing_is_feasible(subject: Subject) -> Iterator[Verdict]:
    """Judge loads by week or period, unnamed people, presence, labour cost, and training.

    ``most_load`` is the largest share of a person's time in a week or period (1); ``next_days``
    the days from the status date on for which people must be named (90); ``key_roles`` are
    roles that must be staffed, separated by semicolons; ``cost_tolerance`` the share by which
    effort times rate may miss the labour cost (0.01); ``training_plan`` asks for such a plan in
    any case (no).
    """
    schedules = list(_schedules(subject))
    tables = list(subject.registers("staffing", "people")) or list(
        subject.registers_anywhere("staffing", "people")
    )
    loads = [(each, load) for each in _documents(subject) for load in loads_of(each.content)]
    faults = [
        *(fault for each in schedules for fault in _overloaded(subject, *each)),
        *_overfull(subject),
        *(fault for each in schedules for fault in unnamed(subject, *each, FEASIBLE)),
        *presence_faults(subject, tables, schedules, FEASIBLE),
        *effort_faults(subject, tables, FEASIBLE),
    ]
    yield from faults
    if faults:
        return
    if not (loads or _says_how_much(schedules, tables)):
        document = subject.documents[0].path
        found = _ONLY_NAMES if tables else _NOTHING
        yield cannot_tell(found, expected=FEASIBLE, fix=_ASSIGN, document=document)
    else:
        words = put(
            "{people} people or roles, none with more work than time",
            "{people} personnes ou rôles, aucun avec plus de travail que de temps",
            people=len(_people(schedules, tables) | {fold(load.who) for _, load in loads}),
        )
        document = (tables[0][0] if tables else schedules[0][0] if schedules else loads[0][0]).path
        yield passed(words, expected=FEASIBLE, document=document)


def _says_how_much(
    schedules: list[tuple[Reading, Schedule]], tables: list[tuple[Reading, Register]]
) -> bool:
    """Tell whether anything says who works when, or how much; names alone do not."""
    assigned = any(each.resource for _, one in schedules for each in one.assignments)
    return assigned or any(
        row.number("work") is not None or row.day("start") is not None
        for _, table in tables
        for row in table.rows
    )


def _people(
    schedules: list[tuple[Reading, Schedule]], tables: list[tuple[Reading, Register]]
) -> set[str]:
    names = [each.resource for _, one in schedules for each in one.assignments]
    names += [row.text("person", "resource", "name", "role") for _, t in tables for row in t.rows]
    return {fold(name) for name in names if name}


def _documents(subject: Subject) -> list[Reading]:
    usable = (State.FILLED, State.PARTIAL)
    return [each for each in subject.dossier.readings if each.state in usable]


def _schedules(subject: Subject) -> Iterator[tuple[Reading, Schedule]]:
    """Yield the schedules of the deliverable, else those of the package."""
    own = [each for each in subject.documents if each.content.schedule is not None]
    for reading in own or subject.dossier.readings:
        if reading.content.schedule is not None:
            yield reading, reading.content.schedule


def _overloaded(subject: Subject, reading: Reading, schedule: Schedule) -> Iterator[Verdict]:
    """Yield the people whose assignments of a week are more than their time."""
    most = subject.number("most_load", 1) + _NOISE
    since = schedule.status_date.date() if schedule.status_date else None
    for name, weeks in weeks_of(schedule, since).items():
        over = [week for week in weeks if week.load > most]
        if not over:
            continue
        worst = max(over, key=lambda week: week.load)
        found = put(
            "{name} has {hours} hours of work for {capacity} in the week of {day}{more}",
            "{name} a {hours} heures de travail pour {capacity} la semaine du {day}{more}",
            name=name,
            hours=_hours(worst.hours),
            capacity=_hours(worst.capacity),
            day=day(worst.monday),
            more=put(
                ", and too much in {count} weeks in all",
                ", et trop pendant {count} semaines en tout",
                count=len(over),
            )
            if len(over) > 1
            else both("", ""),
        )
        yield failed(
            found,
            expected=FEASIBLE,
            fix=_RELIEVE,
            document=reading.path,
            location=f"UID {worst.uid}",
        )


def _hours(value: Decimal) -> Text:
    text = f"{value.quantize(Decimal('0.1')).normalize():f}"
    return both(text, text.replace(".", ","))


def _overfull(subject: Subject) -> Iterator[Verdict]:
    """Yield the people to whom a table of periods, or of allocations, gives too much."""
    most = subject.number("most_load", 1) + _NOISE
    for reading in _documents(subject):
        told: set[str] = set()
        for load in loads_of(reading.content):
            if load.share > most and fold(load.who) not in told:
                told.add(fold(load.who))
                yield _full(reading, load.who, load.share, load.period, load.location)
    for reading, register in subject.registers_anywhere("staffing", "people"):
        by_name: dict[str, list[Allocation]] = {}
        for each in allocations_of(register):
            by_name.setdefault(fold(each.who), []).append(each)
        for allocations in by_name.values():
            yield from _together(reading, allocations, most)


def _together(reading: Reading, allocations: list[Allocation], most: Decimal) -> Iterator[Verdict]:
    """Yield the first day on which the allocations of a person are too much together."""
    if is_unnamed(allocations[0].who):
        return
    for each in allocations:
        start = each.row.day("start")
        if start is None:
            continue
        at_once = [one for one in allocations if _runs(one, start)]
        total = sum((one.share for one in at_once), Decimal(0))
        if total > most:
            yield _full(reading, each.who, total, day(start), each.row.place("person", "resource"))
            return


def _runs(allocation: Allocation, on: date) -> bool:
    start, finish = allocation.row.day("start"), allocation.row.day("finish")
    return start is not None and start <= on and (finish is None or on <= finish)


def _full(reading: Reading, who: str, total: Decimal, period: Text | str, location: str) -> Verdict:
    found = put(
        "{who}: {share} of the time is given out in {period}",
        "{who} : {share} du temps est attribué en {period}",
        who=who,
        share=share(total),
        period=period,
    )
    return failed(found, expected=FEASIBLE, fix=_RELIEVE, document=reading.path, location=location)


_NOTHING = both(
    "no assignments and no table of the people were found",
    "ni affectations ni tableau des personnes n'ont été trouvés",
)
_ONLY_NAMES = both(
    "the people are named, but nothing says when or how much they work",
    "les personnes sont nommées, mais rien ne dit quand ni combien elles travaillent",
)
_ASSIGN = both(
    "Assign people to the tasks, or add a table of who works when and how much",
    "Affectez des personnes aux tâches, ou ajoutez un tableau de qui travaille quand et combien",
)
_RELIEVE = both(
    "Move work to another time or to other people",
    "Déplacez du travail dans le temps ou vers d'autres personnes",
)
