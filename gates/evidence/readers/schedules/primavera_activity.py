"""An activity of a PMXML file as a task: its dates, its money, whether it is critical."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from lxml import etree

from gates.evidence.content import Task
from gates.evidence.readers.project_values import instant, number, sum_of
from gates.evidence.readers.schedules.primavera_elements import Row, rows_of

_COSTS = ("Labor", "NonLabor", "Material", "Expense")
_CONSTRAINTS = {
    "": "ASAP",
    "As Late As Possible": "ALAP",
    "Start On": "MSO",
    "Finish On": "MFO",
    "Mandatory Start": "MSO",
    "Mandatory Finish": "MFO",
    "Start On or After": "SNET",
    "Start On or Before": "SNLT",
    "Finish On or After": "FNET",
    "Finish On or Before": "FNLT",
}
_MILESTONES = {"Start Milestone", "Finish Milestone"}
_EFFORT = {"Level of Effort", "WBS Summary"}
_HUNDRED = Decimal(100)


class Money:
    """Cost at completion and actual cost of activities, by their assignments and expenses."""

    def __init__(self, project: etree._Element) -> None:
        self._costs: dict[str, Decimal] = {}
        self._spent: dict[str, Decimal] = {}
        for name in ("ResourceAssignment", "ActivityExpense"):
            for fields in rows_of(project, name):
                self._add(fields)

    def _add(self, fields: Row) -> None:
        key = fields.get("ActivityObjectId", "")
        spent = number(fields.get("ActualCost"))
        cost = number(fields.get("AtCompletionCost"))
        if cost is None:
            cost = sum_of(fields.get(name) for name in ("ActualCost", "RemainingCost"))
        if cost is not None:
            self._costs[key] = self._costs.get(key, Decimal(0)) + cost
        if spent is not None:
            self._spent[key] = self._spent.get(key, Decimal(0)) + spent

    def of(self, fields: Row) -> tuple[Decimal | None, Decimal | None]:
        """Return what an activity states itself, else what its parts add up to."""
        key = fields.get("ObjectId", "")
        cost = sum_of(fields.get(f"AtCompletion{kind}Cost") for kind in _COSTS)
        spent = sum_of(fields.get(f"Actual{kind}Cost") for kind in _COSTS)
        # An activity states noughts where only its assignments were costed.
        return cost or self._costs.get(key, cost), spent or self._spent.get(key, spent)


def activity(fields: Row, about: Row, baseline: Mapping[str, Row] | None, money: Money) -> Task:
    """Return an activity as a task.

    ``about`` are the fields of its project; ``baseline`` the activities of the stored baseline by
    their code, without which the planned dates stand for it.
    """
    planned = fields if baseline is None else baseline.get(fields.get("Id", ""), {})
    cost, spent = money.of(fields)
    share = number(fields.get("PercentComplete"))
    slack = number(fields.get("TotalFloat"))
    return Task(
        uid=fields.get("ObjectId", ""),
        id=fields.get("Id", ""),
        name=fields.get("Name", ""),
        milestone=fields.get("Type") in _MILESTONES,
        start=_first(fields, "ActualStartDate", "StartDate", "PlannedStartDate"),
        finish=_first(fields, "ActualFinishDate", "FinishDate", "PlannedFinishDate"),
        baseline_start=_planned(planned, "Start", stored=baseline is not None),
        baseline_finish=_planned(planned, "Finish", stored=baseline is not None),
        actual_start=instant(fields.get("ActualStartDate")),
        actual_finish=instant(fields.get("ActualFinishDate")),
        constraint=_CONSTRAINTS.get(fields.get("PrimaryConstraintType", ""), ""),
        constraint_date=instant(fields.get("PrimaryConstraintDate")),
        duration_minutes=minutes_of_hours(fields.get("AtCompletionDuration"))
        or minutes_of_hours(fields.get("PlannedDuration")),
        total_slack_minutes=None if slack is None else slack * 60,
        critical=_is_critical(fields, about, slack),
        percent_complete=None if share is None else share * _HUNDRED,
        cost=cost,
        baseline_cost=None if baseline is None else _planned_cost(planned),
        actual_cost=spent,
        work=sum_of(fields.get(f"{kind}LaborUnits") for kind in ("Actual", "Remaining")),
        effort=fields.get("Type") in _EFFORT,
        calendar=fields.get("CalendarObjectId", ""),
        remaining_minutes=minutes_of_hours(fields.get("RemainingDuration")),
        physical=share * _HUNDRED
        if share is not None and fields.get("PercentCompleteType") == "Physical"
        else None,
    )


def _first(fields: Row, *names: str) -> datetime | None:
    return next((found for name in names if (found := instant(fields.get(name)))), None)


def _planned(fields: Row, end: str, *, stored: bool) -> datetime | None:
    """Return a planned date; a stored baseline leaves it out for what was finished by then."""
    names = (f"Planned{end}Date", f"{end}Date") if stored else (f"Planned{end}Date",)
    return _first(fields, *names)


def _planned_cost(fields: Row) -> Decimal | None:
    return sum_of(fields.get(f"Planned{kind}Cost") for kind in _COSTS)


def minutes_of_hours(hours: str | None) -> Decimal | None:
    """Return hours in minutes, or None where none are written."""
    found = number(hours)
    return None if found is None else found * 60


def _is_critical(fields: Row, about: Row, slack: Decimal | None) -> bool | None:
    """Tell whether Primavera shows an activity as critical, or None where the file cannot tell.

    The file seldom states the float; early and late dates show whether there is any.
    """
    if fields.get("ActualFinishDate") or fields.get("Status") == "Completed":
        return False
    if about.get("CriticalActivityPathType") == "Longest Path" and "IsLongestPath" in fields:
        return fields["IsLongestPath"] in {"1", "true"}
    limit = number(about.get("CriticalActivityFloatThreshold")) or Decimal(0)
    if slack is not None:
        return slack <= limit
    early = _first(fields, "RemainingEarlyFinishDate", "EarlyFinishDate")
    late = _first(fields, "RemainingLateFinishDate", "LateFinishDate")
    if early is None or late is None:
        return None
    return Decimal((late - early).total_seconds()) / 3600 <= limit
