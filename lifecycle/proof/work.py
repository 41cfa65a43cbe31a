"""Nothing is left lying: what is to be done is marked, and every asked person has a letter."""

from collections.abc import Iterator

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from lifecycle.proof.said import Broken
from notifications.messages import DecisionAsked
from storage.tables.letters import Letter
from storage.tables.people import Person
from storage.tables.projects import Drive, Project
from storage.tables.reviews import DecisionRequest, Review


def work(session: Session) -> Iterator[Broken]:
    """Yield projects that nobody would wake, and decisions of which nobody would be told."""
    undriven = (
        select(Project.code)
        .outerjoin(Drive, Drive.project_id == Project.id)
        .where(Drive.project_id.is_(None))
    )
    for code in session.scalars(undriven):
        yield Broken("I10", code, "nothing drives it")
    to_do = or_(
        Review.state.in_(("submitted", "judged")),
        (Review.state == "decided") & Review.carried_out_at.is_(None),
    )
    lying = (
        select(Project.code, Review.gate, Review.round, Review.state)
        .join(Review, Review.project_id == Project.id)
        .join(Drive, Drive.project_id == Project.id)
        .where(to_do, Drive.work_due.is_(None))
    )
    for row in session.execute(lying):
        yield Broken(
            "I4", f"{row.code} {row.gate} round {row.round}", f"it is {row.state}, none will go on"
        )
    yield from _letters(session)


def _letters(session: Session) -> Iterator[Broken]:
    asked = (
        select(DecisionRequest.id, func.count(Letter.id))
        .join(Person, Person.id == DecisionRequest.person_id)
        .outerjoin(
            Letter,
            (Letter.request_id == DecisionRequest.id)
            & ((Letter.message == DecisionAsked.name) | Letter.key.contains(":carried:")),
        )
        .where(Person.disabled_at.is_(None))
        .group_by(DecisionRequest.id)
    )
    for request_id, letters in session.execute(asked):
        if letters != 1:
            yield Broken("I5", f"request {request_id}", f"{letters} letters ask the voter")
    told = (
        select(Project.code, Review.gate, Review.round)
        .join(Review, Review.project_id == Project.id)
        .outerjoin(
            Letter,
            (Letter.review_id == Review.id)
            & Letter.request_id.is_(None)
            & (Letter.posted_at >= Review.decided_at),
        )
        .where(Review.state == "decided")
        .group_by(Project.code, Review.gate, Review.round)
        .having(func.count(Letter.id) == 0)
    )
    for row in session.execute(told):
        yield Broken("I5", f"{row.code} {row.gate} round {row.round}", "no letter announces it")
