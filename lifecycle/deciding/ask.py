"""The approvers are asked: the round opens, each seat gets one request and one letter."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.finding import Outcome, Severity
from domain.judgement import Judgement
from domain.methodology.fitting.names import names_of
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from gates.known import known_facts
from lifecycle.deciding.carrying import carry_votes
from lifecycle.deciding.clock import set_due, start_timers
from lifecycle.fitted.circumstances import circumstances_of
from lifecycle.ledger import record
from lifecycle.letters.questioning import tell_carried
from lifecycle.letters.telling import tell_asked
from lifecycle.methods import method_of
from lifecycle.policies import policy_of
from lifecycle.seating.frozen_seats import rows_of, settle
from lifecycle.seating.turns import now_to_ask
from lifecycle.standing_in.requests import ask_delegates_of
from storage.database import lock
from storage.failpoint import failpoint
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
    gate = policy_of(review)
    review.state, review.opened_at = "open", at
    review.recommendation = recommend(review, method, gate)
    _settle_seats(session, project, review, method, gate, at=at)
    set_due(session, project, review, gate.committee, list(rows_of(session, review.id)), at=at)
    requests = _requests(session, review, at=at)
    _start(session, project, review, gate, requests, at=at, opens=True)
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
            "seats": _seats_said(requests),
        },
        at=at,
        project_id=project.id,
    )
    carried = carry_votes(session, project, review, method, gate, at=at)
    asked = [each for each in requests if each[0].id not in carried]
    tell_asked(session, project, review, method, gate, asked, at=at)
    tell_carried(session, project, review, carried, at=at)
    ask_delegates_of(session, project, review, asked, at=at)
    if carried:
        ask_next(session, project, review, method, gate, at=at)
    failpoint("ask.before-commit")
    return True


def ask_next(
    session: Session,
    project: Project,
    review: Review,
    method: Method,
    gate: Gate,
    *,
    at: datetime,
) -> None:
    """Ask the seats whose turn has come with the vote just cast; mostly there are none."""
    requests = _requests(session, review, at=at)
    if not requests:
        return
    _start(session, project, review, gate, requests, at=at, opens=False)
    record(
        session,
        "seats.asked",
        None,
        {
            "gate": review.gate,
            "round": review.round,
            "sha256": review.revision_sha256,
            "seats": _seats_said(requests),
        },
        at=at,
        project_id=project.id,
    )
    tell_asked(session, project, review, method, gate, requests, at=at)
    ask_delegates_of(session, project, review, requests, at=at)


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


def _settle_seats(
    session: Session,
    project: Project,
    review: Review,
    method: Method,
    gate: Gate,
    *,
    at: datetime,
) -> None:
    """Ask again which conditional seats are there, now that the documents were read."""
    if not any(seat.when for seat in gate.committee.seats):
        return
    judgement = Judgement.model_validate(review.judgement)
    facts = known_facts(judgement.facts)
    known = circumstances_of(session, project, at=at).model_copy(update={"facts": facts})
    settle(session, review, gate, names_of(method, known), method.language)


def _requests(
    session: Session, review: Review, *, at: datetime
) -> list[tuple[ReviewSeat, DecisionRequest]]:
    made = []
    for seat in now_to_ask(session, review):
        request = DecisionRequest(
            review_id=review.id,
            seat_id=seat.id,
            person_id=seat.person_id,
            revision_sha256=review.revision_sha256,
            expires_at=(review.due_at or review.submitted_at) + LINK_LIFE,
            asked_at=at,
        )
        made.append((seat, request))
    session.add_all(request for _, request in made)
    session.flush()
    return made


def _start(
    session: Session,
    project: Project,
    review: Review,
    gate: Gate,
    requests: Sequence[tuple[ReviewSeat, DecisionRequest]],
    *,
    at: datetime,
    opens: bool,
) -> None:
    asked = [seat for seat, _ in requests]
    start_timers(session, project, review, gate.committee, asked, at=at, opens=opens)


def _seats_said(
    requests: Sequence[tuple[ReviewSeat, DecisionRequest]],
) -> list[dict[str, object]]:
    return [
        {"role": seat.role, "person": seat.person_id, "kind": seat.kind} for seat, _ in requests
    ]
