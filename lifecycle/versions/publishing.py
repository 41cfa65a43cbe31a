"""A version of a method is published: once, by the PMO, and never changed afterwards."""

import hashlib
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.authority import Act
from domain.errors import OutOfSequenceError
from domain.methodology.load import load_method
from gates.nameable import CATALOGUE
from lifecycle.actor import Actor
from lifecycle.authority import require
from lifecycle.ledger import record
from storage.database import lock_ledger
from storage.tables.projects import MethodVersion


def publish(
    session: Session, text: str, *, name: str, actor: Actor | None, at: datetime
) -> MethodVersion:
    """Publish a version; publishing the same text again gives the version that stands.

    Without an actor it is the installation's own act: a method that ships with the program.

    Raises:
        MethodError: The text is not a sound method.
        NotAllowedError: The actor is not the PMO.
        OutOfSequenceError: The version exists with another text, or is not the next one.
    """
    if actor is not None:
        require(session, Act.PUBLISH_METHOD, actor)
    method = load_method(text, name, known_checks=CATALOGUE)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    lock_ledger(session)  # two who publish the same version at once: the second sees the first
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
        key=method.method,
        version=method.version,
        sha256=sha256,
        source=text,
        published_at=at,
        published_by=actor.person_id if actor is not None else None,
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
