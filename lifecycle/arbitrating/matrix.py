"""The authority matrix: which line of it decides a request, and who stands on that line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from domain.authority import PMO
from domain.errors import OutOfSequenceError
from domain.methodology.expressions.evaluate import evaluate
from domain.methodology.fitting.circumstances import Known
from domain.methodology.fitting.names import names_of
from domain.methodology.model.arbitration import Arbiter, ChangeNames
from domain.methodology.model.committee import SeatKind
from domain.review.arbitration import Reach
from lifecycle.fitted.fitting import Fit, fit_of
from lifecycle.methods import method_of
from lifecycle.seating.seats import role_holders
from storage.tables.arbitration import Arbitration
from storage.tables.people import Person
from storage.tables.projects import Project


@dataclass(frozen=True)
class Line:
    """A line of the matrix, with the people who may answer there."""

    number: int
    role: str
    people: Sequence[Person]


def line_for(
    session: Session,
    project: Project,
    reach: Reach,
    asker: Person,
    *,
    at: datetime,
    start: int = 0,
) -> Line:
    """Return the first line from ``start`` on whose condition holds and where somebody stands.

    Nobody answers what they asked themselves, nor who manages the project.

    Raises:
        OutOfSequenceError: Nobody stands on any line.
    """
    fit = fit_of(session, project, at=at)
    lines = _lines(fit)
    names = names_of(fit.published, fit.circumstances)
    known = {**names, **_changes(project, reach)}
    for number, each in enumerate(lines):
        if number < start or (each.when is not None and not evaluate(each.when, known).is_true):
            continue
        people = arbiters(session, project, each.role, asker)
        if people:
            return Line(number, each.role, people)
    raise OutOfSequenceError(
        f"Nobody has the power to decide this for {project.code}: the roles of the authority "
        "matrix, and the PMO, are held by nobody but who asks. Have one of them given to somebody.",
        f"Personne n'a le pouvoir d'en décider pour {project.code} : les rôles de la matrice des "
        "pouvoirs, et le PMO, ne sont tenus par personne d'autre que le demandeur. Faites-en "
        "attribuer un.",
    )


def arbiters(session: Session, project: Project, role: str, asker: Person) -> list[Person]:
    """Return who may answer a request in a role: neither who asks nor who manages the project."""
    managing = {each.id for each in role_holders(session, project, manager_of(session, project))}
    barred = {asker.id, *managing}
    return [each for each in role_holders(session, project, role) if each.id not in barred]


def manager_of(session: Session, project: Project) -> str:
    """Return the role that manages a project."""
    return method_of(session, project.method_id).manager


def reach_of_request(row: Arbitration) -> Reach:
    """Return how much a request would change at most."""
    return Reach(
        cost=max(abs(Decimal(each["cost"])) for each in row.options),
        days=max(abs(each["days"]) for each in row.options),
    )


def _lines(fit: Fit) -> list[Arbiter]:
    """Return the lines of the matrix; without one, the chair of the next gate, then the PMO."""
    lines = list(fit.published.arbitration)
    if not lines and fit.open_gates:
        seats = fit.method.gate(fit.open_gates[0].gate).committee.seats
        gating = [each for each in seats if each.kind is SeatKind.GATING]
        gating.sort(key=lambda each: (not each.chair, not each.mandatory, -each.weight))
        lines = [Arbiter(role=each.role) for each in gating[:1]]
    return [*lines, Arbiter(role=PMO)]


def _changes(project: Project, reach: Reach) -> dict[str, Known]:
    known: dict[str, Known] = {ChangeNames.COST: reach.cost, ChangeNames.DAYS: reach.days}
    budget = Decimal(project.budget) if project.budget else Decimal(0)
    if budget > 0:
        known[ChangeNames.SHARE] = reach.cost / budget
    elif reach.cost == 0:
        known[ChangeNames.SHARE] = Decimal(0)
    return known
