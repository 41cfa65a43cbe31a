"""GanttProject: nested tasks in XML that state a start and a number of working days.

The last day of a task is counted by the calendar of the file. What the program only shows and
does not keep, such as the critical path, is not in the file.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal

from lxml import etree

from domain.text import Text
from gates.evidence.content import Assignment, Content, Link, Schedule, Task
from gates.evidence.guard.safe_tree import local_name, parse
from gates.evidence.readers.project_values import LONGEST_NAME, instant, number, whole
from gates.evidence.readers.schedules.nested import Nested, within
from gates.evidence.readers.schedules.outline import rolled_up
from gates.evidence.readers.schedules.working_days import WorkingDays

_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KINDS = {"1": "SS", "2": "FS", "3": "FF", "4": "SF"}
_DAY = 480
_EVENING = time(17)
_YEARS_AHEAD, _MOST_YEARS = 3, 60
_NO_YEAR = {"", "0"}


def read_gantt_project(data: bytes) -> tuple[Content, bool, Text]:
    """Return the schedule of a GanttProject file; all of it is read.

    Raises:
        RefusedError: The XML is not well-formed.
    """
    root = parse(data)
    calendar = _calendar(root)
    baseline = _baseline(root)
    nested = list(within(root, "tasks", "task"))
    names = {
        one.get("id", ""): (one.get("name") or "").strip()[:LONGEST_NAME]
        for one in _elements(root, "resources", "resource")
    }
    tasks = rolled_up([_task(one, calendar, baseline) for one in nested])
    years = [task.start.year for task in tasks if task.start is not None] or [0]
    schedule = Schedule(
        title=(root.get("name") or "").strip()[:LONGEST_NAME],
        task_rows=len(nested),
        tasks=tasks,
        links=tuple(link for one in nested for link in _links(one.element)),
        resources=tuple(name for name in names.values() if name),
        assignments=tuple(
            Assignment(
                task=one.get("task-id", ""),
                resource=names.get(one.get("resource-id", ""), ""),
                units=_share(one.get("load")),
            )
            for one in _elements(root, "allocations", "allocation")
        ),
        calendar="1",
        calendars=(calendar.as_calendar(_years(years)),),
    )
    return Content(title=schedule.title, schedule=schedule), True, {}


def _years(found: list[int]) -> range:
    return range(max(1, min(found)), min(max(found) + _YEARS_AHEAD, min(found) + _MOST_YEARS))


def _elements(root: etree._Element, group: str, name: str) -> Iterator[etree._Element]:
    return (
        element
        for parent in root
        if local_name(parent) == group
        for element in parent
        if local_name(element) == name
    )


def _calendar(root: etree._Element) -> WorkingDays:
    """Return the working days of the file; Saturday and Sunday are free where it states none."""
    rest = {5, 6}
    free: list[date] = []
    worked: list[date] = []
    yearly: list[tuple[int, int]] = []
    for element in root.iter(etree.Element):
        name = local_name(element)
        if name == "default-week":
            rest = {place for place, day in enumerate(_WEEK) if element.get(day) == "1"}
        elif name == "only-show-weekends" and element.get("value") == "true":
            # Weekends are drawn as such, and worked like any day.
            rest = set()
        elif name == "date" and element.get("month"):
            month, day = (
                whole(element.get("month"), default=0),
                whole(element.get("date"), default=0),
            )
            if element.get("year", "") in _NO_YEAR:
                yearly.append((month, day))
                continue
            found = instant(f"{whole(element.get('year'), default=0):04}-{month:02}-{day:02}")
            if found is not None and element.get("type", "HOLIDAY") != "NEUTRAL":
                (worked if element.get("type") == "WORKING_DAY" else free).append(found.date())
    return WorkingDays(rest, free=free, worked=worked, yearly=yearly)


def _baseline(root: etree._Element) -> Mapping[str, etree._Element]:
    """Return the tasks of the baseline that was kept last, by their identity."""
    kept = list(_elements(root, "previous", "previous-tasks"))
    return {one.get("id", ""): one for one in kept[-1]} if kept else {}


def _task(one: Nested, calendar: WorkingDays, baseline: Mapping[str, etree._Element]) -> Task:
    get = one.element.get
    milestone = get("meeting") == "true"
    start, finish, days = _span(one.element, calendar)
    planned = baseline.get(get("id", ""))
    was = (None, None, 0) if planned is None else _span(planned, calendar)
    bound = instant(get("thirdDate")) if get("thirdDate-constraint") == "1" else None
    return Task(
        uid=get("id", ""),
        id=get("id", ""),
        wbs=one.number,
        name=(get("name") or "").strip()[:LONGEST_NAME],
        level=one.level,
        summary=one.parental,
        milestone=milestone,
        # The dates of a heading are those of its tasks.
        start=None if one.parental else start,
        finish=None if one.parental else finish,
        baseline_start=was[0],
        baseline_finish=was[1],
        constraint="ASAP" if bound is None else "SNET",
        constraint_date=bound,
        duration_minutes=Decimal(0 if milestone else days * _DAY),
        percent_complete=number(get("complete")),
        cost=None if get("cost-calculated") == "true" else number(get("cost-manual-value")),
    )


def _span(
    element: etree._Element, calendar: WorkingDays
) -> tuple[datetime | None, datetime | None, int]:
    """Return start, finish and working days of a task; a milestone takes no time."""
    start = instant(element.get("start"))
    days = whole(element.get("duration"), default=0)
    if start is None or days < 1 or element.get("meeting") == "true":
        return start, start, 0
    last = calendar.last(start.date(), days)
    return start, None if last is None else datetime.combine(last, _EVENING), days


def _links(task: etree._Element) -> Iterator[Link]:
    """Yield the links that a task has to those that depend on it."""
    for one in task:
        if local_name(one) == "depend":
            yield Link(
                predecessor=task.get("id", ""),
                successor=one.get("id", ""),
                kind=_KINDS.get(one.get("type", "2"), "FS"),
                lag_minutes=(number(one.get("difference")) or Decimal(0)) * _DAY,
            )


def _share(percent: str | None) -> Decimal | None:
    found = number(percent)
    return None if found is None else found / 100
