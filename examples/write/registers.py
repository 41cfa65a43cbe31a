"""The registers: risks, stakeholders, what they are told, benefits."""

from typing import Any

from examples.write.cell import Formula
from examples.write.project import Data, Project
from examples.write.tables import Table, _table

HIGH, MEDIUM = 12, 6
"""Scores from which a risk is critical, or moderate, on a scale of 1 to 5 times 1 to 5."""


def risks(project: Project, *, gate: str, without_owner: str = "") -> Table:
    """The risk register as it stands at a gate."""
    words = project.words["risks"]
    day = project.came[gate].finish if gate in ("G4", "G5") else project.at(gate)
    rows = []
    for risk in project.plan["risks"]:
        stand = {**risk, **risk.get(gate, {})}
        score = stand["p"] * stand["i"]
        rows.append(
            [
                risk["id"],
                risk["cause"],
                risk["event"],
                risk["effect"],
                stand["p"],
                stand["i"],
                Formula("=E[0]*F[0]", score),
                _class(words, score),
                "" if risk["id"] == without_owner else stand["owner"],
                words["strategies"][stand["strategy"]],
                stand["response"],
                stand["due"],
                words["states"][stand.get("state", "open")],
                day,
            ]
        )
    return _table(project, "risks", rows)


def _class(words: Data, score: int) -> str:
    low, medium, high = words["classes"]
    return str(high if score >= HIGH else medium if score >= MEDIUM else low)


def exposure(project: Project) -> Table:
    """The expected cost of the risks, which the contingency must cover.

    Raises:
        ValueError: It does not.
    """
    rows: list[list[Any]] = [
        [
            risk["id"],
            risk["event"],
            risk["percent"],
            risk["cost"],
            Formula("=C[0]*D[0]/100", risk["percent"] * risk["cost"] / 100),
        ]
        for risk in project.plan["risks"]
    ]
    total = sum(row[4].value for row in rows)
    if total > project.plan["contingency"]:
        raise ValueError(total)
    size = len(rows)
    words = project.words["exposure"]
    rows.append([f"={words['total']}", "", "", "", Formula(f"=SUM(E[-{size}]:E[-1])", total)])
    return _table(project, "exposure", rows)


def stakeholders(project: Project) -> Table:
    """Who can help, hinder or be affected."""
    names = ("name", "kind", "expects", "power", "interest", "engage", "keeper")
    rows = [[entry[name] for name in names] for entry in project.plan["stakeholders"]]
    return _table(project, "stakeholders", rows)


def communication(project: Project) -> Table:
    """What each stakeholder is told, by which channel, how often and by whom."""
    rows = [
        [entry["name"], *(entry["told"][name] for name in ("what", "channel", "often", "sender"))]
        for entry in project.plan["stakeholders"]
    ]
    return _table(project, "communication", rows)


def benefits(project: Project) -> Table:
    """Each benefit with its measure, where it stands today, its target, date and owner."""
    names = ("id", "name", "measure", "today", "target", "worth", "date", "owner")
    rows: list[list[Any]] = [[entry[name] for name in names] for entry in project.plan["benefits"]]
    size, total = len(rows), sum(entry["worth"] for entry in project.plan["benefits"])
    words = project.words["benefits"]
    added = Formula(f"=SUM(F[-{size}]:F[-1])", total)
    rows.append([f"={words['total']}", "", "", "", "", added, "", ""])
    return _table(project, "benefits", rows)


def lessons(project: Project) -> Table:
    """What the next project should know."""
    names = ("id", "context", "happened", "advice", "whom", "area")
    rows = [[entry[name] for name in names] for entry in project.plan["lessons"]]
    return _table(project, "lessons", rows)


def changes(project: Project) -> Table:
    """Every change since the baseline, with its effect and who decided."""
    names = ("id", "date", "asked", "what", "cost", "days", "decision", "by", "decided")
    rows = [[entry[name] for name in names] for entry in project.plan["changes"]]
    return _table(project, "changes", rows)


def tests(project: Project) -> Table:
    """Each planned test with its result, its date and who ran it."""
    names = ("id", "what", "criterion", "result", "date", "by", "state")
    rows = [[entry[name] for name in names] for entry in project.plan["tests"]]
    return _table(project, "tests", rows)
