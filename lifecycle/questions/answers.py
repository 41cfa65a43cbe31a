"""The answers that a voter may give, and the vote that stands, in the method's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.review.ballot import Ballot, VoteValue
from domain.review.beside import beside
from domain.review.tally import Standing, tally
from domain.text import Text
from lifecycle.deciding.close import count
from lifecycle.deciding.given_beside import must_answer
from lifecycle.deciding.vote import UNDO
from lifecycle.questions.seen import word_of
from lifecycle.sealing import unseal
from lifecycle.seating.ballots import standing_ballots
from lifecycle.seating.frozen_seats import as_held
from storage.tables.people import Person
from storage.tables.reviews import Review, ReviewSeat, Vote

CHOICES = (
    Decision.GO,
    Decision.CONDITIONAL_GO,
    Decision.HOLD,
    Decision.RECYCLE,
    Decision.KILL,
)
VALUES = {
    Decision.GO: VoteValue.APPROVE,
    Decision.CONDITIONAL_GO: VoteValue.APPROVE_WITH_CONDITIONS,
}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer in the method's words; ``closes`` says that it would end the round."""

    code: Decision
    label: Text
    fields: Sequence[str]
    recommended: bool
    closes: bool


@dataclass(frozen=True, kw_only=True)
class VoteSeen:
    """The standing vote; ``undo_until`` is set while it can be taken back.

    ``by`` names who cast it where that is not the reader, ``recorded_by`` the secretary who
    wrote it down in a meeting while it may be contested.
    """

    word: Text
    reason: str
    cast_at: datetime
    undo_until: datetime | None
    by: str = ""
    recorded_by: str = ""


def choices(
    session: Session, method: Method, gate: Gate, review: Review, seat: ReviewSeat
) -> list[Choice]:
    """Return the answers that the gate allows, the recommended one first."""
    recommended = (review.recommendation or {}).get("code")
    seats = session.scalars(select(ReviewSeat).where(ReviewSeat.review_id == review.id))
    held = [as_held(each) for each in seats]
    others = [each for each in standing_ballots(session, review) if each.seat_id != seat.id]
    answers = must_answer(held, others, as_held(seat))
    found = []
    for code in CHOICES:
        word = method.word(gate, code)
        if word is None:
            continue
        mine = Ballot(
            seat_id=seat.id,
            value=VALUES.get(code, VoteValue.REJECT),
            instead=None if code in VALUES else code,
            answers_dissent=answers,
        )
        counted = tally(
            gate.committee, held, [*others, mine], final=False, asked=beside(gate, held)
        )
        found.append(
            Choice(
                code=code,
                label=word.label,
                fields=word.fields,
                recommended=code == recommended,
                closes=counted.standing is Standing.CLOSED and not gate.committee.grace,
            )
        )
    return sorted(found, key=lambda choice: not choice.recommended)


def vote_seen(
    session: Session,
    method: Method,
    gate: Gate,
    review: Review,
    seat: ReviewSeat,
    reader: UUID,
    *,
    at: datetime,
) -> VoteSeen | None:
    """Return the standing vote of a seat as its holder or their delegate sees it, or None."""
    vote = session.scalar(select(Vote).where(Vote.seat_id == seat.id, Vote.standing))
    if vote is None:
        return None
    until = vote.cast_at + UNDO
    own = reader in (vote.person_id, seat.person_id)
    return VoteSeen(
        word=vote_word(method, gate, vote),
        reason=unseal(session, review.id, vote.reason),
        cast_at=vote.cast_at,
        undo_until=until if own and review.state == "open" and until >= at else None,
        by=session.get_one(Person, vote.person_id).name if vote.person_id != reader else "",
        recorded_by=session.get_one(Person, vote.recorded_by).name
        if vote.recorded_by is not None and vote.confirmed_at is None and vote.recorded_by != reader
        else "",
    )


def vote_word(method: Method, gate: Gate, vote: Vote) -> Text:
    """Return a vote in the method's words."""
    match vote.value:
        case VoteValue.APPROVE:
            return word_of(method, gate, Decision.GO)
        case VoteValue.APPROVE_WITH_CONDITIONS:
            return word_of(method, gate, Decision.CONDITIONAL_GO)
        case VoteValue.REJECT:
            return word_of(method, gate, vote.instead or gate.committee.when_rejected)
        case VoteValue.ABSTAIN:
            return {"en": "Abstains", "fr": "S'abstient"}
        case _:
            return {"en": "Recused", "fr": "Se récuse"}


def is_asked_again(session: Session, review: Review, gate: Gate, seat: ReviewSeat) -> bool:
    """Tell whether a seat that voted has more to say: a casting vote, or an answer to a dissent."""
    standing = count(session, review, gate).standing
    if standing is Standing.TIED:
        return seat.chair
    rows = session.scalars(select(ReviewSeat).where(ReviewSeat.review_id == review.id))
    others = [each for each in standing_ballots(session, review) if each.seat_id != seat.id]
    held = [as_held(row) for row in rows]
    return standing is Standing.DISSENT and must_answer(held, others, as_held(seat))


def is_tied(session: Session, review: Review, gate: Gate) -> bool:
    """Tell whether a round waits for the chair's casting vote."""
    return review.state == "open" and count(session, review, gate).standing is Standing.TIED
