"""A letter and everything it needs: whom it goes to, what it tells, and its secret link."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlsplit
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from domain.link import token
from lifecycle.sealing import unseal
from notifications.cleaning import clean_facts
from notifications.facts import Named, Sealed, Subject
from notifications.marker import kid_of, marker, put_link
from notifications.messages import Message, message_of
from notifications.rendering import Known, Links, Reader
from storage.keys import Keys
from storage.tables.letters import Letter
from storage.tables.people import Person
from storage.tables.reviews import DecisionRequest

_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")
UNKNOWN = "?"
"""What stands for a person who was erased."""


@dataclass(frozen=True, kw_only=True)
class Addressed:
    """A letter with its reader. ``message`` is empty when its bytes are frozen already."""

    letter_id: UUID
    email: str
    reader: Reader
    links: Links
    posted_at: datetime
    message: Message | None
    known: Known
    raw: bytes | None


def address(session: Session, letter_id: UUID, kid: str, public_url: str) -> Addressed | None:
    """Return a letter with what it needs, or None when it is not to be sent any more.

    Raises:
        KeyError: There is no such message.
        ValidationError: The facts are not those of the message.
    """
    if not still_wanted(session, letter_id):
        return None
    letter = session.get_one(Letter, letter_id, options=[undefer(Letter.raw)])
    person = session.get_one(Person, letter.recipient_id)
    message = None if letter.raw else message_of(letter.message, clean_facts(letter.facts))
    return Addressed(
        letter_id=letter.id,
        email=person.email,
        reader=Reader(name=person.name, language=person.language, zone=person.zone),
        links=_links(letter, message, kid, public_url),
        posted_at=letter.posted_at,
        message=message,
        known=_known(session, message) if message else Known({}, {}),
        raw=letter.raw,
    )


def still_wanted(session: Session, letter_id: UUID) -> bool:
    """Tell whether a letter waits for a reader who is here and a question that is open."""
    found = session.execute(
        select(Letter.state, Person.disabled_at, DecisionRequest.status)
        .join(Person, Person.id == Letter.recipient_id)
        .join(DecisionRequest, DecisionRequest.id == Letter.request_id, isouter=True)
        .where(Letter.id == letter_id)
    ).first()
    if found is None or found.state != "waiting" or found.disabled_at is not None:
        return False
    return found.status in (None, "open")


def with_link(session: Session, keys: Keys, letter_id: UUID, raw: bytes) -> bytes:
    """Return a letter's bytes with its reader's link in them; the link is never kept.

    The key is the one that the letter was written for. Once that was dropped, its links are
    worthless everywhere, and the current key makes one that works.
    """
    asked = session.scalar(select(Letter.request_id).where(Letter.id == letter_id))
    kid = kid_of(raw, letter_id) if asked else None
    if kid is None:
        return raw
    kid = kid if keys.secret(kid) else keys.current
    request = session.get_one(DecisionRequest, asked)
    made = token(
        keys.secrets[kid],
        request_id=request.id,
        person_id=request.person_id,
        revision_sha256=request.revision_sha256,
        generation=request.generation,
        expires_at=request.expires_at,
    )
    return put_link(raw, letter_id, kid, made)


def host_of(public_url: str) -> str:
    """Return the host that our letters come from."""
    try:
        host = (urlsplit(public_url).hostname or "").encode("idna").decode()
    except ValueError:
        host = ""
    return host if _HOST.fullmatch(host) else "localhost"


def _links(letter: Letter, message: Message | None, kid: str, public_url: str) -> Links:
    if message is None:
        return Links(page="")
    site = public_url.rstrip("/")
    project: Subject | None = getattr(message, "project", None)
    page = f"{site}/projects/{quote(project.code)}" if project is not None else f"{site}/"
    gate = getattr(message, "gate", None)
    if project and gate is not None and message.about_gate and not project.confidential:
        page += f"/gates/{quote(gate.id)}"
    met = getattr(message, "session", None)
    if met is not None:
        page = f"{site}/sessions/{met}"
    number = getattr(message, "arbitration", None)
    if number is not None:
        page += f"/arbitrations/{number}"
    if letter.request_id is None:
        return Links(page=page)
    return Links(page=page, decision=f"{site}/d/{letter.request_id}.{marker(letter.id, kid)}")


def _known(session: Session, message: Message) -> Known:
    """Look up the people and open the texts that a message names."""
    parts = list(_parts(message))
    people = {part.person for part in parts if isinstance(part, Named)}
    names = {
        row.id: row.name
        for row in session.execute(select(Person.id, Person.name).where(Person.id.in_(people)))
    }
    texts = {
        part.text: unseal(session, part.owner, part.text)
        for part in parts
        if isinstance(part, Sealed)
    }
    return Known(names=dict.fromkeys(people, UNKNOWN) | names, texts=texts)


def _parts(value: object) -> Iterable[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from _parts(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _parts(each)
