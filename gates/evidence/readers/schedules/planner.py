"""GNOME Planner: nested tasks in XML, whose instants bear a Z though they are local."""

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from lxml import etree

from domain.text import Text
from gates.evidence.content import Assignment, Content, Link, Schedule, Task
from gates.evidence.guard.safe_tree import local_name, parse
from gates.evidence.readers.project_values import LONGEST_NAME, instant, number
from gates.evidence.readers.schedules.nested import Nested, within
from gates.evidence.readers.schedules.outline import rolled_up

_INSTANT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?\Z")
_CONSTRAINTS = {
    "must-start-on": "MSO",
    "start-no-earlier-than": "SNET",
    "finish-no-later-than": "FNLT",
}
_KINDS = {"FS", "SS", "FF", "SF"}


def read_planner(data: bytes) -> tuple[Content, bool, Text]:
    """Return the schedule of a Planner file; all of it is read.

    Raises:
        RefusedError: The XML is not well-formed.
    """
    root = parse(data)
    found = list(within(root, "tasks", "task"))
    hidden = _hidden_root(found)
    nested = [one for one in found if one.element is not hidden]
    names = {
        one.get("id", ""): (one.get("name") or "").strip()[:LONGEST_NAME]
        for one in _elements(root, "resources", "resource")
    }
    schedule = Schedule(
        title=(
            root.get("name") or (hidden.get("name") if hidden is not None else "") or ""
        ).strip()[:LONGEST_NAME],
        task_rows=len(found),
        tasks=rolled_up([_task(one, lifted=hidden is not None) for one in nested]),
        links=tuple(link for one in nested for link in _links(one.element)),
        resources=tuple(name for name in names.values() if name),
        assignments=tuple(
            Assignment(
                task=one.get("task-id", ""),
                resource=names.get(one.get("resource-id", ""), ""),
                units=_share(one.get("units")),
            )
            for one in _elements(root, "allocations", "allocation")
        ),
    )
    content = Content(
        title=schedule.title, author=(root.get("manager") or "")[:LONGEST_NAME], schedule=schedule
    )
    return content, True, {}


def _hidden_root(found: list[Nested]) -> etree._Element | None:
    """Return the row of the project that files from other programs wrap around all tasks."""
    tops = [one for one in found if one.level == 1]
    if len(tops) == 1 and tops[0].parental and tops[0].element.get("id") == "0":
        return tops[0].element
    return None


def _elements(root: etree._Element, group: str, name: str) -> Iterator[etree._Element]:
    return (
        element
        for parent in root
        if local_name(parent) == group
        for element in parent.iter(etree.Element)
        if local_name(element) == name
    )


def _task(one: Nested, *, lifted: bool) -> Task:
    get = one.element.get
    constraint = next((each for each in one.element if local_name(each) == "constraint"), None)
    kind = "" if constraint is None else constraint.get("type", "")
    work, duration = number(get("work")), number(get("duration"))
    return Task(
        uid=get("id", ""),
        id=get("id", ""),
        wbs=one.number.partition(".")[2] if lifted else one.number,
        name=(get("name") or "").strip()[:LONGEST_NAME],
        level=one.level - lifted,
        summary=one.parental,
        milestone=get("type") == "milestone",
        start=_instant(get("work-start")) or _instant(get("start")),
        finish=_instant(get("end")),
        constraint="ASAP" if constraint is None else _CONSTRAINTS.get(kind, "ASAP"),
        constraint_date=None if constraint is None else _instant(constraint.get("time")),
        duration_minutes=Decimal(0)
        if get("type") == "milestone"
        else (None if duration is None else duration / 60),
        percent_complete=number(get("percent-complete")),
        work=None if work is None else work / 3600,
    )


def _instant(text: str | None) -> datetime | None:
    match = _INSTANT.match(text or "")
    if match is None:
        return None
    year, month, day, hour, minute, second = match.groups()
    return instant(f"{year}-{month}-{day}T{hour}:{minute}:{second}")


def _links(task: etree._Element) -> Iterator[Link]:
    for group in task:
        if local_name(group) != "predecessors":
            continue
        for one in group:
            if local_name(one) == "predecessor":
                kind = one.get("type", "FS")
                yield Link(
                    predecessor=one.get("predecessor-id", ""),
                    successor=task.get("id", ""),
                    kind=kind if kind in _KINDS else "FS",
                    lag_minutes=(number(one.get("lag")) or Decimal(0)) / 60,
                )


def _share(percent: str | None) -> Decimal | None:
    found = number(percent)
    return None if found is None else found / 100
