"""A request that is repeated gets its first answer again: idempotency keys, kept with the act."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain.errors import BadInputError, OutOfSequenceError
from domain.ledger import digest
from lifecycle.installation import Installation
from storage.database import directly, table_of
from storage.tables.records import KeptAnswer

LONGEST_KEY = 200
Answer = dict[str, Any]


def once(
    installation: Installation,
    *,
    actor: str,
    act: str,
    key: str,
    request: object,
    at: datetime,
    work: Callable[[Session], Answer],
) -> Answer:
    """Do the work and keep its answer in the same transaction, or give the kept answer.

    Raises:
        BadInputError: The key is empty or too long.
        OutOfSequenceError: The key came before with another request.
    """
    if not key or len(key) > LONGEST_KEY:
        raise BadInputError(
            f"Send an Idempotency-Key of 1 to {LONGEST_KEY} characters, a fresh one per request.",
            f"Envoyez une Idempotency-Key de 1 à {LONGEST_KEY} caractères, neuve par demande.",
        )
    asked = digest(request)
    try:
        return _once(installation, (actor, act, key), asked, at, work)
    except IntegrityError:
        # Somebody kept the same answer between our look and our commit: theirs is the first.
        with installation.database.read() as session:
            if session.get(KeptAnswer, (actor, act, key)) is None:
                raise
        return _once(installation, (actor, act, key), asked, at, work)


def forget(session: Session, *, before: datetime) -> None:
    """Drop the answers that nobody will ask for again."""
    session.execute(delete(KeptAnswer).where(KeptAnswer.kept_at < before))


def _once(
    installation: Installation,
    place: tuple[str, str, str],
    asked: str,
    at: datetime,
    work: Callable[[Session], Answer],
) -> Answer:
    with installation.database.write() as session:
        actor, act, key = place
        kept = directly(session, _KEPT, {"actor": actor, "act": act, "key": key}).first()
        if kept is not None:
            if kept.request_sha256 != asked:
                raise OutOfSequenceError(
                    "This Idempotency-Key came before with another request; use a fresh one.",
                    "Cette Idempotency-Key est déjà venue avec une autre demande ; "
                    "prenez-en une neuve.",
                )
            return dict(kept.answer)
        answer = work(session)
        row = {"actor": actor, "act": act, "key": key, "request_sha256": asked}
        directly(session, _KEEP, row | {"answer": answer, "kept_at": at})
        return answer


_KEPT = select(KeptAnswer.request_sha256, KeptAnswer.answer).where(
    KeptAnswer.actor == bindparam("actor"),
    KeptAnswer.act == bindparam("act"),
    KeptAnswer.key == bindparam("key"),
)
_KEEP = insert(table_of(KeptAnswer))
