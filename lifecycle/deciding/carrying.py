"""Approvals that stand on a new revision, because nothing of what they were about has changed.

The method says if (gate rule 6). A seat looks at the documents that its roles sign, where they
sign some; else at the whole package. Only a plain approval that the person of the seat gave is
carried: who voted against, under a condition, or through a delegate is asked again.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.judgement import Judgement
from domain.methodology.model.committee import WhenResubmitted
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.review.ballot import VoteValue
from lifecycle.ledger import record
from lifecycle.seating.frozen_seats import held_roles, rows_of
from storage.tables.packages import Revision
from storage.tables.projects import Project
from storage.tables.reviews import Review, ReviewSeat, Vote


def round_before(session: Session, review: Review) -> Review | None:
    """Return the newest earlier round of the same gate that was asked about, or None."""
    return session.scalar(
        select(Review)
        .where(
            Review.project_id == review.project_id,
            Review.gate == review.gate,
            Review.iteration == review.iteration,
            Review.round < review.round,
            Review.opened_at.is_not(None),
        )
        .order_by(Review.round.desc())
        .limit(1)
    )


def carry_votes(
    session: Session,
    project: Project,
    review: Review,
    method: Method,
    gate: Gate,
    *,
    at: datetime,
) -> set[UUID]:
    """Let approvals of the round before stand on this one; return the seats that have one."""
    if gate.committee.when_resubmitted is WhenResubmitted.RESET_ALL:
        return set()
    before = round_before(session, review)
    if before is None:
        return set()
    touched = _touched(session, before, review)
    carried: set[UUID] = set()
    for seat in rows_of(session, review.id):
        earlier = _approval(session, before, seat)
        if earlier is None or _is_affected(method, gate, seat, touched):
            continue
        vote = Vote(
            review_id=review.id,
            seat_id=seat.id,
            person_id=seat.person_id,
            value=earlier.value,
            conditions=[],
            revision_sha256=review.revision_sha256,
            channel=earlier.channel,
            assurance=earlier.assurance,
            signed_in_at=earlier.signed_in_at,
            cast_at=at,
            carried_from=earlier.id,
        )
        session.add(vote)
        session.flush()
        carried.add(seat.id)
        record(
            session,
            "vote.carried",
            None,
            {
                "gate": review.gate,
                "round": review.round,
                "seat": seat.role,
                "person": seat.person_id,
                "vote": vote.id,
                "carried_from": earlier.id,
                "value": vote.value,
                "sha256": review.revision_sha256,
                "policy": review.policy_sha256,
            },
            at=at,
            project_id=project.id,
        )
    return carried


def earlier_vote(session: Session, review: Review, seat: ReviewSeat) -> Vote | None:
    """Return the vote that a seat gave in the round before, if the same person holds it."""
    before = round_before(session, review)
    return _standing(session, before, seat) if before is not None else None


def _standing(session: Session, before: Review, seat: ReviewSeat) -> Vote | None:
    return session.scalar(
        select(Vote)
        .join(ReviewSeat, ReviewSeat.id == Vote.seat_id)
        .where(
            Vote.review_id == before.id,
            Vote.standing,
            ReviewSeat.role == seat.role,
            ReviewSeat.person_id == seat.person_id,
            Vote.person_id == seat.person_id,
        )
    )


def _approval(session: Session, before: Review, seat: ReviewSeat) -> Vote | None:
    vote = _standing(session, before, seat)
    plain = vote is not None and vote.value == VoteValue.APPROVE and not vote.casting
    # What was scored, answered or rated was about the package as it stood.
    beside = vote is not None and bool(vote.scores or vote.answers or vote.ratings)
    return vote if plain and not beside else None


def _touched(session: Session, before: Review, review: Review) -> frozenset[str] | None:
    """Return the deliverables that a changed document serves; None when it cannot be told."""
    old, new = (session.get_one(Revision, each.revision_id) for each in (before, review))
    if old.form != new.form or before.policy_sha256 != review.policy_sha256:
        return None
    was, now = ({each["path"]: each["sha256"] for each in of.files} for of in (old, new))
    changed = {path for path in {*was, *now} if was.get(path) != now.get(path)}
    served = [_served(each) for each in (before, review)]
    found: set[str] = set()
    for path in changed:
        told = {name for each in served for name in each.get(path, ())}
        if not told:  # a document of which nobody knows what it is may be about anything
            return None
        found |= told
    return frozenset(found)


def _served(review: Review) -> dict[str, tuple[str, ...]]:
    """Return what the documents of a round serve, by their path."""
    judgement = Judgement.model_validate(review.judgement)
    return {each.path: tuple(each.deliverables) for each in judgement.documents}


def _is_affected(
    method: Method, gate: Gate, seat: ReviewSeat, touched: frozenset[str] | None
) -> bool:
    """Tell whether something changed of what a seat looks at."""
    if touched is None:
        return True
    roles = set(held_roles(seat))
    asked = [each for each in gate.criteria if roles & {*each.scored_by, *each.answered_by}]
    signs = {each.id for each in method.deliverables if roles & set(each.signed_by)}
    if asked or not signs:
        return bool(touched)
    return bool(touched & signs)
