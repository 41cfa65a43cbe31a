"""Primavera PMXML: the first project of the file, with the baseline that is kept beside it.

Without a baseline project the planned dates stand for it, as Primavera itself shows them.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from lxml import etree

from domain.text import Text, both
from gates.evidence.content import Assignment, Content, Link, Resource, Schedule, Task
from gates.evidence.guard.safe_tree import parse
from gates.evidence.readers.project_values import instant, number, sum_of, whole
from gates.evidence.readers.schedules.outline import Node, outlined, top_of
from gates.evidence.readers.schedules.primavera_activity import Money, activity, minutes_of_hours
from gates.evidence.readers.schedules.primavera_calendars import calendars_of_elements
from gates.evidence.readers.schedules.primavera_elements import (
    Row,
    children,
    fields_of,
    has,
    rows_of,
)

_RESOURCE_KINDS = {"Material": "material", "Nonlabor": "equipment"}
_KINDS = {
    "Finish to Start": "FS",
    "Start to Start": "SS",
    "Finish to Finish": "FF",
    "Start to Finish": "SF",
    **{kind: kind for kind in ("SS", "FF", "SF")},
}


def read_primavera_xml(data: bytes) -> tuple[Content, bool, Text]:
    """Return the schedule of a PMXML file, whether all was read, and what is odd in it.

    Raises:
        RefusedError: The XML is not well-formed.
    """
    root = parse(data)
    projects = list(children(root, "Project"))
    project = next((one for one in projects if has(one, "Activity")), None)
    project = project if project is not None else next(iter(projects), etree.Element("Project"))
    about = fields_of(project)
    nodes = [_node(fields) for fields in rows_of(project, "WBS")]
    baseline = _baseline(root, about)
    money = Money(project)
    tasks: dict[str, list[Task]] = {}
    activities = list(rows_of(project, "Activity"))
    for fields in activities:
        made = activity(fields, about, baseline, money)
        tasks.setdefault(fields.get("WBSObjectId", ""), []).append(made)
    top = top_of(nodes)
    names = _names(root)
    schedule = Schedule(
        title=about.get("Name", "") or (top.name if top else ""),
        currency=_currency(root),
        status_date=instant(about.get("DataDate")),
        minutes_per_day=_minutes_per_day(root, about),
        task_rows=len(nodes) + len(activities),
        tasks=outlined(nodes, tasks),
        links=tuple(_links(project)),
        resources=tuple(names.values()),
        assignments=tuple(_assignments(project, names)),
        start=instant(about.get("PlannedStartDate")),
        must_finish=instant(about.get("MustFinishByDate")),
        critical_slack_minutes=minutes_of_hours(about.get("CriticalActivityFloatThreshold"))
        or Decimal(0),
        calendar=about.get("ActivityDefaultCalendarObjectId", ""),
        calendars=calendars_of_elements(root, project),
        staff=tuple(_staff(root)),
    )
    others = sum(has(one, "Activity") for one in projects) - 1
    return Content(title=schedule.title, schedule=schedule), others < 1, _said(others, schedule)


def _node(fields: Row) -> Node:
    return Node(
        key=fields.get("ObjectId", ""),
        parent=fields.get("ParentObjectId", ""),
        code=fields.get("Code", ""),
        name=fields.get("Name", ""),
        order=whole(fields.get("SequenceNumber"), default=0),
    )


def _baseline(root: etree._Element, about: Row) -> Mapping[str, Row] | None:
    """Return the activities of the baseline by their code, or None where none is kept."""
    kept = [
        (fields, element)
        for element in children(root, "BaselineProject")
        if (fields := fields_of(element)).get("OriginalProjectObjectId", about.get("ObjectId"))
        == about.get("ObjectId")
    ]
    if not kept:
        return None
    current = about.get("CurrentBaselineProjectObjectId")
    chosen = next((one for fields, one in kept if fields.get("ObjectId") == current), kept[0][1])
    return {fields.get("Id", ""): fields for fields in rows_of(chosen, "Activity")}


def _links(project: etree._Element) -> Iterator[Link]:
    """Yield the links within the project; those to other projects stand outside the schedule."""
    own = fields_of(project).get("ObjectId")
    for fields in rows_of(project, "Relationship"):
        if fields.get("PredecessorProjectObjectId", own) != own:
            continue
        if fields.get("SuccessorProjectObjectId", own) != own:
            continue
        yield Link(
            predecessor=fields.get("PredecessorActivityObjectId", ""),
            successor=fields.get("SuccessorActivityObjectId", ""),
            kind=_KINDS.get(fields.get("Type", ""), "FS"),
            lag_minutes=minutes_of_hours(fields.get("Lag")) or Decimal(0),
        )


def _names(root: etree._Element) -> dict[str, str]:
    """Return the names of resources, and of roles, which are assigned to work like them."""
    return {
        f"{kind}:{fields.get('ObjectId', '')}": fields["Name"]
        for kind in ("Resource", "Role")
        for fields in rows_of(root, kind)
        if fields.get("Name")
    }


def _staff(root: etree._Element) -> Iterator[Resource]:
    """Yield the resources with the rate and the units that the file states first for each."""
    rates: dict[str, Row] = {}
    for fields in rows_of(root, "ResourceRate"):
        rates.setdefault(fields.get("ResourceObjectId", ""), fields)
    for fields in rows_of(root, "Resource"):
        rate = rates.get(fields.get("ObjectId", ""), {})
        if fields.get("Name"):
            yield Resource(
                name=fields["Name"],
                kind=_RESOURCE_KINDS.get(fields.get("ResourceType", ""), "work"),
                most_units=number(rate.get("MaxUnitsPerTime")),
                hourly_rate=number(rate.get("PricePerUnit")),
                calendar=fields.get("CalendarObjectId", ""),
            )


def _assignments(project: etree._Element, names: Mapping[str, str]) -> Iterator[Assignment]:
    for fields in rows_of(project, "ResourceAssignment"):
        yield Assignment(
            task=fields.get("ActivityObjectId", ""),
            resource=names.get(f"Resource:{fields.get('ResourceObjectId')}", "")
            or names.get(f"Role:{fields.get('RoleObjectId')}", ""),
            units=number(fields.get("PlannedUnitsPerTime")),
            work=number(fields.get("AtCompletionUnits"))
            or sum_of(fields.get(name) for name in ("ActualUnits", "RemainingUnits")),
        )


def _currency(root: etree._Element) -> str:
    """Return the currency that all others of the file are measured in."""
    rows: Iterable[Row] = list(rows_of(root, "Currency"))
    base = next((row for row in rows if row.get("IsBaseCurrency") in {"1", "true"}), None)
    return (base or next(iter(rows), {})).get("Id", "")[:10]


def _minutes_per_day(root: etree._Element, about: Row) -> int:
    for fields in rows_of(root, "Calendar"):
        if fields.get("ObjectId") == about.get("ActivityDefaultCalendarObjectId"):
            hours = number(fields.get("HoursPerDay")) or Decimal(8)
            return int(min(hours, Decimal(24)) * 60) or 480
    return 480


def _said(others: int, schedule: Schedule) -> Text:
    if others < 1:
        return {}
    return both(
        f"The file holds the activities of {others} more projects, and only {schedule.title[:80]} "
        "was read: export each project to a file of its own.",
        f"Le fichier contient les activités de {others} autres projets, et seul "
        f"{schedule.title[:80]} a été lu : exportez chaque projet dans un fichier distinct.",
    )
