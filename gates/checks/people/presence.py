"""Are the people there while their tasks run, named, and trained where they must be?"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.activity_graph import is_finished
from gates.checks.structures.staffing_table import places_of
from gates.checks.structures.workload import is_unnamed
from gates.checks.wording import day, is_blank, named, put
from gates.evidence.content import Reading, Schedule, Task
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

Tables = Sequence[tuple[Reading, Register]]
Schedules = Sequence[tuple[Reading, Schedule]]

_WHO = ("person", "resource", "name")
_TRAINING = ("training", "formation", "schulung", "capacitacion", "treinamento", "opplaring")
_GAPS = ("skill", "competenc", "kompetenz", "competencia")
_NEEDS = ("need", "requir", "gap", "missing", "besoin", "requis", "manquant", "bedarf", "necesari")
_NOT_NEEDED = {"no", "non", "none", "aucun", "aucune", "nein", "keine", "nei", "no need", "0"}
_PLANS = (
    *("training plan", "plan de formation", "plan de montee en competence", "schulungsplan"),
    *("plan de capacitacion", "plano de treinamento", "piano di formazione", "opplaringsplan"),
)


def presence_faults(
    subject: Subject, tables: Tables, schedules: Schedules, expected: Text
) -> Iterator[Verdict]:
    """Yield rows without a name, people who are not there for their tasks, and missing training."""
    window = timedelta(days=int(subject.number("next_days", 90)))
    until = subject.dossier.as_of + window
    busy = _busy(schedules)
    for reading, table in tables:
        for row in table.rows:
            found = _of_row(row, table, busy, until, is_draft=subject.is_first_draft)
            if found is not None:
                words, fix, concept = found
                yield failed(
                    words,
                    expected=expected,
                    fix=fix,
                    document=reading.path,
                    location=row.place(*concept),
                )
    yield from _key_roles(subject, tables, expected)
    yield from _training(subject, tables, expected)


def _since(subject: Subject, schedule: Schedule) -> date:
    return schedule.status_date.date() if schedule.status_date else subject.dossier.as_of


def unnamed(
    subject: Subject, reading: Reading, schedule: Schedule, expected: Text
) -> Iterator[Verdict]:
    """Yield the placeholders that work on tasks of the next months."""
    since = _since(subject, schedule)
    until = since + timedelta(days=int(subject.number("next_days", 90)))
    tasks = {task.uid: task for task in schedule.tasks}
    open_ = [
        task
        for each in schedule.assignments
        if each.resource
        and is_unnamed(each.resource)
        and (task := tasks.get(each.task)) is not None
        and _is_next(task, until)
    ]
    if open_:
        found = put(
            "nobody is named yet for {names}, which start by {day}",
            "personne n'est encore nommé pour {names}, qui commencent d'ici le {day}",
            names=named(list(dict.fromkeys(task.name for task in open_))),
            day=day(until),
        )
        yield failed(
            found,
            expected=expected,
            fix=_NAME,
            document=reading.path,
            location=f"UID {open_[0].uid}",
        )


def _is_next(task: Task, until: date) -> bool:
    if is_finished(task) or task.summary or not task.active:
        return False
    return task.start is None or task.start.date() <= until


def _of_row(
    row: Row, table: Register, busy: dict[str, list[Task]], until: date, *, is_draft: bool
) -> tuple[Text, Text, tuple[str, ...]] | None:
    who, role = row.text(*_WHO), row.text("role")
    start, finish = row.day("start"), row.day("finish")
    has_names = any(each in table.columns for each in _WHO)
    soon = not is_draft if start is None else start <= until
    if role and has_names and is_unnamed(who) and soon:
        words = put("nobody is named for {role}", "personne n'est nommé pour {role}", role=role)
        return words, _NAME, _WHO
    if is_unnamed(who or role):
        return None
    tasks = [*busy.get(fold(who), ()), *(busy.get(fold(role), ()) if role else ())]
    early = [t for t in tasks if start and t.start is not None and t.start.date() < start]
    late = [t for t in tasks if finish and t.finish is not None and t.finish.date() > finish]
    if early and start is not None:
        return _absent(who or role, early[0], start, is_end=False), _COVER, ("start",)
    if late and finish is not None:
        return _absent(who or role, late[0], finish, is_end=True), _COVER, ("finish",)
    return None


def _absent(who: str, task: Task, on: date, *, is_end: bool) -> Text:
    if is_end:
        return put(
            "{who} leaves on {day}, before {task} ends",
            "{who} part le {day}, avant la fin de {task}",
            who=who,
            day=day(on),
            task=task.name,
        )
    return put(
        "{who} comes on {day}, after {task} starts",
        "{who} arrive le {day}, après le début de {task}",
        who=who,
        day=day(on),
        task=task.name,
    )


def _busy(schedules: Schedules) -> dict[str, list[Task]]:
    """Return the tasks of each resource, by its name."""
    found: dict[str, list[Task]] = {}
    for _, schedule in schedules:
        tasks = {task.uid: task for task in schedule.tasks if not task.summary and task.active}
        for each in schedule.assignments:
            if each.resource and each.task in tasks:
                found.setdefault(fold(each.resource), []).append(tasks[each.task])
    return found


def _key_roles(subject: Subject, tables: Tables, expected: Text) -> Iterator[Verdict]:
    """Yield the key roles of the method that no table staffs."""
    wanted = [each.strip() for each in subject.words("key_roles", "").split(";") if each.strip()]
    staffed = [fold(role) for _, table in tables for role in _staffed(table)]
    for role in wanted:
        if any(fold(role) in each for each in staffed):
            continue
        en, fr = "no one is planned as {role}", "personne n'est prévu comme {role}"
        document = tables[0][0].path if tables else subject.documents[0].path
        yield failed(put(en, fr, role=role), expected=expected, fix=_NAME, document=document)


def _staffed(table: Register) -> Iterator[str]:
    """Yield the roles of a table that have a name beside them, where there is room for one."""
    has_names = any(each in table.columns for each in _WHO)
    for row in table.rows:
        role = row.text("role") or row.text(*_WHO)
        if not is_unnamed(row.text(*_WHO) if has_names else role):
            yield role


def _training(subject: Subject, tables: Tables, expected: Text) -> Iterator[Verdict]:
    """Yield the need of training that no date and no plan answers."""
    wanted = subject.use.settings.get("training_plan") is True
    needs = [found for reading, table in tables for found in _needs(reading, table)]
    if not (needs or wanted) or any(_plans(reading) for reading in subject.dossier.readings):
        return
    open_ = [(reading, row, place) for reading, row, place in needs if not _is_answered(row)]
    if open_ or wanted:
        reading = open_[0][0] if open_ else subject.documents[0]
        location = open_[0][1].cells[open_[0][2]].location if open_ else ""
        yield failed(
            _UNTRAINED, expected=expected, fix=_TRAIN, document=reading.path, location=location
        )


def _needs(reading: Reading, table: Register) -> Iterator[tuple[Reading, Row, int]]:
    for place in _columns_of_need(table):
        for row in table.rows:
            text = fold(row.cells[place].value) if place < len(row.cells) else ""
            if text and text not in _NOT_NEEDED and not is_blank(text):
                yield reading, row, place


def _columns_of_need(table: Register) -> list[int]:
    """Return the columns that say who must learn something, not what somebody already can."""
    return [
        place
        for place in places_of(table, (*_TRAINING, *_GAPS))
        if any(word.startswith(_NEEDS) for word in fold(table.headers[place]).split())
    ]


def _is_answered(row: Row) -> bool:
    return any(row.day(name) is not None for name in ("due", "date"))


def _plans(reading: Reading) -> bool:
    texts = [paragraph.text for paragraph in reading.content.paragraphs]
    texts += [table.title for table in reading.content.tables]
    return any(plan in fold(text) for text in texts for plan in _PLANS)


_NAME = both("Name a person", "Nommez une personne")
_COVER = both(
    "Have the person there for the whole task, or give the task to another",
    "Prévoyez la personne pour toute la tâche, ou confiez la tâche à une autre",
)
_UNTRAINED = both(
    "people must be trained, and no plan says when",
    "des personnes doivent être formées, et aucun plan ne dit quand",
)
_TRAIN = both(
    "Add a training plan, or a date to each need",
    "Ajoutez un plan de formation, ou une date à chaque besoin",
)
