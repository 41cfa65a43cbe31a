"""A decision is carried out: the baseline is set where the gate says so. Twice does nothing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.judgement import Judgement
from lifecycle.closing.acts import begin_closing
from lifecycle.ledger import record
from lifecycle.policies import policy_of
from lifecycle.steering.classing import settle
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.projects import Project
from storage.tables.reviews import Review


def carry_out(session: Session, review_id: UUID, *, at: datetime) -> bool:
    """Carry out the decision of a round; return whether there was anything left to do."""
    found = session.get_one(Review, review_id)
    project: Project = lock(session, Project, found.project_id)
    review: Review = lock(session, Review, review_id)
    if review.state != "decided" or review.carried_out_at is not None:
        return False
    gate = policy_of(review)
    approved = review.code in (Decision.GO, Decision.CONDITIONAL_GO)
    if gate.sets_baseline and approved:
        project.baseline = _baseline(review)
        project.version += 1
    review.carried_out_at = at
    begin_closing(session, project, review, at=at)
    failpoint("carry-out.changed")
    record(
        session,
        "gate.carried-out",
        None,
        {
            "gate": review.gate,
            "round": review.round,
            "baseline": bool(gate.sets_baseline and approved),
        },
        at=at,
        project_id=project.id,
    )
    if gate.sets_baseline and approved and project.state != "closed":
        settle(session, None, project, at=at)  # a class or a stage may rest on the baseline
    failpoint("carry-out.before-commit")
    return True


def reconvene(session: Session, project_id: UUID, *, at: datetime) -> bool:
    """End a hold whose date has come: the gate takes packages again."""
    project: Project = lock(session, Project, project_id)
    if project.state != "held" or project.held_until is None or project.held_until > at.date():
        return False
    until = project.held_until
    project.state, project.held_until = "open", None
    project.version += 1
    session.flush()
    record(session, "project.reconvened", None, {"held_until": until}, at=at, project_id=project.id)
    failpoint("reconvene.before-commit")
    return True


def _baseline(review: Review) -> dict[str, Any]:
    judgement = Judgement.model_validate(review.judgement)
    return {
        "gate": review.gate,
        "round": review.round,
        "sha256": review.revision_sha256,
        "facts": [fact.model_dump(mode="json") for fact in judgement.facts],
    }
