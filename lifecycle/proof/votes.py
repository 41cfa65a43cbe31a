"""Every vote has its entry and every entry its vote; nobody voted on a package of their own."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from lifecycle.authority import authors_of
from lifecycle.proof.said import Broken, Said, SaidEntry, same
from storage.tables.projects import Project
from storage.tables.reviews import Review, ReviewSeat, Vote
from storage.tables.standing_in import Delegation


def votes(session: Session, project: Project, said: Said) -> Iterator[Broken]:
    """Yield what does not hold of a project's votes."""
    rows = session.execute(
        select(Vote, ReviewSeat, Review)
        .join(ReviewSeat, ReviewSeat.id == Vote.seat_id)
        .join(Review, Review.id == Vote.review_id)
        .where(Review.project_id == project.id)
    ).all()
    entries = {entry.body["vote"]: entry for entry in said.of("vote.cast", "vote.changed")}
    carried = {entry.body["vote"]: entry for entry in said.of("vote.carried")}
    for row in rows:
        vote, seat, review = row.Vote, row.ReviewSeat, row.Review
        where = f"{project.code} {review.gate} round {review.round}, seat {seat.role}"
        if vote.carried_from is not None:
            yield from _carried(session, vote, seat, carried.pop(str(vote.id), None), where)
            continue
        entry = entries.pop(str(vote.id), None)
        if entry is None:
            yield Broken("I12", where, "a vote stands that the ledger does not know")
            continue
        yield from same(
            "I12",
            where,
            voter=(vote.person_id, entry.actor),
            seat=(seat.role, entry.body["seat"]),
            value=(vote.value, entry.body["value"]),
            casting=(vote.casting, entry.body.get("casting", vote.casting)),
            wanted=(vote.instead, entry.body["wanted"]),
            until=(vote.until, entry.body["until"]),
            to_stage=(vote.to_stage, entry.body["to_stage"]),
            reason=(vote.reason, entry.body["reason"]),
            conditions=(len(vote.conditions), entry.body["conditions"]),
            scores=(vote.scores, entry.body.get("scores", {})),
            answers=(vote.answers, entry.body.get("answers", {})),
            ratings=(vote.ratings, entry.body.get("ratings", {})),
            recorded_by=(vote.recorded_by, entry.body.get("recorded_by")),
            delegation=(vote.delegation_id, entry.body.get("delegation")),
            sha256=(vote.revision_sha256, entry.body["sha256"]),
            cast_at=(vote.cast_at, entry.at),
            channel=(vote.channel, entry.body["by"]["channel"]),
        )
        if vote.person_id != seat.person_id and not _by_delegation(session, vote, seat):
            yield Broken("I2", where, "the vote is not by the person of the seat")
        if vote.revision_sha256 != review.revision_sha256:
            yield Broken("I2", where, "the vote is on another revision than the round")
        if seat.kind != "advisory" and vote.person_id in authors_of(session, review.revision_id):
            yield Broken("I2", where, "an author of the package voted on it")
    for entry in (*entries.values(), *carried.values()):
        yield Broken("I1", f"entry {entry.seq}", f"its vote is not there in {project.code}")


def _carried(
    session: Session, vote: Vote, seat: ReviewSeat, entry: SaidEntry | None, where: str
) -> Iterator[Broken]:
    """Yield what does not hold of an approval that stands on a new revision."""
    if entry is None:
        yield Broken("I12", where, "a vote was carried that the ledger does not know")
        return
    earlier = session.get_one(Vote, vote.carried_from)
    yield from same(
        "I2",
        where,
        carried_from=(vote.carried_from, entry.body["carried_from"]),
        value=(vote.value, earlier.value),
        approves=(vote.value, "approve"),
        person=(vote.person_id, earlier.person_id),
        holder=(vote.person_id, seat.person_id),
        sha256=(vote.revision_sha256, entry.body["sha256"]),
        cast_at=(vote.cast_at, entry.at),
    )


def _by_delegation(session: Session, vote: Vote, seat: ReviewSeat) -> bool:
    """Tell whether somebody else voted by a delegation that held then.

    A delegation may be ended in the very instant after a vote by it, which then stands.
    """
    row = session.get(Delegation, vote.delegation_id) if vote.delegation_id else None
    return (
        row is not None
        and (row.delegator_id, row.delegate_id) == (seat.person_id, vote.person_id)
        and row.starts_at <= vote.cast_at < row.ends_at
        and (row.ended_at is None or vote.cast_at <= row.ended_at)
    )
