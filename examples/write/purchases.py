"""What is made and what is bought, computed from the plan of a project."""

from collections import defaultdict
from typing import Any

from examples.write.cell import Formula
from examples.write.project import Project
from examples.write.tables import Table, table_of


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
    return table_of(project, "buying", rows)


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
    return table_of(project, "contracts", rows)
