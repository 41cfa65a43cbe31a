"""What the decision page asks beside the vote, and the dissents that stand with their answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.review.beside import beside
from domain.review.dissent import Dissent, dissents
from domain.text import Text
from lifecycle.deciding.given_beside import must_answer
from lifecycle.sealing import unseal
from lifecycle.seating.ballots import answer_to_dissent, answers_of, scores_of, standing_ballots
from lifecycle.seating.frozen_seats import as_held, seat_label
from storage.tables.people import Person
from storage.tables.reviews import Review, ReviewSeat, Vote


@dataclass(frozen=True, kw_only=True)
class ScoreAsked:
    """A criterion to be scored from ``least`` to ``most``; ``given`` is what stands."""

    id: str
    label: Text
    guidance: Text
    least: int
    most: int
    given: str


@dataclass(frozen=True, kw_only=True)
class AnswerAsked:
    """A criterion to be answered; ``given`` is ``yes``, ``no`` or empty."""

    id: str
    label: Text
    guidance: Text
    given: str


@dataclass(frozen=True, kw_only=True)
class RatingAsked:
    """A rating to be given: its levels, best first, and the one that stands."""

    id: str
    label: Text
    levels: Sequence[tuple[str, Text]]
    given: str


@dataclass(frozen=True, kw_only=True)
class DissentSeen:
    """A formal dissent, and the answer that a go gave to it."""

    seat: Text
    person: str
    reason: str
    answer: str
    answered_by: str


@dataclass(frozen=True, kw_only=True)
class BesideSeen:
    """All that a seat gives beside its vote; ``may_answer`` and ``must_answer`` are of dissents."""

    scores: Sequence[ScoreAsked]
    answers: Sequence[AnswerAsked]
    ratings: Sequence[RatingAsked]
    dissents: Sequence[DissentSeen]
    may_answer: bool
    must_answer: bool
    to_dissent: str


def beside_seen(
    session: Session, method: Method, gate: Gate, review: Review, seat: ReviewSeat
) -> BesideSeen:
    """Return what is asked of a seat beside its vote, with what it gave already."""
    rows = session.scalars(select(ReviewSeat).where(ReviewSeat.review_id == review.id)).all()
    seats, held = [as_held(row) for row in rows], as_held(seat)
    asked = beside(gate, seats)
    ballots = standing_ballots(session, review)
    vote = session.scalar(select(Vote).where(Vote.seat_id == seat.id, Vote.standing))
    scores = scores_of(vote) if vote else {}
    answers = answers_of(vote) if vote else {}
    ratings = vote.ratings if vote else {}
    others = [each for each in ballots if each.seat_id != seat.id]
    stand = dissents({each.seat_id: each for each in seats}, ballots)
    return BesideSeen(
        scores=[
            ScoreAsked(
                id=each.id,
                label=each.label,
                guidance=each.guidance,
                least=each.score.least,
                most=each.score.most,
                given=str(scores.get(each.id, "")),
            )
            for each in asked.scored_by(held)
            if each.score
        ],
        answers=[
            AnswerAsked(
                id=each.id,
                label=each.label,
                guidance=each.guidance,
                given={True: "yes", False: "no", None: ""}[answers.get(each.id)],
            )
            for each in asked.answered_by(held)
        ],
        ratings=[
            RatingAsked(
                id=each.id,
                label=each.label,
                levels=[(level.id, level.label) for level in each.levels],
                given=str(ratings.get(each.id, "")),
            )
            for each in asked.rated_by(held)
        ],
        dissents=[_dissent(session, method, review, each) for each in stand],
        may_answer=held.is_gating and bool(stand),
        must_answer=must_answer(seats, others, held),
        to_dissent=answer_to_dissent(session, vote) if vote else "",
    )


def _dissent(session: Session, method: Method, review: Review, dissent: Dissent) -> DissentSeen:
    seat = session.get_one(ReviewSeat, dissent.seat_id)
    cast = session.get(Vote, dissent.vote_id) if dissent.vote_id else None
    answer = session.get(Vote, dissent.answered_by) if dissent.answered_by else None
    return DissentSeen(
        seat=seat_label(method, seat),
        person=_name(session, seat.person_id),
        reason=unseal(session, review.id, cast.reason) if cast else "",
        answer=answer_to_dissent(session, answer) if answer else "",
        answered_by=_name(session, answer.person_id) if answer else "",
    )


def _name(session: Session, person_id: UUID) -> str:
    return session.get_one(Person, person_id).name
