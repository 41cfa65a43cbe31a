"""A delegate is asked what the delegator is asked: a request and a letter of their own."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from lifecycle.ledger import record
from lifecycle.letters.telling import tell_asked
from lifecycle.letters.telling_delegations import tell_asked_again
from lifecycle.methods import method_of
from lifecycle.policies import policy_of
from lifecycle.standing_in.barred import hindrance
from lifecycle.standing_in.standing import covering
from storage.database import Database, lock
from storage.failpoint import failpoint
from storage.tables.projects import Project
from storage.tables.reviews import DecisionRequest, Review, ReviewSeat, Vote
from storage.tables.standing_in import Delegation


def ask_delegates(session: Session, delegations: Iterable[Delegation], *, at: datetime) -> int:
    """Ask the delegates of delegations that hold now, where they were not; return how many."""
    asked = 0
    for row in delegations:
        if not row.starts_at <= at < (row.ended_at or row.ends_at):
            continue
        for seat, review_id, project_id in _open_seats(session, row):
            project: Project = lock(session, Project, project_id)
            review: Review = lock(session, Review, review_id)
            if review.state != "open" or not covering([row], project, review.gate):
                continue
            asked += _ask(session, row, seat, review, project, at=at)
    return asked


def ask_delegates_of(
    session: Session,
    project: Project,
    review: Review,
    requests: Sequence[tuple[ReviewSeat, DecisionRequest]],
    *,
    at: datetime,
) -> int:
    """Ask the delegates of those who are asked in this transaction; return how many."""
    persons = {seat.person_id for seat, _ in requests}
    rows = session.scalars(
        select(Delegation)
        .where(
            Delegation.delegator_id.in_(persons),
            Delegation.starts_at <= at,
            func.coalesce(Delegation.ended_at, Delegation.ends_at) > at,
        )
        .order_by(Delegation.given_at, Delegation.id)
    ).all()
    found = covering(rows, project, review.gate)
    return sum(
        _ask(session, row, seat, review, project, at=at)
        for row in found
        for seat, _ in requests
        if seat.person_id == row.delegator_id
    )


def keep_delegations(database: Database, *, at: datetime) -> int:
    """Ask where a delegation has begun and take back where one has ended; return how many.

    For the pulse: it does nothing that was done already.
    """
    with database.read() as session:
        begun = session.scalars(
            select(Delegation.id)
            .join(ReviewSeat, ReviewSeat.person_id == Delegation.delegator_id)
            .join(Review, Review.id == ReviewSeat.review_id)
            .join(DecisionRequest, DecisionRequest.seat_id == ReviewSeat.id)
            .where(
                Review.state == "open",
                Delegation.starts_at <= at,
                func.coalesce(Delegation.ended_at, Delegation.ends_at) > at,
                Delegation.starts_at > DecisionRequest.asked_at,
                ~select(DecisionRequest.id)
                .where(DecisionRequest.delegation_id == Delegation.id)
                .where(DecisionRequest.review_id == Review.id)
                .correlate(Delegation, Review)
                .exists(),
            )
            .distinct()
        ).all()
        over = session.scalars(
            select(Delegation.id)
            .join(DecisionRequest, DecisionRequest.delegation_id == Delegation.id)
            .where(
                DecisionRequest.status == "open",
                func.coalesce(Delegation.ended_at, Delegation.ends_at) <= at,
            )
            .distinct()
        ).all()
    changed = 0
    for delegation_id in begun:
        with database.write() as session:
            changed += ask_delegates(session, [session.get_one(Delegation, delegation_id)], at=at)
    for delegation_id in over:
        with database.write() as session:
            changed += take_requests_back(session, session.get_one(Delegation, delegation_id))
    return changed


def take_requests_back(session: Session, row: Delegation) -> int:
    """Make what a delegate was asked by a delegation worthless; return how many there were."""
    done = session.execute(
        update(DecisionRequest)
        .where(DecisionRequest.delegation_id == row.id, DecisionRequest.status == "open")
        .values(status="revoked", generation=DecisionRequest.generation + 1)
    )
    return int(getattr(done, "rowcount", 0))


def _open_seats(session: Session, row: Delegation) -> Sequence[tuple[ReviewSeat, object, object]]:
    """Return the seats of the delegator that were asked and have not voted."""
    voted = select(Vote.id).where(Vote.seat_id == ReviewSeat.id, Vote.standing)
    found = session.execute(
        select(ReviewSeat, Review.id, Review.project_id)
        .join(Review, Review.id == ReviewSeat.review_id)
        .join(
            DecisionRequest,
            (DecisionRequest.seat_id == ReviewSeat.id)
            & (DecisionRequest.person_id == ReviewSeat.person_id),
        )
        .where(ReviewSeat.person_id == row.delegator_id, Review.state == "open", ~voted.exists())
        .order_by(Review.opened_at)
    ).all()
    return [(each[0], each[1], each[2]) for each in found]


def _ask(
    session: Session,
    row: Delegation,
    seat: ReviewSeat,
    review: Review,
    project: Project,
    *,
    at: datetime,
) -> int:
    method = method_of(session, project.method_id)
    if hindrance(session, project, method, review, seat, row.delegate_id) is not None:
        return 0
    standing = session.scalar(
        select(DecisionRequest).where(
            DecisionRequest.seat_id == seat.id,
            DecisionRequest.person_id == row.delegate_id,
            DecisionRequest.revision_sha256 == review.revision_sha256,
        )
    )
    if standing is not None and standing.status != "revoked":
        return 0
    own = session.scalars(
        select(DecisionRequest).where(
            DecisionRequest.seat_id == seat.id, DecisionRequest.person_id == seat.person_id
        )
    ).first()
    if own is None:
        return 0
    if standing is not None:  # a new delegation after one that ended: the link is a new one
        standing.status, standing.delegation_id = "open", row.id
        standing.expires_at = min(own.expires_at, row.ends_at)
        session.flush()
        _record(session, row, seat, review, at=at)
        tell_asked_again(session, project, review, standing, row, at=at)
        return 1
    request = DecisionRequest(
        review_id=review.id,
        seat_id=seat.id,
        person_id=row.delegate_id,
        revision_sha256=review.revision_sha256,
        expires_at=min(own.expires_at, row.ends_at),
        asked_at=at,
        delegation_id=row.id,
    )
    session.add(request)
    session.flush()
    _record(session, row, seat, review, at=at)
    gate = policy_of(review)
    tell_asked(session, project, review, method, gate, [(seat, request)], at=at)
    failpoint("delegate.asked")
    return 1


def _record(
    session: Session, row: Delegation, seat: ReviewSeat, review: Review, *, at: datetime
) -> None:
    record(
        session,
        "delegate.asked",
        None,
        {
            "gate": review.gate,
            "round": review.round,
            "seat": seat.role,
            "delegate": row.delegate_id,
            "delegation": row.id,
            "sha256": review.revision_sha256,
        },
        at=at,
        project_id=review.project_id,
    )
