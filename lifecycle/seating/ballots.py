"""Votes as the count sees them, made of their rows."""

from collections.abc import Sequence
from decimal import Decimal as Number
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.review.ballot import Ballot, ConditionAsked, VoteValue
from lifecycle.sealing import unseal
from storage.database import looked_up
from storage.tables.reviews import Review, Vote

TO_DISSENT = "dissent"
"""Under this name a vote's answer to the dissents is kept among its answers, sealed.

No criterion can be called so: what voters answer is kept as true or false.
"""


def standing_ballots(session: Session, review: Review) -> list[Ballot]:
    """Return the votes of a round as they stand now."""
    return [_ballot(session, vote) for vote in standing_votes(session, review.id)]


def standing_votes(session: Session, review_id: UUID) -> Sequence[Vote]:
    """Return the rows of a round's votes as they stand now."""
    return looked_up(
        session,
        ("votes", review_id),
        lambda: session.scalars(_STANDING, {"review": review_id}).all(),
    )


_STANDING = select(Vote).where(Vote.review_id == bindparam("review"), Vote.standing)


def conditions_of(session: Session, vote: Vote) -> tuple[ConditionAsked, ...]:
    """Return the conditions of a vote with their words, which are kept sealed."""
    return tuple(
        ConditionAsked.model_validate(
            each
            | {
                "words": unseal(session, vote.review_id, each["words"]),
                "evidence": unseal(session, vote.review_id, each["evidence"]),
            }
        )
        for each in vote.conditions
    )


def scores_of(vote: Vote) -> dict[str, Number]:
    """Return the scores of a vote by criterion."""
    return {criterion: Number(score) for criterion, score in vote.scores.items()}


def answers_of(vote: Vote) -> dict[str, bool]:
    """Return the answers of a vote by criterion."""
    return {name: said for name, said in vote.answers.items() if isinstance(said, bool)}


def answer_to_dissent(session: Session, vote: Vote) -> str:
    """Return what a vote answers to the dissents, or nothing."""
    kept = vote.answers.get(TO_DISSENT)
    return unseal(session, vote.review_id, kept) if isinstance(kept, str) else ""


def _ballot(session: Session, vote: Vote) -> Ballot:
    return Ballot(
        seat_id=vote.seat_id,
        value=VoteValue(vote.value),
        instead=Decision(vote.instead) if vote.instead else None,
        until=vote.until,
        to_stage=vote.to_stage,
        conditions=conditions_of(session, vote),
        casting=vote.casting,
        vote_id=vote.id,
        cast_at=vote.cast_at,
        scores=scores_of(vote),
        answers=answers_of(vote),
        ratings=vote.ratings,
        answers_dissent=isinstance(vote.answers.get(TO_DISSENT), str),
    )
