"""MS Project XML: tasks, links, resources and assignments of a schedule.

Elements are found by their local name, so that an export whose namespace was lost by another
program is still read. Money is written in hundredths, slack and lag in tenths of minutes.
"""

from decimal import Decimal

from lxml import etree

from domain.text import Text, both
from gates.evidence.content import Assignment, Content, Link, Resource, Schedule, Task
from gates.evidence.guard.safe_tree import local_name, parse
from gates.evidence.readers.project_calendars import calendars_of
from gates.evidence.readers.project_values import (
    LONGEST_NAME,
    hours_of,
    instant,
    minutes_of,
    number,
    scaled,
    whole,
)

NAMESPACE = "http://schemas.microsoft.com/project"

_CONSTRAINTS = ("ASAP", "ALAP", "MSO", "MFO", "SNET", "SNLT", "FNET", "FNLT")
_LINKS = ("FF", "FS", "SF", "SS")
_PERCENT_LAGS = {"19", "20", "35", "36", "51", "52", "67", "68"}
_ELAPSED_LAGS = {"4", "6", "8", "10", "12", "20", "36", "38", "40", "42", "44", "52", "68"}
_RESOURCE_KINDS = {"0": "material", "2": "cost"}
_ROOT_ROW = "0"
_NOBODY = {"", "-1", "-65535"}

Row = dict[str, str]
Minutes = dict[str, Decimal | None]


def read_project_xml(data: bytes) -> tuple[Content, bool, Text]:
    """Return the schedule of an MS Project XML file, that all was read, and what is odd in it.

    Raises:
        RefusedError: The XML is not well-formed.
    """
    root = parse(data)
    header = _fields(root)
    rows = _rows(root, "Tasks", "Task")
    tasks = [
        (element, fields)
        for element, fields in rows
        if fields.get("UID", "") != _ROOT_ROW and not _is_blank(fields)
    ]
    minutes = {fields.get("UID", ""): minutes_of(fields.get("Duration")) for _, fields in tasks}
    known = {fields.get("UID", "") for _, fields in rows}
    resources = [fields for _, fields in _rows(root, "Resources", "Resource")]
    schedule = Schedule(
        title=_title(header, rows),
        currency=header.get("CurrencyCode") or header.get("CurrencySymbol", ""),
        status_date=instant(header.get("StatusDate")),
        minutes_per_day=_minutes_per_day(header),
        task_rows=len(rows),
        tasks=tuple(_task(element, fields, minutes) for element, fields in tasks),
        links=tuple(link for element, fields in tasks for link in _links(element, fields, minutes)),
        resources=tuple(one.name for one in _staff(resources)),
        assignments=_assignments(root, known, resources),
        start=instant(header.get("StartDate")),
        critical_slack_minutes=_critical_slack(header),
        calendar=header.get("CalendarUID", ""),
        calendars=calendars_of(root),
        staff=tuple(_staff(resources)),
    )
    content = Content(
        title=schedule.title, author=header.get("Author", "")[:LONGEST_NAME], schedule=schedule
    )
    return content, True, _oddities(root)


def _oddities(root: etree._Element) -> Text:
    """Say what other programs would not find in a file that lost its namespace."""
    if root.tag == f"{{{NAMESPACE}}}Project":
        return {}
    return both(
        "The file has lost its XML namespace (another program exported it again): it is read here, "
        "but a strict program finds no task in it. Export it again from MS Project.",
        "Le fichier a perdu son espace de noms XML (un autre logiciel l’a réexporté) : il est lu "
        "ici, mais un logiciel strict n’y trouve aucune tâche. Exportez-le de nouveau depuis "
        "MS Project.",
    )


def _rows(root: etree._Element, group: str, name: str) -> list[tuple[etree._Element, Row]]:
    return [
        (element, _fields(element))
        for parent in root
        if local_name(parent) == group
        for element in parent
        if local_name(element) == name
    ]


def _fields(element: etree._Element) -> Row:
    """Return the simple fields of a row; of a repeated field the first."""
    fields: Row = {}
    for child in element:
        if len(child) == 0 and child.text:
            fields.setdefault(local_name(child), child.text.strip())
    return fields


def _is_blank(fields: Row) -> bool:
    """Tell whether a row is a blank line: marked so, or without name and dates."""
    if fields.get("IsNull") == "1":
        return True
    return not any(fields.get(name) for name in ("Name", "Start", "Finish", "Duration"))


def _title(header: Row, rows: list[tuple[etree._Element, Row]]) -> str:
    root = next((fields for _, fields in rows if fields.get("UID") == _ROOT_ROW), {})
    title = header.get("Title") or root.get("Name") or header.get("Name", "")
    return title[:LONGEST_NAME]


def _task(element: etree._Element, fields: Row, minutes: Minutes) -> Task:
    baseline = _baseline(element)
    constraint = fields.get("ConstraintType", "")
    return Task(
        uid=fields.get("UID", ""),
        id=fields.get("ID", ""),
        wbs=fields.get("WBS") or fields.get("OutlineNumber", ""),
        name=fields.get("Name", "")[:LONGEST_NAME],
        level=whole(fields.get("OutlineLevel"), default=1),
        summary=fields.get("Summary") == "1",
        milestone=fields.get("Milestone") == "1",
        active=fields.get("Active", "1") != "0",
        external=fields.get("ExternalTask") == "1",
        start=instant(fields.get("Start")),
        finish=instant(fields.get("Finish")),
        baseline_start=instant(baseline.get("Start")),
        baseline_finish=instant(baseline.get("Finish")),
        actual_start=instant(fields.get("ActualStart")),
        actual_finish=instant(fields.get("ActualFinish")),
        deadline=instant(fields.get("Deadline")),
        constraint=_CONSTRAINTS[int(constraint)] if constraint in set("01234567") else "",
        constraint_date=instant(fields.get("ConstraintDate")),
        duration_minutes=minutes.get(fields.get("UID", "")),
        total_slack_minutes=scaled(fields.get("TotalSlack"), 10),
        critical={"1": True, "0": False}.get(fields.get("Critical", "")),
        percent_complete=number(fields.get("PercentComplete")),
        cost=scaled(fields.get("Cost"), 100),
        baseline_cost=scaled(baseline.get("Cost"), 100),
        actual_cost=scaled(fields.get("ActualCost"), 100),
        work=hours_of(fields.get("Work")),
        manual=fields.get("Manual") == "1",
        elapsed=fields.get("DurationFormat") in _ELAPSED_LAGS,
        calendar=_calendar(fields),
        remaining_minutes=minutes_of(fields.get("RemainingDuration"))
        if fields.get("PercentComplete", "0") not in {"0", "100"}
        else None,
        physical=number(fields.get("PhysicalPercentComplete"))
        if fields.get("EarnedValueMethod") == "1"
        else None,
    )


def _calendar(fields: Row) -> str:
    """Return the key of a task's own calendar, or an empty text."""
    key = fields.get("CalendarUID", "")
    return "" if key in _NOBODY else key


def _baseline(element: etree._Element) -> Row:
    """Return the fields of the baseline with number 0, the one that counts."""
    for child in element:
        if local_name(child) == "Baseline":
            fields = _fields(child)
            if fields.get("Number", "0") == "0":
                return fields
    return {}


def _links(element: etree._Element, fields: Row, minutes: Minutes) -> list[Link]:
    """Return the links that end at a task; a wrapper around links is no link."""
    found = []
    for child in element.iter(etree.Element):
        if local_name(child) != "PredecessorLink":
            continue
        link = _fields(child)
        predecessor = link.get("PredecessorUID", "")
        if predecessor:
            kind = link.get("Type", "1")
            found.append(
                Link(
                    predecessor=predecessor,
                    successor=fields.get("UID", ""),
                    kind=_LINKS[int(kind)] if kind in set("0123") else "FS",
                    lag_minutes=_lag(link, minutes.get(predecessor)),
                    elapsed=link.get("LagFormat") in _ELAPSED_LAGS,
                )
            )
    return found


def _lag(link: Row, predecessor: Decimal | None) -> Decimal:
    """Return a lag in minutes; a percentage is one of the predecessor's duration."""
    if link.get("LagFormat") in _PERCENT_LAGS:
        share = number(link.get("LinkLag")) or Decimal(0)
        return share * (predecessor or Decimal(0)) / 100
    return scaled(link.get("LinkLag"), 10) or Decimal(0)


def _staff(rows: list[Row]) -> tuple[Resource, ...]:
    return tuple(
        Resource(
            name=fields["Name"][:LONGEST_NAME],
            kind=_RESOURCE_KINDS.get(fields.get("Type", ""), "work"),
            most_units=number(fields.get("MaxUnits")),
            hourly_rate=number(fields.get("StandardRate")),
            calendar=_calendar(fields),
        )
        for fields in rows
        # The resource 0 of MS Project stands for nobody and has no name; others count from 0.
        if fields.get("IsNull") != "1" and fields.get("Name")
    )


def _assignments(
    root: etree._Element, known: set[str], resources: list[Row]
) -> tuple[Assignment, ...]:
    names = {fields.get("UID", ""): fields.get("Name", "")[:LONGEST_NAME] for fields in resources}
    return tuple(
        Assignment(
            task=fields.get("TaskUID", ""),
            resource=""
            if fields.get("ResourceUID", "") in _NOBODY
            else names.get(fields["ResourceUID"], ""),
            units=number(fields.get("Units")),
            work=hours_of(fields.get("Work")),
        )
        for _, fields in _rows(root, "Assignments", "Assignment")
        if fields.get("TaskUID", "") in known
    )


def _critical_slack(header: Row) -> Decimal:
    days = number(header.get("CriticalSlackLimit")) or Decimal(0)
    return days * _minutes_per_day(header)


def _minutes_per_day(header: Row) -> int:
    return whole(header.get("MinutesPerDay"), default=480) or 480
