"""What a decision carries beside its code, as letters tell it: dissents and ratings."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from lifecycle.seating.ballots import TO_DISSENT
from lifecycle.seating.frozen_seats import seat_label
from notifications.facts import DissentNamed, Named, RatingNamed, Sealed
from storage.tables.reviews import Review, ReviewSeat, Vote


def dissents_named(session: Session, method: Method, review: Review) -> tuple[DissentNamed, ...]:
    """Return the dissents that stood when a round was decided, each with its answer."""
    return tuple(
        _dissent(session, method, review, each)
        for each in (review.outcome or {}).get("dissents", ())
    )


def ratings_named(gate: Gate, outcome: Mapping[str, Any]) -> tuple[RatingNamed, ...]:
    """Return the ratings of a decision, in the method's words."""
    given = {each["rating"]: each["level"] for each in outcome.get("ratings", ())}
    return tuple(
        RatingNamed(label=rating.label, level=level.label)
        for rating in gate.ratings
        for level in rating.levels
        if given.get(rating.id) == level.id
    )


def _dissent(
    session: Session, method: Method, review: Review, kept: Mapping[str, Any]
) -> DissentNamed:
    seat = session.get_one(ReviewSeat, UUID(kept["seat_id"]))
    cast = session.get_one(Vote, UUID(kept["vote_id"]))
    answer = session.get_one(Vote, UUID(kept["answered_by"])) if kept["answered_by"] else None
    said = answer.answers.get(TO_DISSENT) if answer else None
    return DissentNamed(
        seat=seat_label(method, seat),
        person=Named(person=cast.person_id),
        reason=Sealed(owner=review.id, text=cast.reason) if cast.reason else None,
        answer=Sealed(owner=review.id, text=said) if said else None,
        answered_by=Named(person=answer.person_id) if answer else None,
    )
