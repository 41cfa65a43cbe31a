"""The planned dates of a project's gates, from which the dates of its packages follow."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import BadInputError, NotFoundError, OutOfSequenceError
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.fitted.fitting import fit_of
from lifecycle.ledger import record
from lifecycle.wake import wake
from storage.database import lock
from storage.tables.projects import Project

YEARS = range(1950, 2201)
"""The years for which gates are planned; what lies beyond them was mistyped."""


def plan(
    session: Session,
    actor: Actor,
    project: Project,
    dates: Mapping[str, date | None],
    *,
    at: datetime,
) -> Project:
    """Set the planned date of gates, or take it away; a date that stands changes nothing.

    Raises:
        NotAllowedError: The actor neither manages the project nor is the PMO.
        NotFoundError: The method has no such gate for the project.
        BadInputError: A date lies outside the years of projects.
        OutOfSequenceError: The project is closed.
    """
    project = lock(session, Project, project.id)
    require(session, Act.PLAN, actor, project)
    method = fit_of(session, project, at=at).method
    known = [gate.id for gate in method.gates]
    spare = sorted(set(dates) - set(known))
    if spare:
        raise NotFoundError(
            f"{method.name} has no gate {spare[0]!r} for this project; "
            f"its gates are {', '.join(known)}.",
            f"{method.name} n'a pas de jalon {spare[0]!r} pour ce projet ; "
            f"ses jalons : {', '.join(known)}.",
        )
    if project.state == "closed":
        raise OutOfSequenceError(
            f"{project.code} is closed; nothing is planned any more.",
            f"{project.code} est clos ; plus rien ne se planifie.",
        )
    far = next((day for day in dates.values() if day and day.year not in YEARS), None)
    if far is not None:
        raise BadInputError(
            f"{far} is no date to plan a gate for; give one from {YEARS[0]} to {YEARS[-1]}.",
            f"{far} n'est pas une date pour planifier un jalon ; donnez-en une de {YEARS[0]} "
            f"à {YEARS[-1]}.",
        )
    wanted = {gate: day.isoformat() if day else None for gate, day in dates.items()}
    changed = {gate: day for gate, day in wanted.items() if project.planned.get(gate) != day}
    if not changed:
        return project
    kept = project.planned | changed
    project.planned = {gate: day for gate, day in kept.items() if day is not None}
    project.version += 1
    record(session, "project.planned", actor, {"planned": changed}, at=at, project_id=project.id)
    wake(session, project.id, at=at)
    return project
