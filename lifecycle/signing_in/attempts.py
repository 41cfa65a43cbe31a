"""Attempts counted in the database, so that every process keeps to the same limits."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from domain.errors import GovernanceError
from lifecycle.installation import Installation
from storage.tables.access import AttemptCount

WINDOW = timedelta(minutes=5)
PER_PERSON = 10
PER_ADDRESS = 10
OVERALL = 1000
PACKAGES = 60
"""Packages that one person may have read in a window: one each five seconds."""


class TooManyAttemptsError(GovernanceError):
    """Somebody tried too often; wait until the window is over."""


def count_sign_in(installation: Installation, handle: str, address: str, *, at: datetime) -> None:
    """Count one attempt to sign in, for the name, the address and everybody.

    Raises:
        TooManyAttemptsError: One of the three has used up its window of five minutes.
    """
    limits = {
        _key("person", handle.casefold()): PER_PERSON,
        _key("address", address): PER_ADDRESS,
        "overall": OVERALL,
    }
    with installation.database.write() as session:
        over = _count(session, limits, at=at)
    if over:
        raise TooManyAttemptsError(
            "Too many attempts; wait five minutes, then try again.",
            "Trop de tentatives ; attendez cinq minutes, puis réessayez.",
        )


def give_back_sign_in(session: Session, handle: str, address: str, *, at: datetime) -> None:
    """Give back the attempt of who then signed in: an office may share one address."""
    keys = (_key("person", handle.casefold()), _key("address", address), "overall")
    session.execute(
        update(AttemptCount)
        .where(
            AttemptCount.key.in_(keys),
            AttemptCount.window_start == _window(at),
            AttemptCount.count > 0,
        )
        .values(count=AttemptCount.count - 1)
    )


def count_package(installation: Installation, person_id: UUID, *, at: datetime) -> None:
    """Count a package that a person has read, tried or handed in; reading is what costs most.

    Raises:
        TooManyAttemptsError: The person has used up the window of five minutes.
    """
    with installation.database.write() as session:
        over = _count(session, {_key("package", str(person_id)): PACKAGES}, at=at)
    if over:
        raise TooManyAttemptsError(
            f"More than {PACKAGES} packages in five minutes; wait a little, then go on.",
            f"Plus de {PACKAGES} dossiers en cinq minutes ; attendez un peu, puis continuez.",
        )


def _count(session: Session, limits: Mapping[str, int], *, at: datetime) -> bool:
    start = _window(at)
    session.execute(delete(AttemptCount).where(AttemptCount.window_start < start - WINDOW))
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    over = False
    for key in sorted(limits):
        made = insert(AttemptCount).values(key=key, window_start=start, count=1)
        counted = session.scalar(
            made.on_conflict_do_update(
                index_elements=["key", "window_start"], set_={"count": AttemptCount.count + 1}
            ).returning(AttemptCount.count)
        )
        over = over or (counted or 0) > limits[key]
    return over


def _window(at: datetime) -> datetime:
    seconds = int(at.timestamp()) // int(WINDOW.total_seconds()) * int(WINDOW.total_seconds())
    return datetime.fromtimestamp(seconds, tz=at.tzinfo)


def _key(kind: str, text: str) -> str:
    """Return a key that does not tell the name or the address to a reader of the table."""
    return f"{kind}:{hashlib.sha256(text.encode()).hexdigest()[:32]}"
