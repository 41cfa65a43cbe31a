"""Writes a schedule in the XML that Microsoft Project saves and opens (MSPDI)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from lxml import etree

from examples.write.network import Span
from examples.write.project import HOURS, Data, Project

NAMESPACE = "http://schemas.microsoft.com/project"
MORNING, EVENING = time(8), time(17)
PERCENT = 100


@dataclass(frozen=True)
class View:
    """How a schedule stands on a day: baseline only, under way, or done.

    ``longer`` gives some tasks another number of days than the plan says.
    """

    title: str
    status: date
    real: bool = False
    longer: tuple[tuple[str, int], ...] = ()


def write(project: Project, view: View, target: Path) -> None:
    """Write the schedule of a project as it stands on a day."""
    root = etree.fromstring(f'<Project xmlns="{NAMESPACE}"/>')
    page = _Page(project, view, root)
    page.head()
    page.calendar()
    page.tasks()
    page.resources()
    page.assignments()
    etree.indent(root, space="")
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    target.write_bytes(data + b"\n")


class _Page:
    """The elements of one file, in the order in which Project writes them."""

    def __init__(self, project: Project, view: View, root: Any) -> None:
        self.project, self.view, self.root = project, view, root
        base = project.dates(dict(view.longer)) if view.longer else project.planned
        self.base = base
        self.now = project.came if view.real else base
        self.uids: dict[str, int] = {}
        self.jobs: list[tuple[str, str, float]] = []

    def head(self) -> None:
        project, first, last = self.project, *self._reach(self.now)
        _fill(
            self.root,
            SaveVersion=14,
            Name=f"{project.facts['code']}.xml",
            Title=self.view.title,
            Author=project.person("project-manager")["name"],
            CreationDate=_moment(self.view.status, time(9)),
            LastSaved=_moment(self.view.status, time(9)),
            ScheduleFromStart=1,
            StartDate=_moment(first, MORNING),
            FinishDate=_moment(last, EVENING),
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
            StatusDate=_moment(self.view.status, EVENING),
            CurrentDate=_moment(self.view.status, MORNING),
        )

    def calendar(self) -> None:
        calendar = _add(_add(self.root, "Calendars"), "Calendar")
        _fill(calendar, UID=1, Name="Standard", IsBaseCalendar=1, BaseCalendarUID=-1)
        week = _add(calendar, "WeekDays")
        for day in range(1, 8):
            works = day not in (1, 7)
            entry = _add(week, "WeekDay")
            _fill(entry, DayType=day, DayWorking=int(works))
            if works:
                hours = _add(entry, "WorkingTimes")
                for begin, end in (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00")):
                    _fill(_add(hours, "WorkingTime"), FromTime=begin, ToTime=end)
        exceptions = _add(calendar, "Exceptions")
        for holiday in self.project.plan["holidays"]:
            entry = _add(exceptions, "Exception")
            _fill(entry, EnteredByOccurrences=0)
            period = _add(entry, "TimePeriod")
            _fill(period, FromDate=_moment(holiday, time(0)), ToDate=_moment(holiday, time(23, 59)))
            _fill(entry, Occurrences=1, Name=str(holiday), Type=1, DayWorking=0)

    def tasks(self) -> None:
        project, rows = self.project, _add(self.root, "Tasks")
        top = [leaf for group in project.groups for leaf in group["leaves"]]
        self._number()
        self._summary(rows, 0, project.facts["name"], "0", "0", 0, top)
        for place, group in enumerate(project.groups, start=1):
            code = group["code"]
            self._summary(
                rows, self.uids[code], group["name"], code, str(place), 1, group["leaves"]
            )
            for number, leaf in enumerate(group["leaves"], start=1):
                self._leaf(rows, leaf, f"{place}.{number}")
        for place, gate in enumerate(project.plan["milestones"], start=len(project.groups) + 1):
            self._milestone(rows, gate, str(place))

    def resources(self) -> None:
        rows = _add(self.root, "Resources")
        for uid, (who, resource) in enumerate(self.project.plan["resources"].items(), start=1):
            row = _add(rows, "Resource")
            self.uids[f"resource {who}"] = uid
            _fill(
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

    def assignments(self) -> None:
        rows = _add(self.root, "Assignments")
        by_code = {leaf["code"]: leaf for leaf in self.project.leaves}
        for uid, (code, who, done) in enumerate(self.jobs, start=1):
            leaf, span = by_code[code], self.now[code]
            hours = leaf["work"][who]
            rate = int(self.project.plan["resources"][who]["rate"])
            _fill(
                _add(rows, "Assignment"),
                UID=uid,
                TaskUID=self.uids[code],
                ResourceUID=self.uids[f"resource {who}"],
                PercentWorkComplete=round(done * PERCENT),
                Cost=hours * rate * 100,
                Finish=_moment(span.finish, EVENING),
                Start=_moment(span.start, MORNING),
                Units=f"{hours / (HOURS * self._length(span)):.4f}",
                Work=f"PT{hours}H0M0S",
            )

    def _number(self) -> None:
        names = [code for group in self.project.groups for code in self._codes(group)]
        names += [gate["code"] for gate in self.project.plan["milestones"]]
        self.uids |= {code: uid for uid, code in enumerate(names, start=1)}

    def _codes(self, group: Data) -> list[str]:
        return [group["code"], *(leaf["code"] for leaf in group["leaves"])]

    def _reach(self, dates: Any) -> tuple[date, date]:
        return min(s.start for s in dates.values()), max(s.finish for s in dates.values())

    def _length(self, span: Span) -> int:
        return len(self.project.days.between(span.start, span.finish))

    def _done(self, code: str, *, milestone: bool = False) -> float:
        span, status = self.now[code], self.view.status
        if not self.view.real or (span.finish > status and (milestone or span.start > status)):
            return 0.0
        if span.finish <= status:
            return 1.0
        return len(self.project.days.between(span.start, status)) / self._length(span)

    def _summary(
        self, rows: Any, uid: int, name: str, wbs: str, outline: str, level: int, leaves: list[Data]
    ) -> None:
        now = [self.now[leaf["code"]] for leaf in leaves]
        base = [self.base[leaf["code"]] for leaf in leaves]
        begin, end = min(s.start for s in now), max(s.finish for s in now)
        if level == 0:
            begin, end = self._reach(self.now)
        work = sum(sum(leaf["work"].values()) for leaf in leaves)
        cost = sum(self.project.cost(leaf) for leaf in leaves)
        done = sum(self._done(leaf["code"]) * leaf["days"] for leaf in leaves)
        part = done / sum(leaf["days"] for leaf in leaves)
        task = self._row(rows, uid, name, wbs, outline, level, Span(begin, end, 0))
        _fill(
            task,
            Milestone=0,
            Summary=1,
            Critical=int(any(span.slack == 0 for span in now)),
            TotalSlack=min(span.slack for span in now) * 4800,
            FixedCost=0,
            PercentComplete=int(part * PERCENT),
            Cost=cost * 100,
            ConstraintType=0,
            CalendarUID=-1,
        )
        reach = Span(min(s.start for s in base), max(s.finish for s in base), 0)
        self._baseline(task, reach, work, cost)

    def _leaf(self, rows: Any, leaf: Data, outline: str) -> None:
        code, now = leaf["code"], self.now[leaf["code"]]
        done, actual = self._done(code), self.project.spent(leaf)
        cost = actual if self.view.real else self.project.cost(leaf)
        buy = cost - self.project.labour(leaf)
        task = self._row(rows, self.uids[code], leaf["name"], code, outline, 2, now)
        _fill(
            task,
            Work=f"PT{sum(leaf['work'].values())}H0M0S",
            Milestone=0,
            Summary=0,
            Critical=int(now.slack == 0),
            TotalSlack=now.slack * 4800,
            FixedCost=buy * 100,
            PercentComplete=round(done * PERCENT),
            Cost=cost * 100,
        )
        self._actual(task, now, done)
        _fill(task, ActualCost=round(cost * done) * 100)
        _fill(task, ConstraintType=0, CalendarUID=-1)
        self._links(task, leaf["after"])
        hours = sum(leaf["work"].values())
        self._baseline(task, self.base[code], hours, self.project.cost(leaf))
        self.jobs += [(code, who, done) for who in leaf["work"]]

    def _milestone(self, rows: Any, gate: Data, outline: str) -> None:
        code, now = gate["code"], self.now[gate["code"]]
        done = self._done(code, milestone=True)
        task = self._row(rows, self.uids[code], gate["name"], code, outline, 1, now, point=True)
        _fill(
            task,
            Milestone=1,
            Summary=0,
            Critical=int(now.slack == 0),
            TotalSlack=now.slack * 4800,
            PercentComplete=round(done * PERCENT),
            Cost=0,
        )
        self._actual(task, now, done, point=True)
        _fill(task, ConstraintType=0, CalendarUID=-1)
        self._links(task, gate["after"])
        self._baseline(task, self.base[code], 0, 0, point=True)

    def _row(
        self,
        rows: Any,
        uid: int,
        name: str,
        wbs: str,
        outline: str,
        level: int,
        span: Span,
        *,
        point: bool = False,
    ) -> Any:
        task = _add(rows, "Task")
        begin = self._hour(span, point=point)
        _fill(task, UID=uid, ID=uid, Name=name, Active=1, Manual=0, Type=0, IsNull=0)
        _fill(task, WBS=wbs, OutlineNumber=outline, OutlineLevel=level, Priority=500)
        _fill(task, Start=_moment(span.start, begin))
        _fill(task, Finish=_moment(span.finish, begin if point else EVENING))
        days = 0 if point else self._length(span)
        _fill(task, Duration=f"PT{days * HOURS}H0M0S", DurationFormat=7)
        return task

    def _hour(self, span: Span, *, point: bool) -> time:
        return EVENING if point and span.finish > self.project.facts["start"] else MORNING

    def _actual(self, task: Any, span: Span, done: float, *, point: bool = False) -> None:
        begin = self._hour(span, point=point)
        if done > 0:
            _fill(task, ActualStart=_moment(span.start, begin))
        if done == 1:
            _fill(task, ActualFinish=_moment(span.finish, begin if point else EVENING))

    def _links(self, task: Any, after: list[str]) -> None:
        for code in after:
            link = _add(task, "PredecessorLink")
            _fill(link, PredecessorUID=self.uids[code], Type=1, CrossProject=0)
            _fill(link, LinkLag=0, LagFormat=7)

    def _baseline(
        self, task: Any, span: Span, hours: int, cost: int, *, point: bool = False
    ) -> None:
        begin = self._hour(span, point=point)
        days = 0 if point else self._length(span)
        _fill(
            _add(task, "Baseline"),
            Number=0,
            Start=_moment(span.start, begin),
            Finish=_moment(span.finish, begin if point else EVENING),
            Duration=f"PT{days * HOURS}H0M0S",
            DurationFormat=7,
            Work=f"PT{hours}H0M0S",
            Cost=cost * 100,
        )


def _moment(day: date, hour: time) -> str:
    return datetime.combine(day, hour).isoformat()


def _add(parent: Any, name: str) -> Any:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")


def _fill(parent: Any, **values: object) -> None:
    for name, value in values.items():
        _add(parent, name).text = str(value)
