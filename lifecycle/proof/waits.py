"""Nothing waits for what is over: timers, stopped clocks, delegations, and their entries."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from lifecycle.proof.said import Broken, Said, same
from storage.tables.projects import Project
from storage.tables.reviews import Review
from storage.tables.standing_in import Delegation
from storage.tables.waits import Question, Timer


def waits(session: Session, project: Project, said: Said) -> Iterator[Broken]:
    """Yield what does not hold of a project's timers and questions (gate rule 52)."""
    yield from _timers(session, project)
    yield from _questions(session, project, said)


def delegations(session: Session, everything: Said) -> Iterator[Broken]:
    """Yield delegations that the ledger does not know, or says otherwise."""
    given = {entry.body["delegation"]: entry for entry in everything.of("delegation.given")}
    ended = {entry.body["delegation"]: entry for entry in everything.of("delegation.ended")}
    for row in session.scalars(select(Delegation)):
        where = f"delegation {row.id}"
        entry = given.get(str(row.id))
        if entry is None:
            yield Broken("I12", where, "it stands, and the ledger does not know it")
            continue
        yield from same(
            "I12",
            where,
            delegator=(row.delegator_id, entry.body["delegator"]),
            delegate=(row.delegate_id, entry.body["delegate"]),
            starts_at=(row.starts_at, entry.body["starts_at"]),
            ends_at=(row.ends_at, entry.body["ends_at"]),
            gates=(list(row.gates), entry.body["gates"]),
            most=(row.most, entry.body["most"]),
        )
        if (row.ended_at is not None) != (str(row.id) in ended):
            yield Broken("I12", where, "its end and the ledger differ")


def _timers(session: Session, project: Project) -> Iterator[Broken]:
    rows = session.execute(
        select(Timer.step, Review.gate, Review.round)
        .join(Review, Review.id == Timer.review_id)
        .where(
            Review.project_id == project.id,
            Review.state != "open",
            Timer.fired_at.is_(None),
            Timer.called_off_at.is_(None),
        )
    )
    for row in rows:
        where = f"{project.code} {row.gate} round {row.round}"
        yield Broken("I7", where, f"{row.step} waits, and the round is over")


def _questions(session: Session, project: Project, said: Said) -> Iterator[Broken]:
    asked = {entry.body["question"]: entry for entry in said.of("question.asked")}
    answered = {entry.body["question"] for entry in said.of("question.answered")}
    waiting = set()
    for row in session.scalars(select(Question).where(Question.project_id == project.id)):
        where = f"{project.code} question {row.number}"
        entry = asked.get(str(row.id))
        if entry is None:
            yield Broken("I12", where, "it stands, and the ledger does not know it")
            continue
        yield from same(
            "I12",
            where,
            asked_by=(row.asked_by, entry.actor),
            words=(row.words, entry.body["words"]),
        )
        if (row.answered_at is not None) != (str(row.id) in answered):
            yield Broken("I12", where, "its answer and the ledger differ")
        if row.answered_at is None:
            waiting.add(row.review_id)
    rounds = select(Review).where(Review.project_id == project.id, Review.state == "open")
    for review in session.scalars(rounds):
        if (review.paused_at is not None) != (review.id in waiting):
            where = f"{project.code} {review.gate} round {review.round}"
            yield Broken("I7", where, "its clock stands still without a question, or runs with one")
