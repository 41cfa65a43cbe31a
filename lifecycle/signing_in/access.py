"""Signing in and out: sessions, remembered devices, and who is behind a request."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.errors import GovernanceError, NotFoundError
from lifecycle.actor import Actor
from lifecycle.installation import Installation
from lifecycle.people import roles_of
from lifecycle.signing_in.attempts import count_sign_in, give_back_sign_in
from lifecycle.signing_in.passwords import hashed, is_outdated, is_right
from storage.tables.access import AccessToken, SignIn
from storage.tables.people import Person

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
REMEMBERED = timedelta(days=90)
TOUCH = timedelta(seconds=60)
"""How often the use of a session is written down; more often would be a write per page."""


class NotSignedInError(GovernanceError):
    """Nobody is signed in, or the name and the password do not fit together."""


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """A recognised person: what pages show of them, and the actor for what they do."""

    person_id: UUID
    handle: str
    name: str
    language: str
    zone: str
    roles: frozenset[str]
    sign_in_id: UUID
    actor: Actor


@dataclass(frozen=True)
class Opened:
    """A fresh sign-in: the secret for the session's cookie, and for the device's if wanted."""

    session_secret: str
    device_secret: str | None
    sign_in_id: UUID


def sign_in(
    installation: Installation,
    handle: str,
    password: str,
    *,
    remember: bool,
    address: str,
    agent: str,
    at: datetime,
) -> Opened:
    """Open a session for the right password; a wrong name and a wrong password look alike.

    Raises:
        NotSignedInError: The name and the password do not fit together.
        TooManyAttemptsError: The name, the address or everybody tried too often.
        BusyError: Too many passwords are being verified at this moment.
    """
    count_sign_in(installation, handle, address, at=at)
    with installation.database.read() as session:
        person = session.scalar(
            select(Person).where(Person.handle == handle, Person.disabled_at.is_(None))
        )
    known = person.password_hash if person else None
    if not is_right(password, known) or person is None:
        raise NotSignedInError(
            "The name and the password do not fit together; try again.",
            "L'identifiant et le mot de passe ne correspondent pas ; réessayez.",
        )
    fresh = hashed(password) if known is not None and is_outdated(known) else known
    with installation.database.write() as session:
        session.get_one(Person, person.id).password_hash = fresh
        give_back_sign_in(session, handle, address, at=at)
        return open_sign_in(session, person.id, remember=remember, agent=agent, at=at)


def open_sign_in(
    session: Session, person_id: UUID, *, remember: bool, agent: str, at: datetime
) -> Opened:
    """Open a session, and remember the device if wanted; only after a full proof of the person."""
    secret, row = _made("session", person_id, at + LONGEST, agent=agent, at=at)
    session.add(row)
    device_secret = None
    if remember:
        device_secret, device = _made("device", person_id, at + REMEMBERED, agent=agent, at=at)
        session.add(device)
    session.flush()
    return Opened(secret, device_secret, row.id)


def recognise(
    installation: Installation,
    session_secret: str | None,
    device_secret: str | None,
    *,
    at: datetime,
) -> Visitor | None:
    """Return who is behind a request: by a live session, else by a remembered device.

    A device alone opens the person's own decision pages and nothing else.
    """
    for kind, secret in (("session", session_secret), ("device", device_secret)):
        visitor = _recognised(installation, kind, secret, at=at) if secret else None
        if visitor is not None:
            return visitor
    return None


def sign_out(installation: Installation, session_secret: str, *, at: datetime) -> None:
    """End a session; a copy of its cookie is worth nothing afterwards."""
    with installation.database.write() as session:
        session.execute(
            update(SignIn)
            .where(SignIn.secret_sha256 == digest_of(session_secret), SignIn.ended_at.is_(None))
            .values(ended_at=at)
        )


def sign_ins(session: Session, person_id: UUID, *, at: datetime) -> list[SignIn]:
    """Return the live sessions and devices of a person, the last used first."""
    rows = session.scalars(
        select(SignIn)
        .where(SignIn.person_id == person_id, SignIn.ended_at.is_(None), SignIn.expires_at > at)
        .order_by(SignIn.used_at.desc())
    )
    return [row for row in rows if _is_live(row, at)]


def end_sign_in(session: Session, actor: Actor, sign_in_id: UUID, *, at: datetime) -> None:
    """End one of the actor's own sessions or devices.

    Raises:
        NotFoundError: The actor has no such sign-in.
    """
    row = session.get(SignIn, sign_in_id)
    if row is None or row.person_id != actor.person_id:
        raise NotFoundError(
            "You have no such sign-in; it may have ended already.",
            "Vous n'avez pas cette connexion ; elle a peut-être déjà pris fin.",
        )
    row.ended_at = row.ended_at or at


def end_all(session: Session, person_id: UUID, *, at: datetime) -> None:
    """End every session, device and token of a person, after a new password for example."""
    for table in (SignIn, AccessToken):
        session.execute(
            update(table)
            .where(table.person_id == person_id, table.ended_at.is_(None))
            .values(ended_at=at)
        )


def digest_of(secret: str) -> str:
    """Return the SHA-256 under which a secret is known."""
    return hashlib.sha256(secret.encode()).hexdigest()


def visitor_of(session: Session, person: Person, sign_in_id: UUID, actor: Actor) -> Visitor:
    """Return a person as pages see them."""
    return Visitor(
        person_id=person.id,
        handle=person.handle,
        name=person.name,
        language=person.language,
        zone=person.zone,
        roles=frozenset(roles_of(session, person)),
        sign_in_id=sign_in_id,
        actor=actor,
    )


def _recognised(
    installation: Installation, kind: str, secret: str, *, at: datetime
) -> Visitor | None:
    with installation.database.read() as session:
        row = session.scalar(
            select(SignIn).where(
                SignIn.secret_sha256 == digest_of(secret),
                SignIn.kind == kind,
                SignIn.ended_at.is_(None),
            )
        )
        if row is None or not _is_live(row, at):
            return None
        person = session.get_one(Person, row.person_id)
        if person.disabled_at is not None:
            return None
        actor = Actor(
            person_id=person.id,
            channel="page",
            signed_in_at=row.signed_in_at,
            limited=kind != "session",
        )
        visitor = visitor_of(session, person, row.id, actor)
    if at - row.used_at >= TOUCH:
        _touch(installation, row.id, at=at)
    return visitor


def _is_live(row: SignIn, at: datetime) -> bool:
    return row.expires_at > at and (row.kind == "device" or row.used_at + IDLE > at)


def _touch(installation: Installation, sign_in_id: UUID, *, at: datetime) -> None:
    with installation.database.write() as session:
        row = session.get_one(SignIn, sign_in_id)
        if row.ended_at is None:
            row.used_at = at
            row.expires_at = at + REMEMBERED if row.kind == "device" else row.expires_at


def _made(
    kind: str, person_id: UUID, expires_at: datetime, *, agent: str, at: datetime
) -> tuple[str, SignIn]:
    secret = secrets.token_urlsafe(32)
    row = SignIn(
        secret_sha256=digest_of(secret),
        kind=kind,
        person_id=person_id,
        method="password",
        signed_in_at=at,
        used_at=at,
        expires_at=expires_at,
        agent=agent[:200],
    )
    return secret, row
