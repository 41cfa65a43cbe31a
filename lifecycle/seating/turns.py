"""Whose turn it is: a seat speaks when all seats of a lower order that are awaited have voted."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.errors import OutOfSequenceError
from domain.methodology.model.committee import SeatKind
from domain.methodology.model.method import Method
from domain.text import in_language
from lifecycle.seating.ballots import standing_votes
from lifecycle.seating.frozen_seats import rows_of, seat_label
from storage.database import directly
from storage.tables.people import Person
from storage.tables.reviews import DecisionRequest, Review, ReviewSeat


def awaited_before(session: Session, seat: ReviewSeat) -> list[ReviewSeat]:
    """Return the seats that must vote before another, and have not."""
    earlier = [
        each
        for each in rows_of(session, seat.review_id)
        if each.speaks < seat.speaks and each.kind != SeatKind.ADVISORY
    ]
    if not earlier:
        return []
    voted = {vote.seat_id for vote in standing_votes(session, seat.review_id)}
    return sorted(
        (each for each in earlier if each.id not in voted),
        key=lambda each: (each.speaks, each.role),
    )


def now_to_ask(session: Session, review: Review) -> list[ReviewSeat]:
    """Return the seats whose turn has come and that were not asked yet."""
    asked = set(directly(session, _ASKED, {"review": review.id}).scalars())
    waiting = [seat for seat in rows_of(session, review.id) if seat.id not in asked]
    return [seat for seat in waiting if not awaited_before(session, seat)]


_ASKED = select(DecisionRequest.seat_id).where(DecisionRequest.review_id == bindparam("review"))


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
