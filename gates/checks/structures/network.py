"""The network of a schedule: the tasks that count, and the links between them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gates.checks.check import Subject
from gates.checks.wording import is_blank
from gates.evidence.content import Link, Reading, Schedule, Task
from gates.evidence.understanding.columns import concept
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

_LINK = re.compile(
    r"\s*(?P<task>\S.*?)\s*(?P<kind>(?<![^\W\d])(?:FS|SS|FF|SF|FD|DD|DF))?\s*(?P<lag>[+-]\s*\d.*)?\Z",
    re.IGNORECASE,
)
_KINDS = {"FD": "FS", "DD": "SS", "DF": "SF"}
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Network:
    """Tasks by uid and their links; ``places`` says where each task stands in the document."""

    reading: Reading
    tasks: Mapping[str, Task]
    links: tuple[Link, ...]
    places: Mapping[str, str]
    is_linked: bool

    def place(self, uid: str) -> str:
        """Return where a task stands."""
        return self.places.get(uid, f"UID {uid}")

    @property
    def work(self) -> tuple[Task, ...]:
        """The tasks that are neither summaries, nor inactive, nor of another schedule."""
        return tuple(each for each in self.tasks.values() if _counts(each))

    @property
    def ahead(self) -> tuple[Task, ...]:
        """Those of them that are not finished."""
        return tuple(each for each in self.work if not is_finished(each))


def is_finished(task: Task) -> bool:
    """Tell whether a task is done."""
    return task.actual_finish is not None or task.percent_complete == _HUNDRED


def networks(subject: Subject) -> Iterator[Network]:
    """Yield the networks in the documents of a deliverable: schedule files, then tables."""
    found = False
    for reading in subject.documents:
        if reading.content.schedule is not None:
            found = True
            yield _of_schedule(reading, reading.content.schedule)
    if found:
        return
    for reading, register in subject.registers("schedule"):
        yield _of_register(reading, register)


def finish_of(task: Task) -> date | None:
    """Return the day on which a task ended or will end."""
    moment = task.actual_finish or task.finish or task.start
    return moment.date() if moment is not None else None


def _counts(task: Task) -> bool:
    return not task.summary and task.active and not task.external


def _of_schedule(reading: Reading, schedule: Schedule) -> Network:
    tasks = {task.uid: task for task in schedule.tasks}
    return Network(reading, tasks, schedule.links, {}, is_linked=bool(schedule.links))


def _of_register(reading: Reading, register: Register) -> Network:
    """Read a table of tasks: its predecessors name tasks by number, by code or by name."""
    rows = {_key(row, number): row for number, row in enumerate(register.rows, start=1)}
    known: dict[str, str] = {}
    for key, row in rows.items():
        for name in (row.text("id"), row.text("wbs"), row.text("task"), key):
            known.setdefault(fold(name), key)
    columns = [
        place for place, header in enumerate(register.headers) if concept(header) == "predecessor"
    ]
    links = [
        link
        for key, row in rows.items()
        for place in columns
        if place < len(row.cells)
        for link in _links(row.cells[place].value, key, known)
    ]
    linked = {link.successor for link in links}
    tasks = {key: _task(key, row, is_linked=key in linked) for key, row in rows.items()}
    places = {key: row.location for key, row in rows.items()}
    return Network(reading, tasks, tuple(links), places, is_linked=bool(links))


def _links(text: str, successor: str, known: Mapping[str, str]) -> Iterator[Link]:
    """Yield the links that a cell of predecessors names, such as ``2FS+3d; 5``."""
    for part in re.split(r"[;,\n]", text):
        match = None if is_blank(part) else _LINK.match(part)
        if match is None:
            continue
        kind = (match["kind"] or "FS").upper()
        lag = match["lag"] or ""
        yield Link(
            predecessor=known.get(fold(match["task"]), match["task"]),
            successor=successor,
            kind=_KINDS.get(kind, kind),
            lag_minutes=Decimal(0 if not lag else -1 if lag.startswith("-") else 1),
        )


def _key(row: Row, number: int) -> str:
    return row.text("id") or row.text("wbs") or str(number)


def _task(key: str, row: Row, *, is_linked: bool) -> Task:
    """Return a row as a task; one without dates and links only heads the rows below it."""
    progress = row.number("progress")
    if progress is not None and progress <= 1:
        progress *= 100
    duration = row.number("duration")
    milestone = not is_blank(row.text("milestone")) if row.text("task") else duration == 0
    moments = {}
    for name in ("start", "finish", "baseline_start", "baseline_finish", "actual_finish"):
        found = row.day(name)
        if found is not None:
            moments[name] = found
    return Task.model_validate(
        {
            "uid": key,
            "id": row.text("id"),
            "wbs": row.text("wbs"),
            "name": row.text("task", "milestone", "deliverable", "description", "name") or key,
            "summary": not moments and not is_linked,
            "milestone": milestone,
            "percent_complete": progress,
            **moments,
        }
    )
