"""The row of a vote: kept beside the one that it changes, and written into the ledger."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from domain.review.ballot import ConditionAsked
from lifecycle.actor import Actor
from lifecycle.deciding.given import Given
from lifecycle.ledger import record
from lifecycle.sealing import seal
from lifecycle.seating.ballots import (
    TO_DISSENT,
    answer_to_dissent,
    answers_of,
    conditions_of,
    scores_of,
)
from storage.tables.projects import Project
from storage.tables.reviews import Review, ReviewSeat, Vote


def says_the_same(session: Session, standing: Vote, given: Given) -> bool:
    """Tell whether a vote says what the standing one says already."""
    said = (standing.value, standing.casting, standing.instead, standing.until, standing.to_stage)
    says = (given.value, given.casting, given.instead, given.until, given.to_stage)
    beside = (scores_of(standing), answers_of(standing), standing.ratings)
    return (
        said == says
        and beside == (given.scores, given.answers, given.ratings)
        and answer_to_dissent(session, standing) == given.to_dissent.strip()
        and conditions_of(session, standing) == tuple(given.conditions)
    )


def keep(
    session: Session,
    actor: Actor,
    review: Review,
    seat: ReviewSeat,
    given: Given,
    standing: Vote | None,
    *,
    at: datetime,
    delegation_id: UUID | None = None,
) -> Vote:
    """Keep a vote; the one that stood stands no longer. A delegate votes by a delegation."""
    answered = given.to_dissent.strip()
    sealed = {TO_DISSENT: seal(session, review.id, answered)} if answered else {}
    if standing is not None:
        standing.standing = False
        session.flush()
    cast = Vote(
        review_id=review.id,
        seat_id=seat.id,
        person_id=actor.person_id,
        value=given.value,
        casting=given.casting,
        instead=given.instead,
        until=given.until,
        to_stage=given.to_stage,
        reason=seal(session, review.id, given.reason.strip()) if given.reason.strip() else None,
        conditions=_sealed(session, review, given.conditions),
        scores={criterion: str(score) for criterion, score in given.scores.items()},
        answers={**given.answers, **sealed},
        ratings=dict(given.ratings),
        revision_sha256=review.revision_sha256,
        channel=actor.channel,
        assurance=actor.assurance,
        signed_in_at=actor.signed_in_at,
        cast_at=at,
        delegation_id=delegation_id,
        recorded_by=actor.recorded_by,
    )
    session.add(cast)
    session.flush()
    return cast


def write_down(
    session: Session,
    actor: Actor,
    project: Project,
    review: Review,
    seat: ReviewSeat,
    cast: Vote,
    standing: Vote | None,
    *,
    at: datetime,
) -> None:
    """Write a vote into the ledger, with the vote that it changes."""
    record(
        session,
        "vote.cast" if standing is None else "vote.changed",
        actor,
        {
            "gate": review.gate,
            "round": review.round,
            "seat": seat.role,
            "on_behalf_of": seat.person_id if cast.person_id != seat.person_id else None,
            "delegation": cast.delegation_id,
            "recorded_by": cast.recorded_by,
            "vote": cast.id,
            "instead_of": standing.id if standing else None,
            "value": cast.value,
            "casting": cast.casting,
            "wanted": cast.instead,
            "until": cast.until,
            "to_stage": cast.to_stage,
            "conditions": len(cast.conditions),
            "reason": cast.reason,
            "scores": dict(cast.scores),
            "answers": dict(cast.answers),
            "ratings": dict(cast.ratings),
            "meaning": f"{cast.value} on revision {review.revision_sha256}",
            "sha256": review.revision_sha256,
            "policy": review.policy_sha256,
        },
        at=at,
        project_id=project.id,
    )


def _sealed(
    session: Session, review: Review, conditions: Sequence[ConditionAsked]
) -> list[dict[str, str]]:
    """Return the conditions as they are kept: what people wrote is sealed."""
    return [
        condition.model_dump(mode="json")
        | {
            "words": seal(session, review.id, condition.words),
            "evidence": seal(session, review.id, condition.evidence),
        }
        for condition in conditions
    ]
