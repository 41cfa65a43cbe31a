"""A stopped project is closed in order: resources released, commitments ended, lessons kept."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.calendar import add_working_days
from domain.decision import Decision
from domain.errors import BadInputError, NotFoundError
from domain.text import Text, both
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.holidays import holidays_of
from lifecycle.ledger import record
from lifecycle.methods import method_of
from lifecycle.sealing import seal
from lifecycle.seating.seats import role_holders
from storage.database import lock
from storage.tables.closing import ClosingAct
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import Review

DAYS = 20
"""Working days in which a stopped project is to be closed."""

KINDS: dict[str, Text] = {
    "release_resources": both("Release people and equipment", "Libérer équipes et moyens"),
    "stop_commitments": both(
        "End contracts and orders, or say what still costs",
        "Mettre fin aux contrats et commandes, ou dire ce qui coûte encore",
    ),
    "lessons": both(
        "Keep the lessons, or say that there are none",
        "Garder les enseignements, ou dire qu'il n'y en a pas",
    ),
    "benefits": both(
        "Write off the expected benefits, or name who still gets them",
        "Annuler les bénéfices attendus, ou nommer qui les obtient encore",
    ),
}
"""The acts of closing a stopped project (gate rule 12), in their order."""


def begin_closing(session: Session, project: Project, review: Review, *, at: datetime) -> int:
    """Write down what is left to do after a stop; return how many acts. Twice adds nothing."""
    standing = select(ClosingAct.id).where(ClosingAct.review_id == review.id)
    if review.code != Decision.KILL or session.scalars(standing).first() is not None:
        return 0
    method = method_of(session, project.method_id)
    managers = role_holders(session, project, method.manager)
    owner = managers[0].id if managers else project.created_by
    creator = session.get_one(Person, project.created_by)
    due_on = add_working_days(at.date(), DAYS, holidays_of(creator.country))
    for kind in KINDS:
        session.add(
            ClosingAct(
                project_id=project.id,
                review_id=review.id,
                kind=kind,
                owner_id=owner,
                due_on=due_on,
            )
        )
    session.flush()
    return len(KINDS)


def finish_closing_act(
    session: Session, actor: Actor, project: Project, kind: str, words: str, *, at: datetime
) -> ClosingAct:
    """Say how a closing act was done; again changes nothing.

    Raises:
        NotFoundError: The project has no such act to do, or is open again.
        NotAllowedError: The actor neither manages the project nor is the PMO.
        BadInputError: There are no words.
    """
    project = lock(session, Project, project.id)
    require(session, Act.WITHDRAW, actor, project)
    act = session.scalars(
        select(ClosingAct)
        .join(Review, Review.id == ClosingAct.review_id)
        .where(ClosingAct.project_id == project.id, ClosingAct.kind == kind)
        .order_by(Review.decided_at.desc())
    ).first()
    if act is None or project.state != "closed":
        raise NotFoundError(
            f"{project.code} has no such closing act.",
            f"{project.code} n'a pas cet acte de clôture.",
        )
    if act.done_at is not None:
        return act
    if not words.strip():
        raise BadInputError(
            "Say how it was done, or that there is none.", "Dites comment, ou qu'il n'y en a pas."
        )
    act.words = seal(session, project.id, words.strip())
    act.done_at, act.done_by = at, actor.person_id
    session.flush()
    record(
        session,
        "closing.done",
        actor,
        {"kind": kind, "words": act.words},
        at=at,
        project_id=project.id,
    )
    return act
