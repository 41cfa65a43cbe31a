"""Whose turn it is: a seat speaks when all seats of a lower order that are awaited have voted."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import OutOfSequenceError
from domain.methodology.model.committee import SeatKind
from domain.methodology.model.method import Method
from domain.text import in_language
from lifecycle.seating.frozen_seats import seat_label
from storage.tables.people import Person
from storage.tables.reviews import DecisionRequest, Review, ReviewSeat, Vote


def awaited_before(session: Session, seat: ReviewSeat) -> list[ReviewSeat]:
    """Return the seats that must vote before another, and have not."""
    voted = select(Vote.seat_id).where(Vote.review_id == seat.review_id, Vote.standing)
    return list(
        session.scalars(
            select(ReviewSeat)
            .where(
                ReviewSeat.review_id == seat.review_id,
                ReviewSeat.speaks < seat.speaks,
                ReviewSeat.kind != SeatKind.ADVISORY,
                ReviewSeat.id.not_in(voted),
            )
            .order_by(ReviewSeat.speaks, ReviewSeat.role)
        )
    )


def now_to_ask(session: Session, review: Review) -> list[ReviewSeat]:
    """Return the seats whose turn has come and that were not asked yet."""
    asked = select(DecisionRequest.seat_id).where(DecisionRequest.review_id == review.id)
    waiting = session.scalars(
        select(ReviewSeat)
        .where(ReviewSeat.review_id == review.id, ReviewSeat.id.not_in(asked))
        .order_by(ReviewSeat.role)
    )
    return [seat for seat in waiting.all() if not awaited_before(session, seat)]


def check_turn(session: Session, method: Method, review: Review, seat: ReviewSeat) -> None:
    """Refuse a vote before its turn.

    Raises:
        OutOfSequenceError: A seat of a lower order has not voted.
    """
    before = awaited_before(session, seat)
    if not before:
        return
    en, fr = (_named(session, method, before, language) for language in ("en", "fr"))
    raise OutOfSequenceError(
        f"Your seat speaks later at {review.gate}: awaited before you: {en}. "
        "You will be asked when they have voted.",
        f"Votre siège s'exprime plus tard au jalon {review.gate} : attendus avant vous : {fr}. "
        "Vous serez sollicité quand ils auront voté.",
    )


def _named(session: Session, method: Method, seats: list[ReviewSeat], language: str) -> str:
    found = []
    for seat in seats:
        name = session.get_one(Person, seat.person_id).name
        found.append(f"{name} ({in_language(seat_label(method, seat), language)})")
    return ", ".join(found)
