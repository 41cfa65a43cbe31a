"""A round closes: the outcome, the project's new place, the record and the letters, at once."""

from collections.abc import Container, Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from domain.calendar import add_working_days
from domain.decision import Decision
from domain.methodology.model.committee import Committee
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.review.ballot import SeatHeld
from domain.review.beside import beside
from domain.review.effect import move
from domain.review.tally import Standing, Tally, tally
from lifecycle.actor import Actor
from lifecycle.deciding.clock import call_off, keep_open, start_condition
from lifecycle.fitted.placing import pass_gates, path_of, take_place
from lifecycle.holidays import holidays_of
from lifecycle.ledger import record
from lifecycle.letters.telling import cancel_letters, tell_decided
from lifecycle.policies import policy_of
from lifecycle.sealing import seal
from lifecycle.seating.ballots import standing_ballots, standing_votes
from lifecycle.seating.frozen_seats import seats_of
from lifecycle.steering.classing import settle
from lifecycle.steering.tracks import begin_due
from lifecycle.wake import wake
from storage.database import directly, table_of
from storage.failpoint import failpoint
from storage.tables.overrides import Override
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import Condition, DecisionRequest, Review


def count(
    session: Session,
    review: Review,
    gate: Gate,
    seats: Sequence[SeatHeld] | None = None,
    *,
    final: bool = False,
) -> Tally:
    """Count the standing votes of a round from its rows.

    ``gate`` is its policy, ``seats`` those that were read under the lock of this transaction.
    """
    seats = seats_of(session, review) if seats is None else seats
    return tally(
        gate.committee,
        seats,
        standing_ballots(session, review),
        final=final,
        asked=beside(gate, seats),
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
    seats: Sequence[SeatHeld] | None = None,
) -> Tally:
    """Close the round if the votes decide it; the caller holds the locks of both rows.

    A gate with a grace closes when the grace ends, and announces nothing before. ``final``
    says that the end of the grace has come; past the due date the votes that are there count.
    """
    gate = policy_of(review)
    final = final or is_due(review, at=at)
    counted = count(session, review, gate, seats, final=final)
    if counted.standing is not Standing.CLOSED or counted.code is None:
        review.closing_at = None
        return counted
    until = contested_until(session, review, gate.committee)
    if until is not None and until > at:
        review.closing_at = until
        keep_open(session, review, until)
        return counted
    if gate.committee.grace and not final:
        review.closing_at = at + gate.committee.grace
        return counted
    decide(session, project, review, method, gate, counted, counted.code, actor, at=at)
    return counted


def contested_until(session: Session, review: Review, committee: Committee) -> datetime | None:
    """Return until when votes that a secretary recorded may still be contested, if there are any.

    A vote that its person confirmed is no longer waited for.
    """
    recorded = [
        vote.cast_at
        for vote in standing_votes(session, review.id)
        if vote.recorded_by is not None
        and vote.recorded_by != vote.person_id
        and vote.confirmed_at is None
    ]
    return max(recorded) + committee.contest if recorded else None


def is_due(review: Review, *, at: datetime) -> bool:
    """Tell whether a round's due date has come; while a question waits, none does."""
    return review.paused_at is None and review.due_at is not None and review.due_at <= at


def decide(
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
    """Decide a round as it was counted; the caller holds the locks of both rows."""
    fit = settle(session, actor, project, at=at).fit
    path = path_of(fit, project, review)

    def hold() -> date:
        days = gate.committee.hold_days
        return counted.until or add_working_days(at.date(), days, _holidays(session, project))

    place = move(method, gate, path, code, until=hold, to_stage=counted.to_stage)
    way = {"move": place.model_dump(mode="json"), "path": path.model_dump(mode="json")}
    review.state, review.code = "decided", code
    review.decided_at = review.ended_at = at
    review.outcome = counted.model_dump(mode="json", exclude={"conditions"}) | way
    passed = pass_gates(session, project, review, gate, code, at=at)
    directly(session, _ANSWERED, {"review": review.id})
    call_off(session, review.id, at=at)
    conditions = _keep_conditions(session, project, review, counted)
    start_condition(session, project, gate.committee, conditions)
    entered = take_place(project, place, fit, gate, code, at=at)
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
            "gates": passed,
            **way,
        },
        at=at,
        project_id=project.id,
    )
    drop_waiting(session, review, at=at)
    cancel_letters(session, review, at=at)
    tell_decided(session, project, review, fit.method, conditions, entry, at=at)
    if entered:
        begin_due(session, actor, project, at=at)
    wake(session, project.id, at=at)
    if project.parent_id is not None:
        wake(session, project.parent_id, at=at)
    failpoint("close.before-commit")


_ANSWERED = (
    update(table_of(DecisionRequest))
    .where(DecisionRequest.review_id == bindparam("review"), DecisionRequest.status == "open")
    .values(status="decided")
)
_DROP = (
    update(table_of(Override))
    .where(Override.review_id == bindparam("review"), Override.state == "asked")
    .values(state="dropped", ended_at=bindparam("at"), ended_by=table_of(Override).c.asked_by)
)
_LAST = select(func.max(Condition.number)).where(Condition.project_id == bindparam("project"))


def drop_waiting(session: Session, review: Review, *, at: datetime) -> None:
    """End an override that nobody signed: the committee decided."""
    directly(session, _DROP, {"review": review.id, "at": at})


def _standing_votes(session: Session, review: Review) -> list[str]:
    return sorted(str(vote.id) for vote in standing_votes(session, review.id))


def _keep_conditions(
    session: Session, project: Project, review: Review, counted: Tally
) -> list[Condition]:
    if not counted.conditions:
        return []
    last = directly(session, _LAST, {"project": project.id}).scalar()
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
    session.flush()
    return kept


def _holidays(session: Session, project: Project) -> Container[date]:
    creator = session.get_one(Person, project.created_by)
    return holidays_of(creator.country)
