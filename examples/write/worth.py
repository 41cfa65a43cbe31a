"""What a project is worth: options compared and what the result depends on, from the plan.

``appraisal`` of the plan gives the discount rate, the years of benefit, and what the result costs
to run each year; the gain of the project itself is the sum of its benefits.
"""

from typing import Any

from examples.write.project import Data, Project
from examples.write.tables import Table, table_of

THOUSAND = 1000


def yearly(project: Project) -> int:
    """The benefits of a year, less what the result costs to run."""
    gain = sum(int(entry["worth"]) for entry in project.plan["benefits"])
    return gain - int(project.plan["appraisal"]["running"])


def net_value(project: Project, cost: float, net: float) -> int:
    """The net present value of a yearly gain against a cost paid at once, to the thousand."""
    case = project.plan["appraisal"]
    rate, years = float(case["rate"]), int(case["years"])
    factor = (1 - (1 + rate) ** -years) / rate
    return round((net * factor - cost) / THOUSAND) * THOUSAND


def payback(project: Project) -> float:
    """The years after which the benefits have paid the project, to a tenth."""
    return round(project.budget / yearly(project), 1)


def options(project: Project) -> Table:
    """The options with cost, yearly net gain, years to pay back, net present value and verdict."""
    return table_of(project, "options", [_option(project, entry) for entry in _options(project)])


def sensitivity(project: Project) -> Table:
    """The net present value when one assumption turns out worse, one at a time."""
    rows: list[list[Any]] = []
    gains = {entry["id"]: int(entry["worth"]) for entry in project.plan["benefits"]}
    for case in project.plan["sensitivity"]:
        share = float(case["share"])
        lost = sum(gains[name] for name in case.get("benefits", ())) * share
        dearer = project.budget * share if case.get("cost") else 0
        running = int(project.plan["appraisal"]["running"]) * share if case.get("running") else 0
        value = net_value(project, project.budget + dearer, yearly(project) - lost - running)
        rows.append([case["what"], case["change"], value, case["verdict"]])
    return table_of(project, "sensitivity", rows)


def _options(project: Project) -> list[Data]:
    own = {"cost": project.budget, "net": yearly(project)}
    return [{**own, **entry} for entry in project.plan["options"]]


def _option(project: Project, entry: Data) -> list[Any]:
    cost, net = entry["cost"], entry["net"]
    years = round(cost / net, 1) if net else ""
    value = net_value(project, cost, net) if net else 0
    return [entry["name"], cost, net, years, value, entry["verdict"]]
