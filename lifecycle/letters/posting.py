"""Letters are posted in the transaction of the act they tell of: typed facts, once for each key."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from notifications.messages import Message
from storage.database import directly, table_of
from storage.tables.letters import Letter
from storage.tables.people import Person
from storage.tables.projects import Project
from storage.tables.reviews import Review


def post(
    session: Session,
    message: Message,
    recipient_id: UUID,
    project: Project | None,
    review: Review | None = None,
    request_id: UUID | None = None,
    *,
    at: datetime,
    mark: object = "",
) -> None:
    """Put a letter into the outbox; posting it again, or to somebody who left, does nothing.

    ``mark`` tells letters of one kind about one thing apart, such as the second reminder.
    """
    post_all(session, {recipient_id: message}, project, review, request_id, at=at, mark=mark)


def post_all(
    session: Session,
    messages: Mapping[UUID, Message],
    project: Project | None,
    review: Review | None = None,
    request_id: UUID | None = None,
    *,
    at: datetime,
    mark: object = "",
) -> None:
    """Put the letters of one act into the outbox at once, by their recipient; see ``post``."""
    if not messages:
        return
    about = review.id if review else project.id if project else None
    left = set(directly(session, _LEFT, {"people": list(messages)}).scalars())
    rows = [
        {
            "id": uuid4(),
            "key": _key(message.name, about, recipient_id, mark),
            "message": message.name,
            "facts": message.model_dump(mode="json"),
            "recipient_id": recipient_id,
            "project_id": project.id if project else None,
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
    connection = session.connection()
    connection.execute(_POST[connection.dialect.name], rows)


def is_posted(session: Session, name: str, recipient_id: UUID, mark: str) -> bool:
    """Tell whether a letter about no project was posted to somebody under a mark."""
    key = _key(name, None, recipient_id, mark)
    return session.scalar(select(Letter.id).where(Letter.key == key)) is not None


def _key(name: str, about: UUID | None, recipient_id: UUID, mark: object) -> str:
    marked = f":{mark}" if mark else ""
    return f"{name}:{about or ''}:{recipient_id}{marked}"


_TABLE = table_of(Letter)
_LEFT = select(Person.id).where(
    Person.id.in_(bindparam("people", expanding=True)), Person.disabled_at.is_not(None)
)
_POST = {
    name: insert(_TABLE).on_conflict_do_nothing(index_elements=["key"])
    for name, insert in (("sqlite", sqlite_insert), ("postgresql", postgresql_insert))
}
_CANCEL = (
    update(_TABLE)
    .where(Letter.review_id == bindparam("review"), Letter.state == "waiting")
    .values(state="cancelled", lease_until=None)
)


def cancel(session: Session, review: Review) -> None:
    """Take back every letter about a round that has not gone out: it would come too late."""
    directly(session, _CANCEL, {"review": review.id})


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
