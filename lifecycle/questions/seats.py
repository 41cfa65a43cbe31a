"""The seats of a round: who sits there, in which words, and the vote once given."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.text import Text
from lifecycle.questions.answers import vote_word
from lifecycle.questions.people import names_of
from lifecycle.sealing import unseal
from lifecycle.seating.frozen_seats import seat_label
from storage.tables.reviews import Review, ReviewSeat, Vote


@dataclass(frozen=True, kw_only=True)
class SeatSeen:
    """A seat with its person and, once given, the vote."""

    role: Text
    person: str
    advisory: bool
    veto: bool
    word: Text | None
    value: str | None
    reason: str
    cast_at: datetime | None


def seats_seen(session: Session, method: Method, gate: Gate, review: Review) -> list[SeatSeen]:
    """Return the seats of a round with their votes, in the words of its version."""
    rows = session.execute(
        select(ReviewSeat, Vote)
        .outerjoin(Vote, (Vote.seat_id == ReviewSeat.id) & Vote.standing)
        .where(ReviewSeat.review_id == review.id)
        .order_by(ReviewSeat.kind.desc(), ReviewSeat.role)
    ).all()
    names = names_of(session, {row.ReviewSeat.person_id for row in rows})
    return [
        SeatSeen(
            role=seat_label(method, row.ReviewSeat),
            person=names[row.ReviewSeat.person_id],
            advisory=row.ReviewSeat.kind == "advisory",
            veto=row.ReviewSeat.veto,
            word=vote_word(method, gate, row.Vote) if row.Vote else None,
            value=row.Vote.value if row.Vote else None,
            reason=unseal(session, review.id, row.Vote.reason) if row.Vote else "",
            cast_at=row.Vote.cast_at if row.Vote else None,
        )
        for row in rows
    ]
