"""The approvers are asked: the round opens, each seat gets one request and one letter."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.calendar import due_at
from domain.decision import Decision
from domain.finding import Outcome, Severity
from domain.judgement import Judgement
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from lifecycle.holidays import holidays_of
from lifecycle.ledger import record
from lifecycle.methods import method_of
from lifecycle.telling import tell_asked
from storage.database import lock
from storage.failpoint import failpoint
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import DecisionRequest, Review, ReviewSeat

LINK_LIFE = timedelta(days=90)
"""How long a mailed link opens the decision page after the due date."""


def ask(session: Session, review_id: UUID, *, at: datetime) -> bool:
    """Open a judged round and ask every seat once; return whether there was anything to do."""
    found = session.get_one(Review, review_id)
    project: Project = lock(session, Project, found.project_id)
    review: Review = lock(session, Review, review_id)
    if review.state != "judged":
        return False
    method = method_of(session, project.method_id)
    gate = Gate.model_validate(review.policy)
    chair = session.get_one(Person, project.created_by)
    review.state, review.opened_at = "open", at
    review.due_at = due_at(
        at,
        gate.committee.decide_within_days,
        zone=chair.zone,
        holidays=holidays_of(chair.country),
    )
    review.recommendation = recommend(review, method, gate)
    requests = _requests(session, review)
    session.flush()
    failpoint("ask.requested")
    record(
        session,
        "gate.asked",
        None,
        {
            "gate": review.gate,
            "round": review.round,
            "sha256": review.revision_sha256,
            "due_at": review.due_at,
            "recommended": review.recommendation["code"],
            "seats": [
                {"role": seat.role, "person": seat.person_id, "kind": seat.kind}
                for seat, _ in requests
            ],
        },
        at=at,
        project_id=project.id,
    )
    tell_asked(session, project, review, method, gate, requests, at=at)
    failpoint("ask.before-commit")
    return True


def recommend(review: Review, method: Method, gate: Gate) -> dict[str, Any]:
    """Return the recommendation with the rule that fired, most severe first (gate rule 11).

    A package that came this far has no open blocker: major findings ask for conditions.
    """
    judgement = Judgement.model_validate(review.judgement)
    findings = [
        finding for deliverable in judgement.deliverables for finding in deliverable.findings
    ]
    open_ones = [
        finding for finding in findings if finding.outcome in (Outcome.FAIL, Outcome.CANNOT_TELL)
    ]
    major = [finding for finding in open_ones if finding.severity is not Severity.MINOR]
    passed = sum(1 for finding in findings if finding.outcome is Outcome.PASS)
    facts = {
        "passed": passed,
        "open": len(open_ones),
        "major": len(major),
        "findings": [finding.check for finding in major],
    }
    if major and method.word(gate, Decision.CONDITIONAL_GO) is not None:
        return {"code": Decision.CONDITIONAL_GO, "rule": "major findings are open", **facts}
    return {"code": Decision.GO, "rule": "no major finding is open", **facts}


def _requests(session: Session, review: Review) -> list[tuple[ReviewSeat, DecisionRequest]]:
    seats = session.scalars(
        select(ReviewSeat).where(ReviewSeat.review_id == review.id).order_by(ReviewSeat.role)
    )
    made = []
    for seat in seats:
        request = DecisionRequest(
            review_id=review.id,
            seat_id=seat.id,
            person_id=seat.person_id,
            revision_sha256=review.revision_sha256,
            expires_at=(review.due_at or review.submitted_at) + LINK_LIFE,
        )
        session.add(request)
        made.append((seat, request))
    return made
