"""The letters as pages show them: one's own, or all of them with the links masked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, undefer

from domain.authority import Act
from domain.errors import NotFoundError, OutOfSequenceError
from lifecycle.actor import Actor
from lifecycle.addressing import with_link
from lifecycle.authority import require, who
from lifecycle.ledger import record
from notifications.marker import mask
from storage.database import lock
from storage.keys import Keys
from storage.tables.letters import Letter
from storage.tables.people import Person
from storage.tables.projects import Project

PAGE = 50
HEAD = 2000
"""Bytes of a letter that hold its headers."""


@dataclass(frozen=True, kw_only=True)
class LetterSeen:
    """A letter in a list; no subject until it is written, ``trouble`` says what holds it."""

    id: UUID
    message: str
    subject: str
    project: str | None
    recipient: str
    email: str
    state: str
    posted_at: datetime
    sent_at: datetime | None
    next_at: datetime | None
    attempts: int
    ambiguous: bool
    trouble: str | None


@dataclass(frozen=True, kw_only=True)
class LetterOpened:
    """A letter as it went out. ``masked`` says that its links stay with the addressee."""

    seen: LetterSeen
    headers: Sequence[tuple[str, str]]
    text: str
    html: str
    masked: bool


def letters(
    session: Session,
    actor: Actor,
    *,
    state: str | None = None,
    before: datetime | None = None,
    own: bool = False,
) -> list[LetterSeen]:
    """Return a page of letters, newest first; without ``own``, everybody's.

    Raises:
        NotAllowedError: The actor does not read the mailbox.
    """
    asked = _rows()
    if own and _is_signed_in(session, actor):
        asked = asked.where(Letter.recipient_id == actor.person_id)
    else:
        require(session, Act.READ_MAILBOX, actor)
    if state is not None:
        asked = asked.where(Letter.state == state)
    if before is not None:
        asked = asked.where(Letter.posted_at < before)
    rows = session.execute(asked.order_by(Letter.posted_at.desc(), Letter.id).limit(PAGE))
    return [_seen(*row) for row in rows]


def open_letter(session: Session, keys: Keys, actor: Actor, letter_id: UUID) -> LetterOpened:
    """Return one letter; its links work for the addressee, and are masked for everybody else.

    Raises:
        NotFoundError: There is no such letter, or it is not yet written.
        NotAllowedError: It is somebody else's, and the actor does not read the mailbox.
    """
    row = session.execute(_rows().where(Letter.id == letter_id)).first()
    own = row is not None and row[0].recipient_id == actor.person_id
    if not (own and _is_signed_in(session, actor)):
        require(session, Act.READ_MAILBOX, actor)
        own = False
    letter = session.get(Letter, letter_id, options=[undefer(Letter.raw)])
    if row is None or letter is None or letter.raw is None:
        raise NotFoundError(
            "There is no such letter, or it is not written yet; look again in a minute.",
            "Cette lettre n'existe pas, ou n'est pas encore écrite ; revenez dans une minute.",
        )
    raw = with_link(session, keys, letter.id, letter.raw) if own else mask(letter.raw, letter.id)
    message = BytesParser(policy=SMTP).parsebytes(raw)
    return LetterOpened(
        seen=_seen(*row),
        headers=[(name, str(value)) for name, value in message.items()],
        text=_part(message, "plain"),
        html=_part(message, "html"),
        masked=not own and raw != letter.raw,
    )


def release(session: Session, actor: Actor, letter_id: UUID, *, at: datetime) -> Letter:
    """Let a parked letter try again, with the reader's address as it is now.

    Raises:
        NotFoundError: There is no such letter.
        NotAllowedError: The actor does not read the mailbox.
        OutOfSequenceError: The letter is not parked.
    """
    require(session, Act.READ_MAILBOX, actor)
    letter: Letter | None = lock(session, Letter, letter_id)
    if letter is None:
        raise NotFoundError("There is no such letter.", "Cette lettre n'existe pas.")
    if letter.state != "parked":
        raise OutOfSequenceError(
            f"The letter is {letter.state}; only a parked one can be released.",
            f"La lettre est « {letter.state} » ; seule une lettre mise de côté peut repartir.",
        )
    letter.state, letter.next_at, letter.attempts, letter.trouble = "waiting", at, 0, None
    if not letter.ambiguous:
        letter.raw = None
    record(
        session,
        "letter.released",
        actor,
        {"letter": letter.id, "message": letter.message},
        at=at,
        project_id=letter.project_id,
    )
    return letter


def _rows() -> Select[Letter, bytes, str, str, str]:
    return (
        select(Letter, func.substr(Letter.raw, 1, HEAD), Person.name, Person.email, Project.code)
        .join(Person, Person.id == Letter.recipient_id)
        .join(Project, Project.id == Letter.project_id, isouter=True)
    )


def _seen(
    letter: Letter, head: bytes | None, name: str, email: str, code: str | None
) -> LetterSeen:
    return LetterSeen(
        id=letter.id,
        message=letter.message,
        subject=_subject(head),
        project=code,
        recipient=name,
        email=email,
        state=letter.state,
        posted_at=letter.posted_at,
        sent_at=letter.sent_at,
        next_at=letter.next_at if letter.state == "waiting" else None,
        attempts=letter.attempts,
        ambiguous=letter.ambiguous,
        trouble=letter.trouble,
    )


def _subject(head: bytes | None) -> str:
    if not head:
        return ""
    return str(BytesParser(policy=SMTP).parsebytes(bytes(head), headersonly=True)["Subject"])


def _part(message: Any, kind: str) -> str:
    part = message.get_body((kind,))
    return part.get_content().replace("\r\n", "\n") if isinstance(part, EmailMessage) else ""


def _is_signed_in(session: Session, actor: Actor) -> bool:
    """Tell whether a person is here by a full sign-in, for whom alone links may work."""
    person = who(session, actor)
    return person.scopes is None and not person.limited
