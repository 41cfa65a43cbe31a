"""The seats of a round as they were frozen: counted, joined, and settled once it is judged."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.methodology.expressions.evaluate import Answer, evaluate
from domain.methodology.fitting.circumstances import Known
from domain.methodology.model.committee import Seat, SeatKind
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.review.ballot import SeatHeld
from domain.text import Text, both, in_language
from storage.database import looked_up
from storage.tables.reviews import Review, ReviewSeat

STRONGEST = (SeatKind.GATING, SeatKind.CONCURRING, SeatKind.ADVISORY)
"""Of several kinds in one person, the first stands."""


def seats_of(session: Session, review: Review) -> list[SeatHeld]:
    """Return the seats of a round as the count sees them."""
    return [as_held(row) for row in rows_of(session, review.id)]


def rows_of(session: Session, review_id: UUID) -> Sequence[ReviewSeat]:
    """Return the rows of a round's seats, by role."""
    return looked_up(
        session,
        ("seats", review_id),
        lambda: session.scalars(_SEATS, {"review": review_id}).all(),
    )


_SEATS = (
    select(ReviewSeat)
    .where(ReviewSeat.review_id == bindparam("review"))
    .order_by(ReviewSeat.role, ReviewSeat.id)
)


def as_held(seat: ReviewSeat) -> SeatHeld:
    """Return a frozen seat as the count sees it."""
    return SeatHeld(
        seat_id=seat.id,
        roles=tuple(held_roles(seat)),
        weight=seat.weight,
        kind=SeatKind(seat.kind),
        mandatory=seat.mandatory,
        veto=seat.veto,
        chair=seat.chair,
        order=seat.speaks,
    )


def held_roles(seat: ReviewSeat) -> list[str]:
    """Return all the roles that a frozen seat stands for."""
    return list(seat.roles) or [seat.role]


def seat_label(method: Method, seat: ReviewSeat) -> Text:
    """Return how a seat is called: by its role, or by all the roles that it stands for."""
    labels = [method.role(role).label for role in held_roles(seat)]
    if len(labels) == 1:
        return labels[0]
    languages = dict.fromkeys(language for label in labels for language in label)
    return {
        language: " + ".join(in_language(label, language) for label in labels)
        for language in languages
    }


def joint(seats: Sequence[Seat]) -> Seat:
    """Return the one seat of a person who holds several: it speaks when the last of them does."""
    kind = next(kind for kind in STRONGEST if any(seat.kind is kind for seat in seats))
    weights = [seat.weight for seat in seats if seat.kind is kind]
    return seats[0].model_copy(
        update={
            "kind": kind,
            "weight": sum(weights),
            "mandatory": any(seat.mandatory for seat in seats),
            "veto": any(seat.veto for seat in seats),
            "chair": any(seat.chair for seat in seats),
            "order": max(seat.order for seat in seats),
        }
    )


def because(answer: Answer, language: str) -> str:
    """Return the end of a reason that says why a conditional seat is there."""
    word = in_language(both("because", "car"), language if language in ("en", "fr") else "en")
    return f", {word} {in_language(answer.because, language)}" if answer.because else ""


def settle(
    session: Session, review: Review, gate: Gate, names: Mapping[str, Known], language: str
) -> None:
    """Ask the open conditions of a round's seats again, with what is known once it is judged.

    A seat whose condition does not hold is given up, unless nobody would be left to decide.
    """
    rows = list(rows_of(session, review.id))
    by_role = {seat.role: seat for seat in gate.committee.seats}
    answers = {role: evaluate(seat.when, names) for role, seat in by_role.items() if seat.when}
    kept = {row.id: [role for role in held_roles(row) if not _fails(answers, role)] for row in rows}
    if not any(by_role[role].kind is SeatKind.GATING for each in kept.values() for role in each):
        return
    for row in rows:
        roles = kept[row.id]
        if not roles:
            session.delete(row)
            continue
        _take(row, joint([by_role[role] for role in roles]), roles)
        for role in roles:
            if role in answers:
                row.reason += because(answers[role], language)


def _fails(answers: Mapping[str, Answer], role: str) -> bool:
    return role in answers and answers[role].is_false


def _take(row: ReviewSeat, seat: Seat, roles: Sequence[str]) -> None:
    row.role, row.roles = seat.role, list(roles)
    row.kind, row.weight, row.speaks = seat.kind, seat.weight, seat.order
    row.mandatory, row.veto, row.chair = seat.mandatory, seat.veto, seat.chair
