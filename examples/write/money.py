"""The cost baseline, computed from the plan of a project."""

from typing import Any

from examples.write.cell import Formula
from examples.write.project import Project
from examples.write.tables import Table, table_of


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
    return table_of(project, "budget", rows)


def _foot(project: Project, row: int, starts: list[int], typed: int | None) -> list[list[Any]]:
    words = project.words["budget"]
    labour = sum(project.labour(leaf) for leaf in project.leaves)
    total: Any = added("F", row, starts, project.accounts)
    if typed is not None:
        total = typed
    return [
        [
            "=",
            words["accounts"],
            "",
            added("D", row, starts, labour),
            added("E", row, starts, project.accounts - labour),
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


def added(column: str, row: int, starts: list[int], value: int) -> Formula:
    """Return the formula, for a row, that adds up the cells of the branches above it."""
    cells = "+".join(f"{column}[{start - row}]" for start in starts)
    return Formula(f"={cells}", value)
