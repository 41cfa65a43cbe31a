"""What was spent and what is to be spent when, computed from the plan of a project."""

from collections import defaultdict
from datetime import date
from typing import Any

from examples.write.cell import Formula
from examples.write.money import added
from examples.write.project import Project
from examples.write.tables import Table, month_name, table_of


def outturn(project: Project, *, on: date) -> Table:
    """The cost baseline beside what was spent and what is forecast, on a day."""
    words, rows, starts = project.words["outturn"], list[list[Any]](), list[int]()
    for group in project.groups:
        starts.append(len(rows))
        size = len(group["leaves"])
        lines = []
        for leaf in group["leaves"]:
            done, forecast_cost = project.is_done(leaf, on), project.spent(leaf, on)
            spent = forecast_cost if done else 0
            left = forecast_cost - spent
            forecast = Formula("=D[0]+E[0]", spent + left)
            lines.append(
                [
                    leaf["code"],
                    leaf["name"],
                    project.cost(leaf),
                    spent,
                    left,
                    forecast,
                    Formula("=F[0]-C[0]", spent + left - project.cost(leaf)),
                ]
            )
        sums = [sum(_value(line[place]) for line in lines) for place in range(2, 7)]
        heads = [
            Formula(f"=SUM({column}[+1]:{column}[+{size}])", value)
            for column, value in zip("CDEFG", sums, strict=True)
        ]
        rows += [[f"={group['code']}", group["name"], *heads], *lines]
    totals = [sum(_value(rows[start][place]) for start in starts) for place in range(2, 7)]
    row = len(rows)
    total = [added(c, row, starts, v) for c, v in zip("CDEFG", totals, strict=True)]
    rows.append(["=", words["accounts"], *total])
    used = totals[3] - totals[0]
    left = int(project.plan["contingency"]) - used
    contingency = project.plan["contingency"]
    rows += [
        ["", words["contingency"], contingency, "", left, left, Formula("=F[0]-C[0]", -used)],
        [
            "=",
            words["baseline"],
            *(
                Formula(f"={c}[-2]+{c}[-1]", v)
                for c, v in zip(
                    "CDEFG",
                    (
                        project.baseline,
                        totals[1],
                        totals[2] + left,
                        totals[3] + left,
                        totals[4] - used,
                    ),
                    strict=True,
                )
            ),
        ],
        ["", words["reserve"], project.reserve, "", project.reserve, project.reserve, 0],
        [
            "=",
            words["total"],
            *(
                Formula(f"={c}[-2]+{c}[-1]", v)
                for c, v in zip(
                    "CDEFG",
                    (
                        project.budget,
                        totals[1],
                        totals[2] + left + project.reserve,
                        totals[3] + left + project.reserve,
                        totals[4] - used,
                    ),
                    strict=True,
                )
            ),
        ],
    ]
    return table_of(project, "outturn", rows)


def _value(cell: Any) -> int:
    return int(cell.value) if isinstance(cell, Formula) else int(cell)


def phasing(project: Project) -> Table:
    """The cost baseline by month: tasks spread over their days, contingency in proportion."""
    spread: dict[str, float] = defaultdict(float)
    for leaf in project.leaves:
        span = project.planned[leaf["code"]]
        days = project.days.between(span.start, span.finish)
        for day in days:
            spread[f"{day:%Y-%m}"] += project.cost(leaf) / len(days)
    months = sorted(spread)
    lines, whole = [], dict.fromkeys(("tasks", "contingency"), 0)
    for month in months:
        whole["tasks"] += (tasks := round(spread[month]))
        part = round(project.plan["contingency"] * spread[month] / project.accounts)
        whole["contingency"] += part
        lines.append([tasks, part])
    lines[-1][0] += project.accounts - whole["tasks"]
    lines[-1][1] += project.plan["contingency"] - whole["contingency"]
    return table_of(project, "phasing", _phased(project, months, lines))


def _phased(project: Project, months: list[str], lines: list[list[int]]) -> list[list[Any]]:
    rows, running = list[list[Any]](), 0
    tranches = dict(project.plan["funding"])
    granted = 0
    for month, (tasks, part) in zip(months, lines, strict=True):
        running += tasks + part
        granted += tranches.pop(month, 0)
        if granted < running:
            raise ValueError(month)
        above = Formula("=D[0]" if not rows else "=E[-1]+D[0]", running)
        rows.append(
            [
                month_name(project, f"{month}-01"),
                tasks,
                part,
                Formula("=B[0]+C[0]", tasks + part),
                above,
                granted,
            ]
        )
    size = len(rows)
    columns = (("B", project.accounts), ("C", project.plan["contingency"]), ("D", project.baseline))
    total = [Formula(f"=SUM({c}[-{size}]:{c}[-1])", v) for c, v in columns]
    rows.append([f"={project.words['phasing']['total']}", *total, "", ""])
    return rows
