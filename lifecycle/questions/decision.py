"""The decision page: the question, what speaks for and against, and the words to answer with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import NotFoundError
from domain.judgement import Judgement
from domain.methodology.model.committee import WhenResubmitted
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.review.ballot import VoteValue
from domain.text import Text
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.deciding.carrying import earlier_vote
from lifecycle.fitted.fitting import fit_of
from lifecycle.letters.gauging import gauges
from lifecycle.methods import method_of
from lifecycle.policies import policy_of
from lifecycle.questions.answers import VALUES, Choice, VoteSeen, choices, is_tied, vote_seen
from lifecycle.questions.changes import Change, changes
from lifecycle.questions.given_beside import BesideSeen, beside_seen
from lifecycle.questions.judged import Judged, judged
from lifecycle.questions.proposed import Proposed, proposed_conditions
from lifecycle.questions.seen import word_of
from lifecycle.seating.frozen_seats import seat_label
from notifications.facts import Gauge
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import DecisionRequest, Review, ReviewSeat


@dataclass(frozen=True, kw_only=True)
class DecisionSeen:
    """Everything on the page. ``state`` is open, decided, superseded, revoked or waiting.

    ``in_place_of`` names whom one stands in for; ``before`` is what the seat said of the
    revision before, to be confirmed.
    """

    request_id: UUID
    person_id: UUID
    review_id: UUID
    state: str
    project_id: UUID
    project_code: str
    project_title: str
    gate: str
    gate_label: Text
    question: Text
    seat: Text
    seat_role: str
    in_place_of: str
    advisory: bool
    concurring: bool
    round: int
    late_days: int
    outdated: bool
    revision_sha256: str
    due_at: datetime | None
    recommended: Text | None
    choices: Sequence[Choice]
    proposed: Sequence[Proposed]
    people: Sequence[tuple[UUID, str]]
    stages: Sequence[tuple[str, Text]]
    judged: Judged | None
    qcdr: Sequence[Gauge]
    changed: Sequence[Change]
    vote: VoteSeen | None
    beside: BesideSeen
    before: str
    casting: bool
    grace: bool
    outcome: Text | None
    newer_request_id: UUID | None


def decision_seen(
    session: Session, actor: Actor, request_id: UUID, *, at: datetime
) -> DecisionSeen:
    """Return the decision page of the actor's own request.

    Raises:
        NotFoundError: The actor was not asked this.
    """
    request = session.get(DecisionRequest, request_id)
    if request is None or request.person_id != actor.person_id:
        raise not_asked()
    review = session.get_one(Review, request.review_id)
    project = session.get_one(Project, review.project_id)
    require(session, Act.VIEW, actor, project, review)
    method = method_of(session, project.method_id)
    gate = policy_of(review)
    seat = session.get_one(ReviewSeat, request.seat_id)
    state = _state(review, request)
    judgement = _judgement(review.judgement)
    earlier = _earlier(session, review)
    recommended = (review.recommendation or {}).get("code")
    shown = judged(session, project.id, method, judgement) if judgement else None
    proposed = proposed_conditions(
        session, project, method, judgement, voter=actor.person_id, at=at
    )
    return DecisionSeen(
        request_id=request.id,
        person_id=actor.person_id,
        review_id=review.id,
        state=state,
        project_id=project.id,
        project_code=project.code,
        project_title=project.title,
        gate=gate.id,
        gate_label=gate.label,
        question=gate.question,
        seat=seat_label(method, seat),
        seat_role=seat.role,
        in_place_of=session.get_one(Person, seat.person_id).name
        if seat.person_id != actor.person_id
        else "",
        advisory=seat.kind == "advisory",
        concurring=seat.kind == "concurring",
        round=review.round,
        late_days=review.late_days,
        outdated=review.outdated_at is not None,
        revision_sha256=review.revision_sha256,
        due_at=review.due_at,
        recommended=word_of(method, gate, recommended) if recommended else None,
        choices=choices(session, method, gate, review, seat) if state == "open" else (),
        proposed=proposed,
        people=_people(session) if state == "open" else (),
        stages=_stages(fit_of(session, project, at=at).method, review.stage),
        judged=shown,
        qcdr=gauges(project, judgement) if judgement else (),
        changed=changes(earlier, judgement) if earlier and judgement else (),
        vote=vote_seen(session, method, gate, review, seat, actor.person_id, at=at),
        beside=beside_seen(session, method, gate, review, seat),
        before=_before(session, gate, review, seat),
        casting=seat.chair and is_tied(session, review, gate),
        grace=bool(gate.committee.grace),
        outcome=word_of(method, gate, review.code) if review.code else None,
        newer_request_id=_newer(session, actor, review) if state == "superseded" else None,
    )


def _before(session: Session, gate: Gate, review: Review, seat: ReviewSeat) -> str:
    """Return what a seat said of the revision before, where the method has it confirmed."""
    if gate.committee.when_resubmitted is not WhenResubmitted.ASK_AFFECTED:
        return ""
    vote = earlier_vote(session, review, seat)
    if vote is None or gate.committee.assurance != "A":
        return ""
    codes = {value: code for code, value in VALUES.items()}
    code = codes.get(VoteValue(vote.value), vote.instead)
    return str(code or vote.value)


def not_asked() -> NotFoundError:
    """Return the error for a decision that is not this person's."""
    return NotFoundError(
        "No such decision waits for you; it may wait for somebody else.",
        "Aucune décision de ce genre ne vous attend ; elle attend peut-être quelqu'un d'autre.",
    )


def _state(review: Review, request: DecisionRequest) -> str:
    if review.state == "decided":
        return "decided"
    if review.state in {"superseded", "withdrawn", "returned"}:
        return "superseded"
    if request.status == "revoked":
        return "revoked"
    return "open" if review.state == "open" else "waiting"


def _newer(session: Session, actor: Actor, review: Review) -> UUID | None:
    return session.scalar(
        select(DecisionRequest.id)
        .join(Review, Review.id == DecisionRequest.review_id)
        .where(
            Review.project_id == review.project_id,
            Review.gate == review.gate,
            Review.round > review.round,
            DecisionRequest.person_id == actor.person_id,
        )
        .order_by(Review.round.desc())
        .limit(1)
    )


def _earlier(session: Session, review: Review) -> Judgement | None:
    before = session.scalar(
        select(Review)
        .where(
            Review.project_id == review.project_id,
            Review.gate == review.gate,
            Review.round < review.round,
            Review.judgement.is_not(None),
        )
        .order_by(Review.round.desc())
        .limit(1)
    )
    return _judgement(before.judgement) if before else None


def _judgement(kept: dict[str, Any] | None) -> Judgement | None:
    return Judgement.model_validate(kept) if kept else None


def _people(session: Session) -> list[tuple[UUID, str]]:
    rows = session.execute(
        select(Person.id, Person.name).where(Person.disabled_at.is_(None)).order_by(Person.name)
    )
    return [(row.id, row.name) for row in rows]


def _stages(method: Method, stage_id: str) -> list[tuple[str, Text]]:
    ids = [stage.id for stage in method.stages]
    here = ids.index(stage_id) if stage_id in ids else -1
    return [(stage.id, stage.label) for stage in method.stages[: here + 1]]
