"""What awaits a person: decisions, packages that came back, conditions, contested findings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.authority import PMO
from domain.methodology.model.gate import Gate
from domain.text import Text
from lifecycle.fitted.fitting import Fit, fit_of
from lifecycle.methods import method_of
from lifecycle.questions.answers import is_asked_again
from lifecycle.questions.arbitrations import ToArbitrate, to_arbitrate
from lifecycle.questions.exchanged import ToReply, questions_to
from lifecycle.questions.seen import ALIVE, latest_review
from lifecycle.sealing import unseal
from lifecycle.signing_in.access import Visitor
from storage.tables.projects import Assignment, Project
from storage.tables.reviews import Condition, Contest, DecisionRequest, Review, ReviewSeat, Vote


@dataclass(frozen=True, kw_only=True)
class ToDecide:
    """A decision that waits for the person's vote; ``voted`` says that nothing more is asked."""

    request_id: UUID
    review_id: UUID
    project: str
    title: str
    gate: str
    question: Text
    seat: Text
    due_at: datetime | None
    voted: bool


@dataclass(frozen=True, kw_only=True)
class ToPrepare:
    """A package to hand in: for the first time, or again because it was returned."""

    project: str
    title: str
    gate: str
    label: Text
    returned: bool
    since: datetime


@dataclass(frozen=True, kw_only=True)
class ToMeet:
    """A condition to report as met, or to settle when ``verify`` is set."""

    project: str
    gate: str
    number: int
    words: str
    due_on: date
    verify: bool


@dataclass(frozen=True, kw_only=True)
class ToAnswer:
    """A contested finding that the PMO answers."""

    id: UUID
    project: str
    gate: str
    check: str
    reason: str
    asked_at: datetime


@dataclass(frozen=True, kw_only=True)
class Awaiting:
    """All that waits for one person, most pressing first."""

    decisions: Sequence[ToDecide]
    packages: Sequence[ToPrepare]
    conditions: Sequence[ToMeet]
    contests: Sequence[ToAnswer]
    questions: Sequence[ToReply] = ()
    arbitrations: Sequence[ToArbitrate] = ()

    @property
    def count(self) -> int:
        """How many things wait; a decision already voted on does not."""
        open_ones = sum(1 for each in self.decisions if not each.voted)
        returned = sum(1 for each in self.packages if each.returned)
        lists = (self.conditions, self.contests, self.questions, self.arbitrations)
        return open_ones + returned + sum(len(each) for each in lists)


def awaiting(session: Session, visitor: Visitor, *, at: datetime) -> Awaiting:
    """Return what awaits a person; a limited visitor is shown decisions only."""
    decisions = _decisions(session, visitor.person_id)
    if visitor.actor.limited:
        return Awaiting(decisions=decisions, packages=(), conditions=(), contests=())
    return Awaiting(
        decisions=decisions,
        packages=_packages(session, visitor.person_id, at=at),
        conditions=_conditions(session, visitor.person_id),
        contests=_contests(session, visitor.person_id) if PMO in visitor.roles else (),
        questions=questions_to(session, visitor.person_id),
        arbitrations=to_arbitrate(session, visitor.person_id),
    )


def _decisions(session: Session, person_id: UUID) -> list[ToDecide]:
    rows = session.execute(
        select(DecisionRequest, Review, ReviewSeat, Project, Vote.id.label("vote"))
        .join(Review, Review.id == DecisionRequest.review_id)
        .join(ReviewSeat, ReviewSeat.id == DecisionRequest.seat_id)
        .join(Project, Project.id == Review.project_id)
        .outerjoin(Vote, (Vote.seat_id == ReviewSeat.id) & Vote.standing)
        .where(
            DecisionRequest.person_id == person_id,
            DecisionRequest.status == "open",
            Review.state == "open",
        )
        .order_by(Review.due_at)
    )
    found = [
        ToDecide(
            request_id=row.DecisionRequest.id,
            review_id=row.Review.id,
            project=row.Project.code,
            title=row.Project.title,
            gate=row.Review.gate,
            question=Gate.model_validate(row.Review.policy).question,
            seat=method_of(session, row.Project.method_id).role(row.ReviewSeat.role).label,
            due_at=row.Review.due_at,
            voted=row.vote is not None and not _is_asked_again(session, row.Review, row.ReviewSeat),
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: each.voted)


def _is_asked_again(session: Session, review: Review, seat: ReviewSeat) -> bool:
    return is_asked_again(session, review, Gate.model_validate(review.policy), seat)


def _packages(session: Session, person_id: UUID, *, at: datetime) -> list[ToPrepare]:
    rows = session.execute(
        select(Project, Assignment.role)
        .join(Assignment, Assignment.project_id == Project.id)
        .where(Assignment.person_id == person_id, Project.state == "open")
        .order_by(Project.stage_since)
    )
    found = []
    for row in rows:
        method = method_of(session, row.Project.method_id)
        if row.role == method.manager:
            found += _to_prepare(session, row.Project, fit_of(session, row.Project, at=at))
    return sorted(found, key=lambda each: not each.returned)


def _to_prepare(session: Session, project: Project, fit: Fit) -> list[ToPrepare]:
    """Return the packages that may come now, or when nothing hinders them any more.

    While a package is under way, none else may come.
    """
    latest = latest_review(session, project.id)
    if latest is not None and latest.state in ALIVE:
        return []
    opened = fit.open_gates
    free = [each for each in opened if not each.hindered] or opened
    return [_package(session, project, fit.method.gate(each.gate)) for each in free]


def _package(session: Session, project: Project, gate: Gate) -> ToPrepare:
    review = latest_review(session, project.id, gate.id)
    returned = review is not None and review.state == "returned"
    since = review.ended_at if review is not None and returned else project.stage_since
    return ToPrepare(
        project=project.code,
        title=project.title,
        gate=gate.id,
        label=gate.label,
        returned=returned,
        since=since or project.stage_since,
    )


def _conditions(session: Session, person_id: UUID) -> list[ToMeet]:
    rows = session.execute(
        select(Condition, Project, Review.gate)
        .join(Project, Project.id == Condition.project_id)
        .join(Review, Review.id == Condition.review_id)
        .where(
            or_(
                (Condition.owner_id == person_id) & (Condition.state == "open"),
                (Condition.verifier_id == person_id) & (Condition.state == "reported"),
            )
        )
        .order_by(Condition.due_on)
    )
    return [
        ToMeet(
            project=row.Project.code,
            gate=row.gate,
            number=row.Condition.number,
            words=unseal(session, row.Condition.review_id, row.Condition.words),
            due_on=row.Condition.due_on,
            verify=row.Condition.state == "reported",
        )
        for row in rows
    ]


def _contests(session: Session, person_id: UUID) -> list[ToAnswer]:
    rows = session.execute(
        select(Contest, Project, Review.gate)
        .join(Project, Project.id == Contest.project_id)
        .join(Review, Review.id == Contest.review_id)
        .where(Contest.state == "asked", Contest.asked_by != person_id)
        .order_by(Contest.asked_at)
    )
    return [
        ToAnswer(
            id=row.Contest.id,
            project=row.Project.code,
            gate=row.gate,
            check=row.Contest.check_id,
            reason=unseal(session, row.Contest.review_id, row.Contest.reason),
            asked_at=row.Contest.asked_at,
        )
        for row in rows
    ]
