"""The tables of cost and procurement, computed from the plan of a project."""

from collections import defaultdict
from typing import Any

from examples.write.cell import Formula
from examples.write.project import Project
from examples.write.tables import Table, _letter, _table, month_name


def budget(project: Project, *, typed: int | None = None) -> Table:
    """The cost baseline task by task, with contingency, reserve and the authorised budget.

    ``typed`` puts a number in the place of the formula that adds up the tasks.
    """
    words, rows = project.words["budget"], list[list[Any]]()
    starts = []
    for group in project.groups:
        starts.append(len(rows))
        size = len(group["leaves"])
        labour = sum(project.labour(leaf) for leaf in group["leaves"])
        bought = project.group_cost(group) - labour
        rows.append(
            [
                f"={group['code']}",
                group["name"],
                "",
                *(
                    Formula(f"=SUM({column}[+1]:{column}[+{size}])", value)
                    for column, value in (("D", labour), ("E", bought), ("F", labour + bought))
                ),
                "",
            ]
        )
        rows += [
            [
                leaf["code"],
                leaf["name"],
                words["bought"] if leaf.get("buy") else words["made"],
                project.labour(leaf),
                leaf.get("buy", 0),
                Formula("=D[0]+E[0]", project.cost(leaf)),
                leaf["basis"],
            ]
            for leaf in group["leaves"]
        ]
    rows += _foot(project, len(rows), starts, typed)
    return _table(project, "budget", rows)


def _foot(project: Project, row: int, starts: list[int], typed: int | None) -> list[list[Any]]:
    words = project.words["budget"]
    labour = sum(project.labour(leaf) for leaf in project.leaves)
    total: Any = _added("F", row, starts, project.accounts)
    if typed is not None:
        total = typed
    return [
        [
            "=",
            words["accounts"],
            "",
            _added("D", row, starts, labour),
            _added("E", row, starts, project.accounts - labour),
            total,
            "",
        ],
        ["", words["contingency"], "", "", "", project.plan["contingency"], words["emv"]],
        [
            "=",
            words["baseline"],
            "",
            "",
            "",
            project.baseline if typed is not None else Formula("=F[-2]+F[-1]", project.baseline),
            "",
        ],
        ["", words["reserve"], "", "", "", project.reserve, words["authority"]],
        ["=", words["total"], "", "", "", Formula("=F[-2]+F[-1]", project.budget), ""],
    ]


def _added(column: str, row: int, starts: list[int], value: int) -> Formula:
    cells = "+".join(f"{column}[{start - row}]" for start in starts)
    return Formula(f"={cells}", value)


def outturn(project: Project, *, gate: str) -> Table:
    """The cost baseline beside what was spent and what is forecast, at a gate."""
    status = project.came[gate].finish
    words, rows, starts = project.words["outturn"], list[list[Any]](), list[int]()
    for group in project.groups:
        starts.append(len(rows))
        size = len(group["leaves"])
        lines = []
        for leaf in group["leaves"]:
            spent = project.spent(leaf) if project.came[leaf["code"]].finish <= status else 0
            left = project.spent(leaf) - spent
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
    total = [_added(c, row, starts, v) for c, v in zip("CDEFG", totals, strict=True)]
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
    return _table(project, "outturn", rows)


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
    return _table(project, "phasing", _phased(project, months, lines))


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


def buying(project: Project, *, without: str = "") -> Table:
    """The make-or-buy decision of each task with a purchase, and of those looked at and made."""
    words, rows = project.words["buying"], list[list[Any]]()
    names = {leaf["code"]: leaf for leaf in project.leaves}
    for code, case in project.plan["buying"].items():
        if code == without:
            continue
        leaf = names[code]
        bought = bool(leaf.get("buy"))
        rows.append(
            [
                code,
                leaf["name"],
                case["make"] if bought else project.cost(leaf),
                leaf["buy"] if bought else case["buy"],
                case["capability"],
                case["risk"],
                words["buy"] if bought else words["make"],
                case["decided"],
            ]
        )
    return _table(project, "buying", rows)


def contracts(project: Project) -> Table:
    """Each lot that is bought, with the kind of contract, its value and its dates."""
    lots: dict[str, int] = defaultdict(int)
    for leaf in project.leaves:
        if leaf.get("buy"):
            lots[leaf["lot"]] += leaf["buy"]
    rows: list[list[Any]] = [
        [lot, case["kind"], lots[lot], case["tender"], case["award"], case["payment"]]
        for lot, case in project.plan["lots"].items()
    ]
    if set(lots) != set(project.plan["lots"]):
        raise ValueError(set(lots) ^ set(project.plan["lots"]))
    size = len(rows)
    total = Formula(f"=SUM(C[-{size}]:C[-1])", sum(lots.values()))
    rows.append([f"={project.words['contracts']['total']}", "", total, "", "", ""])
    return _table(project, "contracts", rows)


def last_column(table: Table) -> str:
    """Return the letter of the last column of a table."""
    return _letter(len(table["head"]) - 1)
