"""Personal tokens for the REST interface: scoped, ending, shown once."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.authority import SCOPES, Act
from domain.errors import BadInputError, NotFoundError
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.installation import Installation
from lifecycle.ledger import record
from lifecycle.signing_in.access import TOUCH, Visitor, digest_of, visitor_of
from storage.database import find
from storage.tables.access import AccessToken
from storage.tables.people import Person

PREFIX = "jalon_"
LONGEST = timedelta(days=365)
KNOWN_SCOPES = tuple(sorted(set(SCOPES.values())))


def make_token(
    session: Session,
    actor: Actor,
    name: str,
    scopes: Sequence[str],
    *,
    days: int,
    at: datetime,
) -> tuple[str, AccessToken]:
    """Make a token for oneself; its text is returned this once and never again.

    Raises:
        BadInputError: No name, an unknown scope, or a life of more than a year.
        NotAllowedError: The actor may not manage sign-ins, as a token itself may not.
    """
    require(session, Act.MANAGE_OWN_ACCESS, actor)
    unknown = sorted(set(scopes) - set(KNOWN_SCOPES))
    if unknown or not scopes:
        raise BadInputError(
            f"Choose scopes among {', '.join(KNOWN_SCOPES)}.",
            f"Choisissez des droits parmi {', '.join(KNOWN_SCOPES)}.",
        )
    if not name.strip():
        raise BadInputError("Give the token a name.", "Donnez un nom au jeton.")
    if not 1 <= days <= LONGEST.days:
        raise BadInputError(
            f"A token lives 1 to {LONGEST.days} days, not {days}.",
            f"Un jeton vit de 1 à {LONGEST.days} jours, pas {days}.",
        )
    text = PREFIX + secrets.token_urlsafe(32)
    row = AccessToken(
        secret_sha256=digest_of(text),
        person_id=actor.person_id,
        name=name.strip()[:80],
        scopes=sorted(set(scopes)),
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    session.add(row)
    session.flush()
    record(session, "token.made", actor, {"token": row.id, "scopes": row.scopes}, at=at)
    return text, row


def tokens_of(session: Session, person_id: UUID, *, at: datetime) -> list[AccessToken]:
    """Return the live tokens of a person, newest first."""
    return list(
        session.scalars(
            select(AccessToken)
            .where(
                AccessToken.person_id == person_id,
                AccessToken.ended_at.is_(None),
                AccessToken.expires_at > at,
            )
            .order_by(AccessToken.made_at.desc())
        )
    )


def end_token(session: Session, actor: Actor, token_id: UUID, *, at: datetime) -> None:
    """End one of the actor's own tokens.

    Raises:
        NotFoundError: The actor has no such token.
    """
    require(session, Act.MANAGE_OWN_ACCESS, actor)
    row = session.get(AccessToken, token_id)
    if row is None or row.person_id != actor.person_id:
        raise NotFoundError("You have no such token.", "Vous n'avez pas ce jeton.")
    if row.ended_at is None:
        row.ended_at = at
        record(session, "token.ended", actor, {"token": row.id}, at=at)


_LIVE = select(AccessToken).where(
    AccessToken.secret_sha256 == bindparam("secret"),
    AccessToken.ended_at.is_(None),
    AccessToken.expires_at > bindparam("at"),
)


def recognise_token(installation: Installation, text: str, *, at: datetime) -> Visitor | None:
    """Return whose live token a text is, or None."""
    if not text.startswith(PREFIX):
        return None
    with installation.database.read() as session:
        row = session.scalar(_LIVE, {"secret": digest_of(text), "at": at})
        person: Person | None = find(session, Person, row.person_id) if row else None
        if row is None or person is None or person.disabled_at is not None:
            return None
        actor = Actor(
            person_id=person.id,
            channel="api",
            signed_in_at=row.made_at,
            scopes=frozenset(row.scopes),
        )
        visitor = visitor_of(session, person, row.id, actor)
    if row.used_at is None or at - row.used_at >= TOUCH:
        with installation.database.write() as session:
            session.get_one(AccessToken, row.id).used_at = at
    return visitor
