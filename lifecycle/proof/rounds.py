"""Every closed round counted again from its rows, and compared with what was sealed."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.ledger import digest
from domain.methodology.model.gate import Gate
from domain.methodology.model.method import Method
from domain.review.effect import Path, move
from domain.review.tally import OVERRIDDEN, Tally
from lifecycle.authority import authors_of
from lifecycle.deciding.close import count
from lifecycle.methods import method_of
from lifecycle.packages.judging import digest_of_judgement
from lifecycle.proof.said import Broken, Said, SaidEntry, same
from storage.tables.overrides import Override
from storage.tables.packages import Revision
from storage.tables.projects import GatePassage, Project
from storage.tables.reviews import Condition, DecisionRequest, Review, Vote

ALIVE = ("submitted", "judged", "open")
COUNTED = ("approving", "rejecting", "quorum", "voted", "rule")


def rounds(session: Session, project: Project, said: Said) -> Iterator[Broken]:
    """Yield what does not hold of a project's rounds and decisions.

    Each round is looked at with the version of the method that its revision was handed in for.
    """
    reviews = list(session.scalars(select(Review).where(Review.project_id == project.id)))
    known = {(review.gate, review.round): review for review in reviews}
    for entry in said.of("gate.decided", "gate.carried-out", "gate.asked", "package.judged"):
        if (entry.body["gate"], entry.body["round"]) not in known:
            yield Broken("I1", f"entry {entry.seq}", "the round that it speaks of is not there")
    for review in reviews:
        where = f"{project.code} {review.gate} round {review.round}"
        about = [
            entry
            for entry in said.entries
            if (entry.body.get("gate"), entry.body.get("round")) == (review.gate, review.round)
        ]
        revision = session.get_one(Revision, review.revision_id)
        method = method_of(session, revision.method_id)
        yield from _round(session, method, review, about, where)
    yield from _place(session, project, reviews, said)


def _round(
    session: Session, method: Method, review: Review, about: Sequence[SaidEntry], where: str
) -> Iterator[Broken]:
    said = Said(about)
    yield from _order(said, where)
    yield from same(
        "I9",
        where,
        policy=(review.policy_sha256, digest(review.policy)),
        gate=(review.gate, review.policy.get("id")),
    )
    handed_in = said.of("package.submitted")
    if handed_in:
        yield from same(
            "I12",
            where,
            iteration=(review.iteration, handed_in[-1].body["iteration"]),
            late_days=(review.late_days, handed_in[-1].body["late_days"]),
        )
    yield from _judged(review, said.of("package.judged"), where)
    open_requests = session.scalar(
        select(DecisionRequest.id)
        .where(DecisionRequest.review_id == review.id, DecisionRequest.status == "open")
        .limit(1)
    )
    if open_requests is not None and review.state != "open":
        yield Broken("I8", where, f"it is {review.state}, yet a decision request is open")
    decided = said.of("gate.decided")
    if len(decided) != (1 if review.state == "decided" else 0):
        yield Broken(
            "I2", where, f"it is {review.state} with {len(decided)} decisions in the ledger"
        )
    elif decided:
        yield from _decided(session, method, review, decided[0], where)


def _order(said: Said, where: str) -> Iterator[Broken]:
    """Nothing before its cause: handed in, judged, asked, voted, decided, carried out."""
    causes = {
        "package.judged": "package.submitted",
        "gate.asked": "package.judged",
        "vote.cast": "gate.asked",
        "gate.decided": "gate.asked",
        "gate.carried-out": "gate.decided",
    }
    seen: set[str] = set()
    for entry in said.entries:
        cause = causes.get(entry.kind)
        if cause is not None and cause not in seen:
            yield Broken("I6", where, f"entry {entry.seq}, {entry.kind}, comes before {cause}")
        seen.add(entry.kind)
    for kind in ("gate.asked", "gate.carried-out", "gate.overdue"):
        if len(said.of(kind)) > 1:
            yield Broken("I7" if kind == "gate.overdue" else "I2", where, f"{kind} came twice")


def _judged(review: Review, said: Sequence[SaidEntry], where: str) -> Iterator[Broken]:
    if review.judgement is None:
        return
    if not said:
        yield Broken("I12", where, "it has a judgement that the ledger does not know")
        return
    yield from same(
        "I12",
        where,
        judgement=(digest_of_judgement(review.judgement), said[-1].body["judgement"]),
    )


def _decided(
    session: Session, method: Method, review: Review, said: SaidEntry, where: str
) -> Iterator[Broken]:
    outcome: dict[str, Any] = dict(review.outcome or {})
    moved, path = outcome.pop("move", None), outcome.pop("path", None)
    standing = select(Vote).where(Vote.review_id == review.id, Vote.standing)
    votes = list(session.scalars(standing))
    yield from same(
        "I1",
        where,
        code=(review.code, said.body["code"]),
        sha256=(review.revision_sha256, said.body["sha256"]),
        policy=(review.policy_sha256, said.body["policy"]),
        decided_at=(review.decided_at, said.at),
        votes=(sorted(str(vote.id) for vote in votes), said.body["votes"]),
        move=(moved, said.body["move"]),
        path=(path, said.body["path"]),
        **{name: (outcome.get(name), said.body[name]) for name in COUNTED},
    )
    if any(review.decided_at is not None and vote.cast_at > review.decided_at for vote in votes):
        yield Broken("I8", where, "a vote was counted that was cast after the decision")
    yield from _conditions(session, review, said, where)
    gate = Gate.model_validate(review.policy)
    if outcome.get("rule") == OVERRIDDEN:
        yield from _overridden(session, review, where)
        if moved is not None:
            way, counted = Path.model_validate(path), Tally.model_validate(outcome)
            yield from _moved(method, gate, review, counted, way, moved, where)
        return
    counts = [count(session, review, gate, final=final) for final in (False, True)]
    shown = [counted.model_dump(mode="json", exclude={"conditions"}) for counted in counts]
    if outcome not in shown:
        yield Broken("I3", where, "counting its votes again gives another outcome")
    elif moved is not None:
        way = Path.model_validate(path)
        yield from _moved(method, gate, review, Tally.model_validate(outcome), way, moved, where)


def _overridden(session: Session, review: Review, where: str) -> Iterator[Broken]:
    """A decision past the committee has two signatures of persons without a part in it."""
    row = session.scalar(
        select(Override).where(Override.review_id == review.id, Override.state == "signed")
    )
    if row is None or row.ended_by is None or row.ended_by == row.asked_by:
        yield Broken("I3", where, "it is overridden without two signatures")
        return
    if {row.ended_by, row.asked_by} & authors_of(session, review.revision_id):
        yield Broken("I2", where, "an author of the package overrode the committee")
    yield from same("I3", where, code=(review.code, row.code))


def _moved(
    method: Method,
    gate: Gate,
    review: Review,
    counted: Tally,
    path: Path,
    moved: dict[str, Any],
    where: str,
) -> Iterator[Broken]:
    """The place that follows from the outcome is the one that was taken."""
    if counted.code is None or review.decided_at is None:
        yield Broken("I3", where, "it is decided without a decision")
        return
    until = moved.get("held_until") or review.decided_at.date().isoformat()
    place = move(
        method,
        gate,
        path,
        counted.code,
        until=lambda: date.fromisoformat(until),
        to_stage=counted.to_stage,
    )
    yield from same("I3", where, move=(place.model_dump(mode="json"), moved))


def _conditions(session: Session, review: Review, said: SaidEntry, where: str) -> Iterator[Broken]:
    numbers = select(Condition.number).where(Condition.review_id == review.id)
    kept = sorted(session.scalars(numbers))
    yield from same("I12", where, conditions=(kept, said.body["conditions"]))


def _place(
    session: Session, project: Project, reviews: Sequence[Review], said: Said
) -> Iterator[Broken]:
    """The passages are the decided rounds, and the last move led where the project stands."""
    rows = select(GatePassage).where(GatePassage.project_id == project.id)
    passages = list(session.scalars(rows.order_by(GatePassage.number)))
    inside = [row for row in passages if row.review_id is not None]
    decided = {review.id: review for review in reviews if review.state == "decided"}
    wanted = {
        (review.id, gate)
        for review in decided.values()
        for gate in (review.gate, *review.policy.get("merges", ()))
    }
    if {(row.review_id, row.gate) for row in inside} != wanted:
        yield Broken("I2", project.code, "its gate passages are not its decided rounds")
        return
    for row in inside:
        assert row.review_id is not None  # noqa: S101 - those were chosen above
        review = decided[row.review_id]
        yield from same(
            "I2",
            f"{project.code} passage {row.number}",
            stage=(row.stage, review.stage),
            iteration=(row.iteration, review.iteration),
            code=(row.code, review.code),
            decided_on=(row.decided_on, review.decided_at and review.decided_at.date()),
        )
    if sum(1 for review in reviews if review.state in ALIVE) > 1:
        yield Broken("I11", project.code, "two rounds are under way at once")
    yield from _last_move(project, said)


MOVES = ("project.moved", "project.migrated", "project.migration-undone", "project.reopened")
"""What takes a project elsewhere beside its decisions."""


def _last_move(project: Project, said: Said) -> Iterator[Broken]:
    moves = said.of("gate.decided", *MOVES)
    decided = said.of("gate.decided")
    if not moves:
        return
    last = moves[-1].body.get("move", moves[-1].body)
    decision = decided[-1].body["move"] if decided else {}
    reopened = said.of("project.reopened")
    if decided and reopened and reopened[-1].seq > decided[-1].seq:
        decision = {}
    yield from same(
        "I6",
        project.code,
        stage=(project.stage, last["stage"]),
        iteration=(project.iteration, last.get("iteration", 1)),
        closed_as=(project.closed_as, decision.get("closed_as")),
    )
    holds = said.of("gate.decided", "condition.consequence")
    if project.held_until is not None:
        held = holds[-1].body.get("move", holds[-1].body) if holds else {}
        said_until = held.get("held_until")
        yield from same("I6", project.code, held_until=(project.held_until, said_until))
