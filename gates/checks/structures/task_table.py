"""Tasks and links read from a table: a plan kept in a spreadsheet or in a document."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal

from gates.checks.wording import is_blank
from gates.evidence.content import Content, Link, Table, Task
from gates.evidence.understanding.columns import concept
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

_LINK = re.compile(
    r"\s*(?P<task>\S.*?)\s*(?P<kind>(?<![^\W\d])(?:FS|SS|FF|SF|FD|DD|DF))?\s*(?P<lag>[+-]\s*\d.*)?\Z",
    re.IGNORECASE,
)
_KINDS = {"FD": "FS", "DD": "SS", "DF": "SF"}
_AMOUNT = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>[^\W\d]*|%)", re.ASCII)
_DAY = Decimal(480)
_UNITS = {
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "heure", "heures", "std"), Decimal(60)),
    **dict.fromkeys(("stunden", "horas"), Decimal(60)),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks", "sem", "semaine", "semaines"), 5 * _DAY),
    **dict.fromkeys(("woche", "wochen", "kw", "uke", "uker", "semana", "semanas"), 5 * _DAY),
    **dict.fromkeys(("mo", "mon", "mons", "month", "months", "mois", "monat", "monate"), 20 * _DAY),
    **dict.fromkeys(("mes", "meses"), 20 * _DAY),
}
"""Minutes of a unit of time; any other word means days."""

_MORNING, _EVENING = time(8), time(17)
_STARTS = ("start", "baseline_start")
_FINISHES = ("finish", "baseline_finish", "actual_finish")
_WHO = ("resource", "owner", "person", "role")
_COSTS = ("amount", "labour_cost", "baseline_cost", "work")
_NAMES = frozenset({"task", "name", "milestone", "description", "deliverable"})
_HEADER_ROWS = 20
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class TaskTable:
    """The tasks of a table, their links, where each stands, and which of them somebody does.

    ``columns`` are the concepts that the table has columns for.
    """

    tasks: tuple[Task, ...]
    links: tuple[Link, ...]
    places: Mapping[str, str]
    staffed: frozenset[str]
    columns: frozenset[str]


def tasks_of(register: Register) -> TaskTable:
    """Return the tasks of a register; predecessors name tasks by number, code or name."""
    return _read(register.rows, register.headers, frozenset(register.columns))


def bare_tables(content: Content) -> Iterator[TaskTable]:
    """Yield the tables of predecessors whose column of tasks has no name that says so."""
    for table in content.tables:
        found = _bare(table)
        if found is not None:
            yield found


def _bare(table: Table) -> TaskTable | None:
    for number, cells in enumerate(table.rows[:_HEADER_ROWS]):
        columns: dict[str, int] = {}
        for place, cell in enumerate(cells):
            columns.setdefault(concept(cell.value), place)
        if "predecessor" not in columns or not {"duration", "start"} & set(columns):
            continue
        if columns.keys() & _NAMES:
            return None
        taken = {place for name, place in columns.items() if name}
        names = next((place for place in range(len(cells)) if place not in taken), None)
        if names is None:
            return None
        columns["task"] = names
        rows = []
        for below in table.rows[number + 1 :]:
            if names >= len(below) or not below[names].value.strip():
                break
            rows.append(Row(below, below[names].location, columns))
        headers = tuple(cell.value for cell in cells)
        return _read(rows, headers, frozenset(columns)) if len(rows) > 1 else None
    return None


def _read(rows: Sequence[Row], headers: Sequence[str], columns: frozenset[str]) -> TaskTable:
    keyed = {_key(row, number): row for number, row in enumerate(rows, start=1)}
    known: dict[str, str] = {}
    for key, row in keyed.items():
        for name in (row.text("id"), row.text("wbs"), row.text("task"), key):
            known.setdefault(fold(name), key)
    leads = [place for place, header in enumerate(headers) if concept(header) == "predecessor"]
    links = [
        link
        for key, row in keyed.items()
        for place in leads
        if place < len(row.cells)
        for link in _links(row.cells[place].value, key, known)
    ]
    linked = {link.successor for link in links}
    unit = next((_unit(header) for header in headers if concept(header) == "duration"), _DAY)
    return TaskTable(
        tasks=tuple(_task(key, row, unit, is_linked=key in linked) for key, row in keyed.items()),
        links=tuple(links),
        places={key: row.location for key, row in keyed.items()},
        staffed=frozenset(key for key, row in keyed.items() if not is_blank(_doers(row))),
        columns=columns,
    )


def _doers(row: Row) -> str:
    return row.text(*_WHO) or row.text(*_COSTS).strip("0., ")


def _links(text: str, successor: str, known: Mapping[str, str]) -> Iterator[Link]:
    """Yield the links that a cell of predecessors names, such as ``2FS+3d; 5``."""
    for part in re.split(r"[;,\n]", text):
        # A task may well be called A, which elsewhere stands for nothing.
        nothing = is_blank(part) and fold(part) not in known
        match = None if nothing else _LINK.match(part)
        if match is None:
            continue
        kind = (match["kind"] or "FS").upper()
        yield Link(
            predecessor=known.get(fold(match["task"]), match["task"]),
            successor=successor,
            kind=_KINDS.get(kind, kind),
            lag_minutes=_lag(match["lag"] or ""),
        )


def _lag(text: str) -> Decimal:
    minutes = _minutes(text, _DAY) or Decimal(0)
    return -minutes if text.startswith("-") else minutes


def _unit(header: str) -> Decimal:
    words = (_UNITS.get(word) for word in fold(header).split())
    return next((unit for unit in words if unit is not None), _DAY)


def _minutes(text: str, usual: Decimal) -> Decimal | None:
    """Return a span such as ``3 weeks`` in minutes; the usual unit where it names none."""
    match = _AMOUNT.search(text)
    if match is None:
        return None
    unit = match["unit"].lower()
    if unit == "%":
        return _DAY
    return Decimal(match["number"].replace(",", ".")) * (_UNITS.get(unit, _DAY) if unit else usual)


def _key(row: Row, number: int) -> str:
    return row.text("id") or row.text("wbs") or str(number)


def _task(key: str, row: Row, unit: Decimal, *, is_linked: bool) -> Task:
    """Return a row as a task; one without dates, time and links only heads the rows below it."""
    progress = row.number("progress")
    if progress is not None and progress <= 1:
        progress *= _HUNDRED
    duration = _duration(row, unit)
    # A column of milestones may only say which one a task leads to.
    milestone = duration == 0 or (
        not duration and bool(row.text("task")) and not is_blank(row.text("milestone"))
    )
    moments = {
        name: datetime.combine(found, _MORNING if name in _STARTS else _EVENING)
        for name in (*_STARTS, *_FINISHES)
        if (found := row.day(name)) is not None
    }
    return Task.model_validate(
        {
            "uid": key,
            "id": row.text("id"),
            "wbs": row.text("wbs"),
            "name": row.text("task", "milestone", "deliverable", "description", "name") or key,
            "summary": not (moments or is_linked or duration),
            "milestone": milestone,
            "percent_complete": progress,
            "duration_minutes": duration,
            **moments,
        }
    )


def _duration(row: Row, unit: Decimal) -> Decimal | None:
    """Return the minutes that a row states, or those that its three estimates lead to expect."""
    cell = row.cell("duration")
    if cell is not None and cell.number is not None:
        return cell.number * unit
    if cell is not None and cell.value.strip():
        return _minutes(cell.value, unit)
    found = [row.number(name) for name in ("optimistic", "most_likely", "pessimistic")]
    low, likely, high = found
    if low is not None and likely is not None and high is not None:
        return (low + 4 * likely + high) / 6 * unit
    return None
