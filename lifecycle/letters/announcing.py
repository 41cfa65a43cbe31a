"""A decision as each reader is told of it: the outcome, what follows, and one's own part."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.decision import Decision
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.review.ballot import VoteValue
from domain.review.effect import COMPLETED, Move
from domain.text import Text, both
from lifecycle.letters.announcing_beside import dissents_named, ratings_named
from lifecycle.letters.briefing import gate_named, subject_of
from lifecycle.policies import policy_of
from lifecycle.seating.ballots import standing_votes
from lifecycle.seating.frozen_seats import rows_of, seat_label
from notifications.facts import ConditionNamed, Counted, Named, Next, Sealed, VoteNamed
from notifications.messages import Audience, DecisionAnnounced
from storage.database import directly, looked_up
from storage.tables.packages import Revision
from storage.tables.projects import Project
from storage.tables.reviews import Condition, Review, Vote


def announcement(
    session: Session,
    project: Project,
    review: Review,
    method: Method,
    conditions: Sequence[Condition],
    *,
    reader: UUID,
    audience: Audience,
    votes: Sequence[VoteNamed],
    ledger_head: str,
) -> DecisionAnnounced:
    """Return the announcement for one reader; of a confidential project it holds no detail.

    How each seat voted, and why, is for those who sat there and for the project manager:
    ``votes`` are the same for all of them, see ``votes_named``.
    """
    gate = policy_of(review)
    outcome = review.outcome or {}
    place = Move.model_validate(outcome["move"])
    code = Decision(review.code or outcome["code"])
    word = method.word(gate, code)
    open_to_all = not project.confidential
    inside = open_to_all and audience in (Audience.MANAGER, Audience.APPROVER)
    shown = [
        condition
        for condition in conditions
        if audience is not Audience.OWNER or reader in (condition.owner_id, condition.verifier_id)
    ]
    return DecisionAnnounced(
        project=subject_of(project),
        gate=gate_named(gate),
        audience=audience,
        code=code,
        word=word.label if word else both(code, code),
        revision=_number(session, review),
        decided_at=review.decided_at,
        next=_next(review, place),
        stage=method.stage(place.stage).label,
        held_until=place.held_until,
        counted=Counted.model_validate({name: outcome[name] for name in Counted.model_fields})
        if inside
        else None,
        ratings=ratings_named(gate, outcome) if open_to_all else (),
        dissents=dissents_named(session, method, review) if inside else (),
        votes=tuple(votes) if inside else (),
        conditions=tuple(_condition(each) for each in shown) if open_to_all else (),
        mine=tuple(each.number for each in conditions if each.owner_id == reader),
        ledger_head=ledger_head,
    )


_NUMBER = select(Revision.number).where(Revision.id == bindparam("revision"))


def _number(session: Session, review: Review) -> int:
    found: int = looked_up(
        session,
        ("number", review.revision_id),
        lambda: directly(session, _NUMBER, {"revision": review.revision_id}).scalar_one(),
    )
    return found


def _next(review: Review, place: Move) -> Next:
    if place.closed_as == COMPLETED:
        return Next.COMPLETED
    if place.closed_as is not None:
        return Next.STOPPED
    if place.held_until is not None:
        return Next.HELD
    if place.stage == review.stage:
        return Next.SAME
    stages = (review.outcome or {})["path"]["stages"]
    before = stages[: stages.index(place.stage)]
    return Next.STAGE if review.stage in before else Next.BACK


def _condition(condition: Condition) -> ConditionNamed:
    return ConditionNamed(
        number=condition.number,
        words=Sealed(owner=condition.review_id, text=condition.words),
        owner=Named(person=condition.owner_id),
        verifier=Named(person=condition.verifier_id),
        due_on=condition.due_on,
    )


def votes_named(
    session: Session, method: Method, gate: Gate, review: Review
) -> tuple[VoteNamed, ...]:
    """Return how each seat voted, and why, for those who may know."""
    votes = {vote.seat_id: vote for vote in standing_votes(session, review.id)}
    rows = [(votes[seat.id], seat) for seat in rows_of(session, review.id) if seat.id in votes]
    return tuple(
        VoteNamed(
            seat=seat_label(method, seat),
            person=Named(person=vote.person_id),
            word=_word(method, gate, vote),
            reason=Sealed(owner=review.id, text=vote.reason) if vote.reason else None,
        )
        for vote, seat in rows
    )


def _word(method: Method, gate: Gate, vote: Vote) -> Text:
    match vote.value:
        case VoteValue.ABSTAIN:
            return both("Abstains", "S'abstient")
        case VoteValue.RECUSE:
            return both("Recused", "Se récuse")
        case VoteValue.APPROVE:
            code = Decision.GO
        case VoteValue.APPROVE_WITH_CONDITIONS:
            code = Decision.CONDITIONAL_GO
        case _:
            code = Decision(vote.instead or gate.committee.when_rejected)
    word = method.word(gate, code)
    return word.label if word else both(code, code)
