"""Conditions after a conditional go: reported done by their owner, settled by another person."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act, What
from domain.errors import BadInputError, NotFoundError, OutOfSequenceError
from lifecycle.actor import Actor
from lifecycle.authority import require, what
from lifecycle.deciding.clock import call_off_condition
from lifecycle.ledger import record
from lifecycle.sealing import seal
from storage.database import lock
from storage.tables.projects import Project
from storage.tables.reviews import Condition


def open_conditions(session: Session, project_id: UUID) -> list[Condition]:
    """Return the conditions of a project that are not settled, by number."""
    return list(
        session.scalars(
            select(Condition)
            .where(Condition.project_id == project_id, Condition.state != "settled")
            .order_by(Condition.number)
        )
    )


def report(
    session: Session, actor: Actor, project: Project, number: int, evidence: str, *, at: datetime
) -> Condition:
    """Say that a condition is met and what shows it; its verifier settles it.

    Raises:
        NotFoundError: The project has no such condition.
        NotAllowedError: The actor neither owns the condition nor manages the project.
        OutOfSequenceError: It is settled already.
        BadInputError: There is no evidence.
    """
    condition = _locked(session, actor, project, number)
    require(
        session,
        Act.REPORT_CONDITION,
        actor,
        project,
        what_if=_what(session, actor, project, condition),
    )
    if not evidence.strip():
        raise BadInputError(
            "Say what shows that the condition is met.",
            "Dites ce qui montre que la réserve est levée.",
        )
    if condition.state == "settled":
        raise _settled(number)
    condition.state = "reported"
    condition.evidence = seal(session, condition.review_id, evidence.strip())
    _record(session, "condition.reported", actor, condition, at=at)
    return condition


def settle(
    session: Session, actor: Actor, project: Project, number: int, *, at: datetime
) -> Condition:
    """Confirm that a reported condition is met; it no longer stands in the way.

    Raises:
        NotFoundError: The project has no such condition.
        NotAllowedError: The actor is not its verifier.
        OutOfSequenceError: It was not reported, or is settled already.
    """
    condition = _locked(session, actor, project, number)
    require(
        session,
        Act.SETTLE_CONDITION,
        actor,
        project,
        what_if=_what(session, actor, project, condition),
    )
    if condition.state == "settled":
        raise _settled(number)
    if condition.state != "reported":
        raise OutOfSequenceError(
            f"Condition {number} is not reported as met yet; its owner does that first.",
            f"La réserve {number} n'est pas encore déclarée levée ; son porteur le fait d'abord.",
        )
    condition.state, condition.settled_at = "settled", at
    call_off_condition(session, condition.id, at=at)
    _record(session, "condition.settled", actor, condition, at=at)
    return condition


def _locked(session: Session, actor: Actor, project: Project, number: int) -> Condition:
    found = session.scalar(
        select(Condition.id).where(Condition.project_id == project.id, Condition.number == number)
    )
    if found is None:
        require(session, Act.VIEW, actor, project)
        raise NotFoundError(
            f"{project.code} has no condition {number}; see its page for the open ones.",
            f"{project.code} n'a pas de réserve {number} ; voyez les réserves sur sa page.",
        )
    condition: Condition = lock(session, Condition, found)
    return condition


def _what(session: Session, actor: Actor, project: Project, condition: Condition) -> What:
    seen = what(session, actor, project)
    return What(
        roles_on_project=seen.roles_on_project,
        manager_role=seen.manager_role,
        confidential=seen.confidential,
        holds_seat=seen.holds_seat,
        is_owner=condition.owner_id == actor.person_id,
        is_verifier=condition.verifier_id == actor.person_id,
    )


def _settled(number: int) -> OutOfSequenceError:
    return OutOfSequenceError(
        f"Condition {number} is settled already.", f"La réserve {number} est déjà levée."
    )


def _record(
    session: Session, kind: str, actor: Actor, condition: Condition, *, at: datetime
) -> None:
    record(
        session,
        kind,
        actor,
        {"number": condition.number, "evidence": condition.evidence},
        at=at,
        project_id=condition.project_id,
    )
