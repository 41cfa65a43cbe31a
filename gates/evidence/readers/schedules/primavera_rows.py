"""Primavera XER: tables of tab-separated rows, of which a schedule is put together.

Dates are local. Where the file holds no baseline of its own, and an XER file never does, the
planned dates stand for it, as Primavera itself shows them.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from domain.text import Text
from gates.evidence.content import Assignment, Content, Link, Schedule, Task
from gates.evidence.readers.project_values import LONGEST_NAME, instant, number, sum_of, whole
from gates.evidence.readers.schedules.outline import Node, outlined, top_of
from gates.evidence.readers.schedules.primavera_calendars import calendars_of_rows
from gates.evidence.readers.schedules.primavera_tables import (
    Row,
    Tables,
    currency_of,
    minutes_per_day_of,
    oddities_of,
    project_of,
    rows_of_project,
    staff_of,
    tables_of,
)

_CONSTRAINTS = {
    "CS_ALAP": "ALAP",
    "CS_MSO": "MSO",
    "CS_MEO": "MFO",
    "CS_MANDSTART": "MSO",
    "CS_MANDFIN": "MFO",
    "CS_MSOA": "SNET",
    "CS_MSOB": "SNLT",
    "CS_MEOA": "FNET",
    "CS_MEOB": "FNLT",
}
_OF_PROJECT = ("PROJWBS", "TASK", "TASKPRED", "TASKRSRC", "PROJCOST")
_MILESTONES = {"TT_Mile", "TT_FinMile"}
_EFFORT = {"TT_LOE", "TT_WBS"}
_KINDS = {"FS", "SS", "FF", "SF"}
_HUNDRED = Decimal(100)


def read_primavera_rows(text: str) -> tuple[Content, bool, Text]:
    """Return the schedule of an XER file, whether all was read, and what is odd in it."""
    header, tables = tables_of(text)
    project = project_of(tables)
    of_project = rows_of_project(tables, project, *_OF_PROJECT)
    nodes = _nodes(of_project["PROJWBS"])
    money = _money(of_project["TASKRSRC"], of_project["PROJCOST"])
    tasks: dict[str, list[Task]] = {}
    for row in of_project["TASK"]:
        tasks.setdefault(row.get("wbs_id", ""), []).append(_task(row, project, money))
    top = top_of(nodes)
    names = _names(tables)
    schedule = Schedule(
        title=(top.name if top else "") or project.get("proj_short_name", "")[:LONGEST_NAME],
        currency=currency_of(header, tables),
        status_date=instant(project.get("last_recalc_date")),
        minutes_per_day=minutes_per_day_of(project, tables),
        task_rows=len(nodes) + len(of_project["TASK"]),
        tasks=outlined(nodes, tasks),
        links=tuple(_links(of_project["TASKPRED"], project)),
        resources=tuple(names.values()),
        assignments=_assignments(of_project["TASKRSRC"], names),
        start=instant(project.get("plan_start_date")),
        must_finish=instant(project.get("plan_end_date")),
        baseline_set=instant(project.get("last_baseline_update_date")),
        critical_slack_minutes=_minutes(project.get("critical_drtn_hr_cnt")) or Decimal(0),
        calendar=project.get("clndr_id", ""),
        calendars=calendars_of_rows(tables.get("CALENDAR", ())),
        staff=staff_of(tables),
    )
    odd = oddities_of(tables, project)
    return Content(title=schedule.title, schedule=schedule), not odd, odd


def _nodes(rows: Iterable[Row]) -> list[Node]:
    return [
        Node(
            key=row.get("wbs_id", ""),
            parent=row.get("parent_wbs_id", ""),
            code=row.get("wbs_short_name", "").strip()[:LONGEST_NAME],
            name=row.get("wbs_name", "").strip()[:LONGEST_NAME],
            order=whole(row.get("seq_num"), default=0),
        )
        for row in rows
    ]


def _money(assigned: Iterable[Row], expenses: Iterable[Row]) -> dict[str, tuple[Decimal, Decimal]]:
    """Return cost at completion and actual cost of each task that has any."""
    found: dict[str, tuple[Decimal, Decimal]] = {}
    names = (("act_reg_cost", "act_ot_cost"), ("act_cost",))
    for rows, actual_names in zip((assigned, expenses), names, strict=True):
        for row in rows:
            actual = sum_of(row.get(name) for name in actual_names) or Decimal(0)
            remaining = number(row.get("remain_cost")) or Decimal(0)
            cost, spent = found.get(row.get("task_id", ""), (Decimal(0), Decimal(0)))
            found[row.get("task_id", "")] = (cost + actual + remaining, spent + actual)
    return found


def _task(row: Row, project: Row, money: Mapping[str, tuple[Decimal, Decimal]]) -> Task:
    kind = row.get("task_type", "")
    cost, spent = money.get(row.get("task_id", ""), (None, None))
    slack = number(row.get("total_float_hr_cnt"))
    constraint = row.get("cstr_type", "")
    return Task(
        uid=row.get("task_id", ""),
        id=row.get("task_code", "").strip(),
        name=row.get("task_name", "").strip()[:LONGEST_NAME],
        milestone=kind in _MILESTONES,
        start=_first(row, "act_start_date", "restart_date", "early_start_date", "target_start_date")
        or (_finish(row) if kind == "TT_FinMile" else None),
        finish=_finish(row)
        or (_first(row, "act_start_date", "restart_date") if kind == "TT_Mile" else None),
        baseline_start=instant(row.get("target_start_date")),
        baseline_finish=instant(row.get("target_end_date")),
        actual_start=instant(row.get("act_start_date")),
        actual_finish=instant(row.get("act_end_date")),
        constraint=_CONSTRAINTS.get(constraint, "" if constraint else "ASAP"),
        constraint_date=instant(row.get("cstr_date")),
        duration_minutes=_minutes(row.get("target_drtn_hr_cnt")),
        total_slack_minutes=None if slack is None else slack * 60,
        critical=_is_critical(row, project, slack),
        percent_complete=_percent(row),
        cost=cost,
        actual_cost=spent,
        work=sum_of(row.get(name) for name in ("act_work_qty", "remain_work_qty")),
        effort=kind in _EFFORT,
        calendar=row.get("clndr_id", ""),
        remaining_minutes=_minutes(row.get("remain_drtn_hr_cnt")),
        physical=number(row.get("phys_complete_pct"))
        if row.get("complete_pct_type") == "CP_Phys"
        else None,
    )


def _finish(row: Row) -> datetime | None:
    return _first(row, "act_end_date", "reend_date", "early_end_date", "target_end_date")


def _first(row: Row, *names: str) -> datetime | None:
    """Return the first instant of several that a row states."""
    return next((found for name in names if (found := instant(row.get(name)))), None)


def _minutes(hours: str | None) -> Decimal | None:
    found = number(hours)
    return None if found is None else found * 60


def _is_critical(row: Row, project: Row, slack: Decimal | None) -> bool:
    """Tell whether Primavera shows a task as critical: by its float, or by the longest path."""
    if row.get("act_end_date") or row.get("status_code") == "TK_Complete":
        return False
    if project.get("critical_path_type") == "CT_DrivPath":
        return row.get("driving_path_flag") == "Y"
    return slack is not None and slack <= (
        number(project.get("critical_drtn_hr_cnt")) or Decimal(0)
    )


def _percent(row: Row) -> Decimal | None:
    """Return the progress of a task in the way that the task is measured."""
    status = row.get("status_code")
    if status in {"TK_Complete", "TK_NotStart"}:
        return _HUNDRED if status == "TK_Complete" else Decimal(0)
    measured = row.get("complete_pct_type")
    if measured == "CP_Phys":
        return number(row.get("phys_complete_pct"))
    done, left = (
        ("act_work_qty", "remain_work_qty")
        if measured == "CP_Units"
        else ("target_drtn_hr_cnt", "remain_drtn_hr_cnt")
    )
    first, rest = number(row.get(done)), number(row.get(left))
    if first is None or rest is None:
        return None
    share, total = (first, first + rest) if measured == "CP_Units" else (first - rest, first)
    return min(_HUNDRED, max(Decimal(0), share * 100 / total)) if total > 0 else Decimal(0)


def _links(rows: Iterable[Row], project: Row) -> Iterable[Link]:
    """Yield the links within the project; those to other projects stand outside the schedule."""
    for row in rows:
        if row.get("pred_proj_id", project.get("proj_id")) != project.get("proj_id"):
            continue
        kind = row.get("pred_type", "").removeprefix("PR_")
        yield Link(
            predecessor=row.get("pred_task_id", ""),
            successor=row.get("task_id", ""),
            kind=kind if kind in _KINDS else "FS",
            lag_minutes=_minutes(row.get("lag_hr_cnt")) or Decimal(0),
        )


def _names(tables: Tables) -> dict[str, str]:
    """Return the names of resources, and of roles, which are assigned to work like them."""
    names = {
        f"{key}:{row.get(key, '')}": row.get(name, "").strip()[:LONGEST_NAME]
        for table, key, name in (
            ("RSRC", "rsrc_id", "rsrc_name"),
            ("ROLES", "role_id", "role_name"),
        )
        for row in tables.get(table, ())
    }
    return {key: name for key, name in names.items() if name}


def _assignments(rows: Iterable[Row], names: Mapping[str, str]) -> tuple[Assignment, ...]:
    return tuple(
        Assignment(
            task=row.get("task_id", ""),
            resource=names.get(f"rsrc_id:{row.get('rsrc_id')}", "")
            or names.get(f"role_id:{row.get('role_id')}", ""),
            units=number(row.get("target_qty_per_hr")),
            work=sum_of(row.get(name) for name in ("act_reg_qty", "act_ot_qty", "remain_qty")),
        )
        for row in rows
    )
