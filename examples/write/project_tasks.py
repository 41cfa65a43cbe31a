"""The tasks of a schedule in Microsoft Project's XML: branches, tasks, milestones."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from examples.write.mspdi import EVENING, MORNING, add, fill, moment
from examples.write.network import Span
from examples.write.project import HOURS, Data
from examples.write.project_view import Standing

PERCENT = 100
TENTHS_OF_A_DAY = 4800
"""How Project counts slack: in tenths of a minute, here of a working day of eight hours."""


def reach(dates: Mapping[str, Span]) -> tuple[date, date]:
    """Return the first and the last day of a schedule."""
    return min(s.start for s in dates.values()), max(s.finish for s in dates.values())


class TaskRows:
    """Writes the tasks below an element; ``uids`` gives the number of each code."""

    def __init__(self, standing: Standing, rows: Any, uids: Mapping[str, int]) -> None:
        self.standing, self.project = standing, standing.project
        self.rows, self.uids = rows, uids

    def write(self) -> None:
        """Write the task of the project itself, then branches, tasks and milestones."""
        project, rows = self.project, self.rows
        top = [leaf for group in project.groups for leaf in group["leaves"]]
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

    def _summary(
        self, rows: Any, uid: int, name: str, wbs: str, outline: str, level: int, leaves: list[Data]
    ) -> None:
        now = [self.standing.now[leaf["code"]] for leaf in leaves]
        base = [self.standing.base[leaf["code"]] for leaf in leaves]
        begin, end = min(s.start for s in now), max(s.finish for s in now)
        if level == 0:
            begin, end = reach(self.standing.now)
        work = sum(sum(leaf["work"].values()) for leaf in leaves)
        cost = sum(self.project.cost(leaf) for leaf in leaves)
        spent = sum(self.standing.cost(leaf) for leaf in leaves)
        done = sum(self.standing.done(leaf["code"]) * leaf["days"] for leaf in leaves)
        part = done / sum(leaf["days"] for leaf in leaves)
        task = self._row(rows, uid, name, wbs, outline, level, Span(begin, end, 0))
        fill(
            task,
            Milestone=0,
            Summary=1,
            Critical=int(any(span.slack == 0 for span in now)),
            TotalSlack=min(span.slack for span in now) * TENTHS_OF_A_DAY,
            FixedCost=0,
            PercentComplete=int(part * PERCENT),
            Cost=spent * 100,
            ConstraintType=0,
            CalendarUID=-1,
        )
        first = Span(min(s.start for s in base), max(s.finish for s in base), 0)
        self._baseline(task, first, work, cost)

    def _leaf(self, rows: Any, leaf: Data, outline: str) -> None:
        code, now = leaf["code"], self.standing.now[leaf["code"]]
        done, cost, worked = self.standing.done(code), self.standing.cost(leaf), self._worked(leaf)
        hours = sum(leaf["work"].values())
        task = self._row(rows, self.uids[code], leaf["name"], code, outline, 2, now)
        fill(
            task,
            Work=f"PT{sum(self.standing.hours(leaf).values())}H0M0S",
            Milestone=0,
            Summary=0,
            Critical=int(now.slack == 0),
            TotalSlack=now.slack * TENTHS_OF_A_DAY,
            FixedCost=(cost - worked) * 100,
            PercentComplete=round(done * PERCENT),
            Cost=cost * 100,
        )
        self._actual(task, now, done)
        fill(task, ActualCost=round(cost * done) * 100)
        fill(task, ConstraintType=0, CalendarUID=-1)
        self._links(task, leaf["after"])
        self._baseline(task, self.standing.base[code], hours, self.project.cost(leaf))

    def _worked(self, leaf: Data) -> int:
        rates = self.project.plan["resources"]
        return sum(int(rates[who]["rate"]) * n for who, n in self.standing.hours(leaf).items())

    def _milestone(self, rows: Any, gate: Data, outline: str) -> None:
        code, now = gate["code"], self.standing.now[gate["code"]]
        done = self.standing.done(code, milestone=True)
        task = self._row(rows, self.uids[code], gate["name"], code, outline, 1, now, point=True)
        fill(
            task,
            Milestone=1,
            Summary=0,
            Critical=int(now.slack == 0),
            TotalSlack=now.slack * TENTHS_OF_A_DAY,
            PercentComplete=round(done * PERCENT),
            Cost=0,
        )
        self._actual(task, now, done, point=True)
        fill(task, ConstraintType=0, CalendarUID=-1)
        self._links(task, gate["after"])
        self._baseline(task, self.standing.base[code], 0, 0, point=True)

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
        task = add(rows, "Task")
        begin = self._hour(span, point=point)
        fill(task, UID=uid, ID=uid, Name=name, Active=1, Manual=0, Type=0, IsNull=0)
        fill(task, WBS=wbs, OutlineNumber=outline, OutlineLevel=level, Priority=500)
        fill(task, Start=moment(span.start, begin))
        fill(task, Finish=moment(span.finish, begin if point else EVENING))
        days = 0 if point else self.standing.length(span)
        fill(task, Duration=f"PT{days * HOURS}H0M0S", DurationFormat=7)
        return task

    def _hour(self, span: Span, *, point: bool) -> time:
        return EVENING if point and span.finish > self.project.facts["start"] else MORNING

    def _actual(self, task: Any, span: Span, done: float, *, point: bool = False) -> None:
        begin = self._hour(span, point=point)
        if done > 0:
            fill(task, ActualStart=moment(span.start, begin))
        if done == 1:
            fill(task, ActualFinish=moment(span.finish, begin if point else EVENING))

    def _links(self, task: Any, after: list[str]) -> None:
        for code in after:
            link = add(task, "PredecessorLink")
            fill(link, PredecessorUID=self.uids[code], Type=1, CrossProject=0)
            fill(link, LinkLag=0, LagFormat=7)

    def _baseline(
        self, task: Any, span: Span, hours: int, cost: int, *, point: bool = False
    ) -> None:
        begin = self._hour(span, point=point)
        days = 0 if point else self.standing.length(span)
        fill(
            add(task, "Baseline"),
            Number=0,
            Start=moment(span.start, begin),
            Finish=moment(span.finish, begin if point else EVENING),
            Duration=f"PT{days * HOURS}H0M0S",
            DurationFormat=7,
            Work=f"PT{hours}H0M0S",
            Cost=cost * 100,
        )
