"""Method versions: published once, immutable, pinned by projects."""

import hashlib
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.errors import NotFoundError, OutOfSequenceError
from domain.methodology.load import load_method
from domain.methodology.model.method import Method
from gates.checks.catalogue import CHECKS
from lifecycle.actor import Actor
from lifecycle.ledger import record
from storage.tables.projects import MethodVersion


def method_of(session: Session, method_id: UUID) -> Method:
    """Return the method that a version's text says.

    Raises:
        NotFoundError: There is no such version.
    """
    row = session.get(MethodVersion, method_id)
    if row is None:
        raise NotFoundError(
            f"There is no method version {method_id}.", f"Pas de version de méthode {method_id}."
        )
    return _loaded(row.sha256, row.source, f"{row.key}@{row.version}")


def latest(session: Session, key: str) -> MethodVersion:
    """Return the newest published version of a method.

    Raises:
        NotFoundError: No version of it is published.
    """
    row = session.scalar(
        select(MethodVersion)
        .where(MethodVersion.key == key)
        .order_by(MethodVersion.version.desc())
        .limit(1)
    )
    if row is None:
        known = ", ".join(session.scalars(select(MethodVersion.key).distinct())) or "-"
        raise NotFoundError(
            f"No method {key!r} is published; published are: {known}.",
            f"Aucune méthode {key!r} n'est publiée ; sont publiées : {known}.",
        )
    return row


def publish(
    session: Session, text: str, *, name: str, actor: Actor | None, at: datetime
) -> MethodVersion:
    """Publish a version; publishing the same text again gives the version that stands.

    Raises:
        MethodError: The text is not a sound method.
        OutOfSequenceError: The version exists with another text, or is not the next one.
    """
    method = load_method(text, name, known_checks=frozenset(CHECKS))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    standing = session.scalar(
        select(MethodVersion).where(
            MethodVersion.key == method.method, MethodVersion.version == method.version
        )
    )
    if standing is not None and standing.sha256 == sha256:
        return standing
    newest = session.scalar(
        select(func.max(MethodVersion.version)).where(MethodVersion.key == method.method)
    )
    if newest is not None and method.version <= newest:
        raise OutOfSequenceError(
            f"{method.name} is published already and cannot change; "
            f"give the new text version {newest + 1}.",
            f"{method.name} est déjà publiée et ne peut plus changer ; "
            f"donnez au nouveau texte la version {newest + 1}.",
        )
    row = MethodVersion(
        key=method.method, version=method.version, sha256=sha256, source=text, published_at=at
    )
    session.add(row)
    session.flush()
    record(
        session,
        "method.published",
        actor,
        {"method": method.method, "version": method.version, "sha256": sha256},
        at=at,
    )
    return row


@lru_cache(maxsize=64)
def _loaded(_sha256: str, text: str, name: str) -> Method:
    return load_method(text, name)
