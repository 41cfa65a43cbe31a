"""The tables of scope, schedule and people, computed from the plan of a project."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from examples.write.cell import Formula
from examples.write.project import HOURS, Data, Project

Table = dict[str, Any]


def responsible(project: Project, leaf: Data) -> str:
    """Return the role that answers for the task."""
    for entry in leaf["raci"].split():
        who, letter = entry.split(":")
        if letter == "A":
            return str(project.plan["organisation"][who]["role"])
    raise KeyError(leaf["code"])


def breakdown(project: Project) -> Table:
    """The work breakdown structure with effort and cost, each branch the sum of its children."""
    hours = [sum(leaf["work"].values()) for leaf in project.leaves]
    count = len(project.leaves) + len(project.groups)
    starts = _starts(project)
    rows: list[list[Any]] = [
        [
            "=0",
            project.facts["name"],
            0,
            project.manager["role"],
            "",
            _sum("F", starts, sum(hours), start=0),
            _sum("G", starts, project.accounts, start=0),
        ]
    ]
    for group in project.groups:
        size = len(group["leaves"])
        effort = sum(sum(leaf["work"].values()) for leaf in group["leaves"])
        rows.append(
            [
                f"={group['code']}",
                group["name"],
                1,
                project.manager["role"],
                "",
                Formula(f"=SUM(F[+1]:F[+{size}])", effort),
                Formula(f"=SUM(G[+1]:G[+{size}])", project.group_cost(group)),
            ]
        )
        rows += [
            [
                leaf["code"],
                leaf["name"],
                2,
                responsible(project, leaf),
                leaf["product"],
                sum(leaf["work"].values()),
                project.cost(leaf),
            ]
            for leaf in group["leaves"]
        ]
    if len(rows) != count + 1:
        raise ValueError(project.facts["code"])
    return table_of(project, "wbs", rows)


def _starts(project: Project) -> list[int]:
    places, row = [], 1
    for group in project.groups:
        places.append(row)
        row += 1 + len(group["leaves"])
    return places


def _sum(column: str, places: Iterable[int], value: int, *, start: int) -> Formula:
    cells = "+".join(f"{column}[+{place - start}]" for place in places)
    return Formula(f"={cells}", value)


def dictionary(project: Project) -> Table:
    """Each task with its product, how that is accepted, and who answers for it."""
    rows = [
        [
            leaf["code"],
            leaf["name"],
            leaf["product"],
            leaf["criterion"],
            leaf["method"],
            responsible(project, leaf),
            project.planned[leaf["code"]].start,
            project.planned[leaf["code"]].finish,
        ]
        for leaf in project.leaves
    ]
    return table_of(project, "dictionary", rows)


def acceptance(project: Project, *, vague: Mapping[str, str] | None = None) -> Table:
    """The products with criterion, method, who verifies and when, for a quality plan.

    ``vague`` gives some products a criterion that nobody can measure.
    """
    instead = vague or {}
    rows = [
        [
            leaf["code"],
            leaf["product"],
            instead.get(leaf["code"], leaf["criterion"]),
            leaf["method"],
            responsible(project, leaf),
            project.planned[leaf["code"]].finish,
        ]
        for leaf in project.leaves
    ]
    return table_of(project, "acceptance", rows)


def raci(project: Project) -> Table:
    """Who does and who answers for each task: exactly one A in each row."""
    organisation: Mapping[str, Data] = project.plan["organisation"]
    rows = []
    for leaf in project.leaves:
        letters = dict(entry.split(":") for entry in leaf["raci"].split())
        rows.append(
            [leaf["code"], leaf["name"], *(letters.get(short, "") for short in organisation)]
        )
    table = table_of(project, "raci", rows)
    table["head"] = [*table["head"], *(entry["role"] for entry in organisation.values())]
    return table


def organisation(project: Project) -> Table:
    """The people of the project and what they answer for."""
    rows = [
        [entry["role"], entry["person"], entry["duty"]]
        for entry in project.plan["organisation"].values()
    ]
    return table_of(project, "organisation", rows)


def milestones(project: Project, *, on: date | None = None) -> Table:
    """The gates with their baseline date and, on a day, the date of those that came by then."""
    rows: list[list[Any]] = []
    for gate in project.plan["milestones"]:
        row: list[Any] = [gate["name"], project.at(gate["code"])]
        came = project.came[gate["code"]].finish
        rows.append(row if on is None else [*row, came if came <= on else ""])
    return table_of(project, "milestones" if on is None else "milestones_came", rows)


def staffing(project: Project) -> Table:
    """The days of each role in each month, with the hours behind them."""
    spread: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for leaf in project.leaves:
        span = project.planned[leaf["code"]]
        days = project.days.between(span.start, span.finish)
        for who, hours in leaf["work"].items():
            for day in days:
                spread[who][f"{day:%Y-%m}"] += hours / len(days) / HOURS
    months = sorted({month for line in spread.values() for month in line})
    rows = []
    for who, resource in project.plan["resources"].items():
        line = [round(spread[who][month], 1) for month in months]
        total = Formula(f"=SUM(C[0]:{letter_of(1 + len(months))}[0])", round(sum(line), 1))
        rows.append([resource["name"], resource["person"], *line, total])
    table = table_of(project, "staffing", rows)
    names = [month_name(project, f"{month}-01") for month in months]
    table["head"] = [*table["head"][:2], *names, table["head"][2]]
    table["widths"] = [24, 30, *([9] * len(months)), 9]
    return table


def month_name(project: Project, day: str) -> str:
    """Write a month in short: ``2027-03``, which sorts and reads in both languages."""
    return date.fromisoformat(day).strftime("%m/%Y" if project.language == "fr" else "%Y-%m")


def letter_of(column: int) -> str:
    """Return the letter of a column of a sheet, counted from 0."""
    first, second = divmod(column, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)


def table_of(project: Project, name: str, rows: list[list[Any]]) -> Table:
    """Put rows under the head that the words of the project give to a table."""
    return {
        "head": list(project.words[name]["head"]),
        "rows": rows,
        "widths": list(project.words[name].get("widths", ())),
    }
