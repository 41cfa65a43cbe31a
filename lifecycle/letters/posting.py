"""Letters are posted in the transaction of the act they tell of: typed facts, once for each key."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from notifications.messages import Message
from storage.tables.letters import Letter
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import Review


def post(
    session: Session,
    message: Message,
    recipient_id: UUID,
    project: Project,
    review: Review | None = None,
    request_id: UUID | None = None,
    *,
    at: datetime,
) -> None:
    """Put a letter into the outbox; posting it again, or to somebody who left, does nothing."""
    post_all(session, {recipient_id: message}, project, review, request_id, at=at)


def post_all(
    session: Session,
    messages: Mapping[UUID, Message],
    project: Project,
    review: Review | None = None,
    request_id: UUID | None = None,
    *,
    at: datetime,
) -> None:
    """Put the letters of one act into the outbox at once, by their recipient; see ``post``."""
    gone = select(Person.id).where(Person.id.in_(messages), Person.disabled_at.is_not(None))
    left = set(session.scalars(gone))
    rows = [
        {
            "id": uuid4(),
            "key": f"{message.name}:{review.id if review else project.id}:{recipient_id}",
            "message": message.name,
            "facts": message.model_dump(mode="json"),
            "recipient_id": recipient_id,
            "project_id": project.id,
            "review_id": review.id if review else None,
            "request_id": request_id,
            "posted_at": at,
            "next_at": at,
            "state": "waiting",
            "attempts": 0,
            "ambiguous": False,
        }
        for recipient_id, message in messages.items()
        if recipient_id not in left
    ]
    if not rows:
        return
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    said = insert(Letter).values(rows).on_conflict_do_nothing(index_elements=[Letter.key])
    session.execute(said)


def cancel(session: Session, review: Review) -> None:
    """Take back every letter about a round that has not gone out: it would come too late."""
    session.execute(
        update(Letter)
        .where(Letter.review_id == review.id, Letter.state == "waiting")
        .values(state="cancelled", lease_until=None)
    )


def reached(session: Session, review: Review, name: str) -> set[UUID]:
    """Return to whom a message about a round went out, or may have gone out."""
    return set(
        session.scalars(
            select(Letter.recipient_id).where(
                Letter.review_id == review.id,
                Letter.message == name,
                (Letter.state == "sent") | Letter.ambiguous,
            )
        )
    )
