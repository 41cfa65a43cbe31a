"""A request is answered: the option becomes a recorded change of the project."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.authority import Act, What
from domain.errors import BadInputError, NotAllowedError, OutOfSequenceError
from lifecycle.actor import Actor
from lifecycle.alive import alive_review
from lifecycle.arbitrating.asking import request_of
from lifecycle.arbitrating.matrix import manager_of
from lifecycle.arbitrating.waiting import call_off_request
from lifecycle.authority import require, what
from lifecycle.ledger import record
from lifecycle.letters.telling_arbitrations import tell_answered, tell_outdated
from lifecycle.sealing import seal
from lifecycle.steering.classing import settle
from lifecycle.wake import wake
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.arbitration import Arbitration, Change
from storage.tables.projects import Project
from storage.tables.reviews import Review

SUMS = ("budget_at_completion", "total")
"""The facts of a baseline that a decided sum is added to."""


def answer(
    session: Session,
    actor: Actor,
    project: Project,
    number: int,
    chosen: int,
    reason: str,
    *,
    at: datetime,
) -> Arbitration:
    """Choose an option, counted from 1; the same answer again changes nothing.

    What it changes of the budget and the finish is recorded with the baseline before and after
    it. A package under review does not know it and is marked outdated (gate rule 44).

    Raises:
        NotFoundError: There is no such request.
        NotAllowedError: The actor asked it, manages the project, or has not the power.
        BadInputError: There is no such option, or no reason for another than the recommended.
        OutOfSequenceError: It is answered otherwise or was taken back, or the project is closed.
    """
    project = lock(session, Project, project.id)
    row = request_of(session, project, number)
    _check_power(session, actor, project, row)
    if row.state == "answered" and (row.chosen, row.ended_by) == (chosen, actor.person_id):
        return row
    if row.state == "asked" and project.state == "closed":
        raise OutOfSequenceError(
            f"{project.code} is closed; take request {number} back, it changes nothing any more.",
            f"{project.code} est clos ; retirez la demande {number}, elle ne change plus rien.",
        )
    if row.state != "asked":
        raise OutOfSequenceError(
            f"Request {number} of {project.code} is {row.state} already.",
            f"La demande {number} de {project.code} est déjà "
            f"{'tranchée' if row.state == 'answered' else 'retirée'}.",
        )
    if not 1 <= chosen <= len(row.options):
        raise BadInputError(
            f"Choose one of the options 1 to {len(row.options)}.",
            f"Choisissez l'une des options 1 à {len(row.options)}.",
        )
    if chosen != row.recommended and not reason.strip():
        raise BadInputError(
            "This is not the recommended option; say why.",
            "Ce n'est pas l'option recommandée ; dites pourquoi.",
        )
    row.state, row.chosen, row.ended_by, row.ended_at = "answered", chosen, actor.person_id, at
    row.reason = seal(session, project.id, reason.strip()) if reason.strip() else None
    session.flush()
    call_off_request(session, row, at=at)
    change = _change(session, actor, project, row, at=at)
    record(
        session,
        "arbitration.answered",
        actor,
        {"number": row.number, "chosen": row.chosen, "reason": row.reason, "role": row.role}
        | ({"change": change.number, "cost": change.cost, "days": change.days} if change else {}),
        at=at,
        project_id=project.id,
    )
    tell_answered(session, project, row, at=at)
    review = alive_review(session, project)
    if review is not None:
        _mark_outdated(session, project, review, row, at=at)
    if change is not None:
        settle(session, actor, project, at=at)
    wake(session, project.id, at=at)
    failpoint("arbitration.answered")
    return row


def _check_power(session: Session, actor: Actor, project: Project, row: Arbitration) -> None:
    seen = what(session, actor, project)
    target = What(
        roles_on_project=seen.roles_on_project,
        manager_role=seen.manager_role,
        confidential=seen.confidential,
        holds_seat=seen.holds_seat,
        approver_role=row.role,
    )
    require(session, Act.ARBITRATE, actor, project, what_if=target)
    if actor.person_id == row.asked_by or manager_of(session, project) in seen.roles_on_project:
        raise NotAllowedError(
            "Who asks for arbitration, or manages the project, does not answer it.",
            "Qui demande un arbitrage, ou dirige le projet, n'y répond pas.",
        )


def _change(
    session: Session, actor: Actor, project: Project, row: Arbitration, *, at: datetime
) -> Change | None:
    """Change the project as the option says; none where it leaves cost and finish alone."""
    option = row.options[(row.chosen or 1) - 1]
    cost, days = Decimal(option["cost"]), int(option["days"])
    if not cost and not days:
        return None
    last = session.scalar(select(func.max(Change.number)).where(Change.project_id == project.id))
    before = _standing(project)
    if cost and project.budget:
        project.budget = str(Decimal(project.budget) + cost)
    if days and project.finish:
        project.finish += timedelta(days=days)
    if project.baseline:
        project.baseline = _moved(project, cost, days, number=(last or 0) + 1)
    project.version += 1
    change = Change(
        project_id=project.id,
        number=(last or 0) + 1,
        arbitration_id=row.id,
        cost=str(cost),
        days=days,
        before=before,
        after=_standing(project),
        decided_by=actor.person_id,
        decided_at=at,
    )
    session.add(change)
    session.flush()
    return change


def _standing(project: Project) -> dict[str, Any]:
    return {
        "budget": project.budget,
        "finish": project.finish.isoformat() if project.finish else None,
        "baseline": project.baseline,
    }


def _moved(project: Project, cost: Decimal, days: int, *, number: int) -> dict[str, Any]:
    """Return the baseline with the sum and the days added to what it states of both."""
    baseline = project.baseline or {}
    facts = []
    for fact in baseline.get("facts", []):
        name, value = fact["name"], fact["value"]
        if name in SUMS and fact.get("unit") in ("", project.currency):
            value = str(Decimal(value) + cost)
        elif name == "finish" and days:
            value = _later(value, days)
        facts.append({**fact, "value": value})
    return {**baseline, "facts": facts, "changes": [*baseline.get("changes", []), number]}


def _later(value: str, days: int) -> str:
    moment = datetime.fromisoformat(value) + timedelta(days=days)
    return moment.date().isoformat() if len(value) == len("2026-01-01") else moment.isoformat()


def _mark_outdated(
    session: Session, project: Project, review: Review, row: Arbitration, *, at: datetime
) -> None:
    review = lock(session, Review, review.id)
    review.outdated_at = at
    session.flush()
    record(
        session,
        "package.outdated",
        None,
        {"gate": review.gate, "round": review.round, "arbitration": row.number},
        at=at,
        project_id=project.id,
    )
    tell_outdated(session, project, review, row, at=at)
