"""A round closes: the outcome, the project's new place, the record and the letters, at once."""

from collections.abc import Container
from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain.calendar import add_working_days
from domain.decision import Decision
from domain.methodology.model.committee import Committee
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.review.ballot import Ballot, ConditionAsked, VoteValue
from domain.review.effect import Move, move
from domain.review.tally import Standing, Tally, tally
from lifecycle.actor import Actor
from lifecycle.holidays import holidays_of
from lifecycle.ledger import record
from lifecycle.sealing import seal, unseal
from lifecycle.seats import as_held
from lifecycle.telling import cancel_letters, tell_decided
from lifecycle.wake import wake
from storage.failpoint import failpoint
from storage.tables.people import Person
from storage.tables.projects import GatePassage, Project
from storage.tables.reviews import Condition, DecisionRequest, Review, ReviewSeat, Vote


def count(session: Session, review: Review, committee: Committee, *, final: bool = False) -> Tally:
    """Count the standing votes of a round from its rows."""
    seats = session.scalars(select(ReviewSeat).where(ReviewSeat.review_id == review.id))
    return tally(
        committee,
        [as_held(seat) for seat in seats],
        standing_ballots(session, review),
        final=final,
    )


def standing_ballots(session: Session, review: Review) -> list[Ballot]:
    """Return the votes of a round as they stand now."""
    votes = select(Vote).where(Vote.review_id == review.id, Vote.standing)
    return [_ballot(session, vote) for vote in session.scalars(votes)]


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


def close_if_decided(
    session: Session,
    project: Project,
    review: Review,
    method: Method,
    actor: Actor | None,
    *,
    at: datetime,
    final: bool = False,
) -> Tally:
    """Close the round if the votes decide it; the caller holds the locks of both rows.

    A gate with a grace closes when the grace ends, and announces nothing before. ``final``
    says that the end of the grace has come; past the due date the votes that are there count.
    """
    gate = Gate.model_validate(review.policy)
    final = final or (review.due_at is not None and review.due_at <= at)
    counted = count(session, review, gate.committee, final=final)
    if counted.standing is not Standing.CLOSED or counted.code is None:
        review.closing_at = None
        return counted
    if gate.committee.grace and not final:
        review.closing_at = at + gate.committee.grace
        return counted
    _decide(session, project, review, method, gate, counted, counted.code, actor, at=at)
    return counted


def _ballot(session: Session, vote: Vote) -> Ballot:
    return Ballot(
        seat_id=vote.seat_id,
        value=VoteValue(vote.value),
        instead=Decision(vote.instead) if vote.instead else None,
        until=vote.until,
        to_stage=vote.to_stage,
        conditions=conditions_of(session, vote),
        casting=vote.casting,
    )


def _decide(
    session: Session,
    project: Project,
    review: Review,
    method: Method,
    gate: Gate,
    counted: Tally,
    code: Decision,
    actor: Actor | None,
    *,
    at: datetime,
) -> None:
    hold = counted.until or add_working_days(
        at.date(), gate.committee.hold_days, _holidays(session, project)
    )
    place = move(method, gate, review.stage, code, until=hold, to_stage=counted.to_stage)
    review.state, review.code = "decided", code
    review.decided_at = review.ended_at = at
    review.outcome = counted.model_dump(mode="json", exclude={"conditions"}) | {
        "move": place.model_dump(mode="json")
    }
    _pass(session, project, review, code, at=at)
    session.execute(
        update(DecisionRequest)
        .where(DecisionRequest.review_id == review.id, DecisionRequest.status == "open")
        .values(status="decided")
    )
    conditions = _keep_conditions(session, project, review, counted)
    _move(project, place, at=at)
    session.flush()
    failpoint("close.moved")
    entry = record(
        session,
        "gate.decided",
        actor,
        {
            "gate": review.gate,
            "round": review.round,
            "code": code,
            "rule": counted.rule,
            "sha256": review.revision_sha256,
            "policy": review.policy_sha256,
            "approving": counted.approving,
            "rejecting": counted.rejecting,
            "quorum": counted.quorum,
            "voted": counted.voted,
            "votes": _standing_votes(session, review),
            "conditions": [condition.number for condition in conditions],
            "move": place.model_dump(mode="json"),
        },
        at=at,
        project_id=project.id,
    )
    cancel_letters(session, review, at=at)
    tell_decided(session, project, review, method, conditions, entry, at=at)
    wake(session, project.id, at=at)
    failpoint("close.before-commit")


def _standing_votes(session: Session, review: Review) -> list[str]:
    votes = select(Vote.id).where(Vote.review_id == review.id, Vote.standing)
    return sorted(str(vote) for vote in session.scalars(votes))


def _pass(
    session: Session, project: Project, review: Review, code: Decision, *, at: datetime
) -> None:
    last = session.scalar(
        select(func.max(GatePassage.number)).where(GatePassage.project_id == project.id)
    )
    session.add(
        GatePassage(
            project_id=project.id,
            number=(last or 0) + 1,
            gate=review.gate,
            stage=review.stage,
            code=code,
            decided_on=at.date(),
            review_id=review.id,
        )
    )


def _move(project: Project, place: Move, *, at: datetime) -> None:
    if place.stage != project.stage:
        project.stage, project.stage_since = place.stage, at
    project.held_until, project.closed_as = place.held_until, place.closed_as
    if place.closed_as is not None:
        project.state = "closed"
    elif place.held_until is not None:
        project.state = "held"
    else:
        project.state = "open"
    project.version += 1


def _keep_conditions(
    session: Session, project: Project, review: Review, counted: Tally
) -> list[Condition]:
    last = session.scalar(
        select(func.max(Condition.number)).where(Condition.project_id == project.id)
    )
    kept = [
        Condition(
            project_id=project.id,
            review_id=review.id,
            number=number,
            words=seal(session, review.id, asked.words.strip()),
            owner_id=asked.owner_id,
            verifier_id=asked.verifier_id,
            due_on=asked.due_on,
            evidence_wanted=seal(session, review.id, asked.evidence.strip()),
        )
        for number, asked in enumerate(counted.conditions, start=(last or 0) + 1)
    ]
    session.add_all(kept)
    return kept


def _holidays(session: Session, project: Project) -> Container[date]:
    creator = session.get_one(Person, project.created_by)
    return holidays_of(creator.country)
