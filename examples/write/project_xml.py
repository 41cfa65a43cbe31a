"""Writes a schedule in the XML that Microsoft Project saves and opens (MSPDI)."""

from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Any

from lxml import etree

from examples.write.mspdi import EVENING, MORNING, NAMESPACE, add, fill, moment
from examples.write.project import HOURS, Data, Project
from examples.write.project_tasks import PERCENT, TaskRows, reach
from examples.write.project_view import Standing, View


def write(project: Project, view: View, target: Path) -> None:
    """Write the schedule of a project as it stands on a day."""
    root = etree.fromstring(f'<Project xmlns="{NAMESPACE}"/>')
    standing, uids = Standing(project, view), _numbers(project)
    _head(standing, root)
    _calendar(project, root)
    TaskRows(standing, add(root, "Tasks"), uids).write()
    _resources(project, root)
    _assignments(standing, root, uids)
    etree.indent(root, space="")
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    target.write_bytes(data + b"\n")


def _head(standing: Standing, root: Any) -> None:
    project, view = standing.project, standing.view
    first, last = reach(standing.now)
    fill(
        root,
        SaveVersion=14,
        Name=f"{project.facts['code']}.xml",
        Title=view.title,
        Author=project.person("project-manager")["name"],
        CreationDate=moment(view.status, time(9)),
        LastSaved=moment(view.status, time(9)),
        ScheduleFromStart=1,
        StartDate=moment(first, MORNING),
        FinishDate=moment(last, EVENING),
        CurrencyDigits=2,
        CurrencySymbol={"EUR": "€", "GBP": "£"}[project.facts["currency"]],
        CurrencyCode=project.facts["currency"],
        CalendarUID=1,
        DefaultStartTime="08:00:00",
        DefaultFinishTime="17:00:00",
        MinutesPerDay=480,
        MinutesPerWeek=2400,
        DaysPerMonth=20,
        DurationFormat=7,
        WorkFormat=2,
        StatusDate=moment(view.status, EVENING),
        CurrentDate=moment(view.status, MORNING),
    )


def _calendar(project: Project, root: Any) -> None:
    calendar = add(add(root, "Calendars"), "Calendar")
    fill(calendar, UID=1, Name="Standard", IsBaseCalendar=1, BaseCalendarUID=-1)
    week = add(calendar, "WeekDays")
    for day in range(1, 8):
        works = day not in (1, 7)
        entry = add(week, "WeekDay")
        fill(entry, DayType=day, DayWorking=int(works))
        if works:
            hours = add(entry, "WorkingTimes")
            for begin, end in (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00")):
                fill(add(hours, "WorkingTime"), FromTime=begin, ToTime=end)
    exceptions = add(calendar, "Exceptions")
    for holiday in project.plan["holidays"]:
        entry = add(exceptions, "Exception")
        fill(entry, EnteredByOccurrences=0)
        period = add(entry, "TimePeriod")
        fill(period, FromDate=moment(holiday, time(0)), ToDate=moment(holiday, time(23, 59)))
        fill(entry, Occurrences=1, Name=str(holiday), Type=1, DayWorking=0)


def _resources(project: Project, root: Any) -> None:
    rows = add(root, "Resources")
    for uid, (who, resource) in enumerate(project.plan["resources"].items(), start=1):
        row = add(rows, "Resource")
        fill(
            row,
            UID=uid,
            ID=uid,
            Name=resource["name"],
            Type=1,
            IsNull=0,
            Initials=who,
            MaxUnits=f"{resource['units']:.2f}",
            StandardRate=resource["rate"],
            StandardRateFormat=2,
            CalendarUID=1,
        )


def _assignments(standing: Standing, root: Any, uids: Mapping[str, int]) -> None:
    rows, uid = add(root, "Assignments"), 0
    resources = standing.project.plan["resources"]
    for leaf in standing.project.leaves:
        code, span = leaf["code"], standing.now[leaf["code"]]
        for who, hours in standing.hours(leaf).items():
            uid += 1
            fill(
                add(rows, "Assignment"),
                UID=uid,
                TaskUID=uids[code],
                ResourceUID=list(resources).index(who) + 1,
                PercentWorkComplete=round(standing.done(code) * PERCENT),
                Cost=hours * int(resources[who]["rate"]) * 100,
                Finish=moment(span.finish, EVENING),
                Start=moment(span.start, MORNING),
                Units=f"{hours / (HOURS * standing.length(span)):.4f}",
                Work=f"PT{hours}H0M0S",
            )


def _numbers(project: Project) -> dict[str, int]:
    names = [code for group in project.groups for code in _codes(group)]
    names += [gate["code"] for gate in project.plan["milestones"]]
    return {code: uid for uid, code in enumerate(names, start=1)}


def _codes(group: Data) -> list[str]:
    return [group["code"], *(leaf["code"] for leaf in group["leaves"])]
