"""An override of a round as the gate page shows it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.authority import Act, What, allows
from lifecycle.actor import Actor
from lifecycle.authority import authors_of, who
from lifecycle.methods import method_of
from lifecycle.roles import roles_here
from lifecycle.sealing import unseal
from storage.tables.overrides import Override
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import Review


@dataclass(frozen=True, kw_only=True)
class OverrideSeen:
    """A decision past the committee; ``signed_by`` is empty while it waits."""

    code: str
    until: date | None
    reason: str
    asked_by: str
    asked_at: datetime
    signed_by: str
    may_sign: bool


def override_seen(session: Session, actor: Actor, review: Review) -> OverrideSeen | None:
    """Return the override of a round that waits or was signed, if there is one."""
    row = session.scalar(
        select(Override).where(Override.review_id == review.id, Override.state != "dropped")
    )
    if row is None:
        return None
    return OverrideSeen(
        code=row.code,
        until=row.until,
        reason=unseal(session, review.id, row.reason),
        asked_by=session.get_one(Person, row.asked_by).name,
        asked_at=row.asked_at,
        signed_by=session.get_one(Person, row.ended_by).name if row.ended_by else "",
        may_sign=row.state == "asked"
        and actor.person_id != row.asked_by
        and may_override(session, actor, review),
    )


def may_override(session: Session, actor: Actor, review: Review) -> bool:
    """Tell whether a person may ask for an override of a round, or sign it."""
    project = session.get_one(Project, review.project_id)
    manager = method_of(session, project.method_id).manager
    return (
        review.state == "open"
        and allows(Act.OVERRIDE, who(session, actor), What())
        and actor.person_id not in authors_of(session, review.revision_id)
        and manager not in roles_here(session, project.id, actor.person_id)
    )
