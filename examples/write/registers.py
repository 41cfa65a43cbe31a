"""The registers: risks, stakeholders, what they are told, benefits."""

from datetime import date
from typing import Any

from examples.write.cell import Formula
from examples.write.project import Data, Project
from examples.write.tables import Table, table_of

HIGH, MEDIUM = 12, 6
"""Scores from which a risk is critical, or moderate, on a scale of 1 to 5 times 1 to 5."""


def risks(project: Project, *, gate: str, on: date, without_owner: str = "") -> Table:
    """The risk register for a gate, brought up to date on a day."""
    words = project.words["risks"]
    rows = []
    for risk in project.plan["risks"]:
        if risk.get("seen", on) > on:
            continue
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
                on,
            ]
        )
    return table_of(project, "risks", rows)


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
    rows.append(["=", words["total"], "", "", Formula(f"=SUM(E[-{size}]:E[-1])", total)])
    return table_of(project, "exposure", rows)


def stakeholders(project: Project) -> Table:
    """Who can help, hinder or be affected."""
    names = ("name", "kind", "expects", "power", "interest", "engage", "keeper")
    rows = [[entry[name] for name in names] for entry in project.plan["stakeholders"]]
    return table_of(project, "stakeholders", rows)


def communication(project: Project) -> Table:
    """What each stakeholder is told, by which channel, how often and by whom."""
    rows = [
        [entry["name"], *(entry["told"][name] for name in ("what", "channel", "often", "sender"))]
        for entry in project.plan["stakeholders"]
    ]
    return table_of(project, "communication", rows)


def benefits(project: Project) -> Table:
    """Each benefit with its measure, where it stands today, its target, date and owner."""
    names = ("id", "name", "measure", "today", "target", "worth", "date", "owner")
    rows: list[list[Any]] = [[entry[name] for name in names] for entry in project.plan["benefits"]]
    size, total = len(rows), sum(entry["worth"] for entry in project.plan["benefits"])
    words = project.words["benefits"]
    added = Formula(f"=SUM(F[-{size}]:F[-1])", total)
    rows.append(["=", words["total"], "", "", "", added, "", ""])
    return table_of(project, "benefits", rows)


def lessons(project: Project) -> Table:
    """What the next project should know."""
    names = ("id", "context", "happened", "advice", "whom", "area")
    rows = [[entry[name] for name in names] for entry in project.plan["lessons"]]
    return table_of(project, "lessons", rows)


def changes(project: Project, *, on: date | None = None) -> Table:
    """Every change asked for by a day, with its effect and who decided."""
    names = ("id", "date", "asked", "what", "cost", "days", "decision", "by", "decided")
    rows = [[entry[name] for name in names] for entry in _by(project, "changes", on)]
    return table_of(project, "changes", rows)


def issues(project: Project, *, on: date) -> Table:
    """Every issue raised by a day, with who deals with it and how it ended."""
    states = project.words["issues"]["states"]
    names = ("id", "date", "what", "urgency", "impact", "owner", "due")
    rows = []
    for entry in _by(project, "issues", on):
        closed = entry["closed"] <= on
        state, end = ("closed", entry["outcome"]) if closed else ("open", entry["action"])
        rows.append([*(entry[name] for name in names), end, states[state]])
    return table_of(project, "issues", rows)


def decisions(project: Project, *, on: date) -> Table:
    """Every decision taken by a day, with who took it and what it changes."""
    names = ("id", "date", "what", "by", "why", "changes")
    rows = [[entry[name] for name in names] for entry in _by(project, "decisions", on)]
    return table_of(project, "decisions", rows)


def tests(project: Project) -> Table:
    """Each planned test with its result, its date, who ran it and the record of it."""
    names = ("id", "what", "criterion", "result", "date", "by", "proof", "state")
    rows = [[entry[name] for name in names] for entry in project.plan["tests"]]
    return table_of(project, "tests", rows)


def _by(project: Project, register: str, day: date | None) -> list[Data]:
    return [entry for entry in project.plan[register] if day is None or entry["date"] <= day]
