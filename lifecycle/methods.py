"""Method versions: published once, immutable, pinned by projects."""

from functools import lru_cache
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from domain.methodology.load import load_method
from domain.methodology.model.method import Method
from storage.tables.projects import MethodVersion


def method_of(session: Session, method_id: UUID) -> Method:
    """Return the method that a version's text says.

    Raises:
        NotFoundError: There is no such version.
    """
    if method_id not in _BY_ID:
        row = session.get(MethodVersion, method_id)
        if row is None:
            raise NotFoundError(
                f"There is no method version {method_id}.",
                f"Pas de version de méthode {method_id}.",
            )
        if len(_BY_ID) >= MOST_KNOWN:
            _BY_ID.clear()
        _BY_ID[method_id] = method_in(row)
    return _BY_ID[method_id]


def method_in(row: MethodVersion) -> Method:
    """Return the method that the text of a version says."""
    return _loaded(row.sha256, row.source, f"{row.key}@{row.version}")


def version_row(session: Session, key: str, version: int) -> MethodVersion:
    """Return one published version of a method.

    Raises:
        NotFoundError: It is not published.
    """
    row = session.scalar(
        select(MethodVersion).where(MethodVersion.key == key, MethodVersion.version == version)
    )
    if row is None:
        raise NotFoundError(
            f"{key}@{version} is not published; see the list of methods.",
            f"{key}@{version} n'est pas publiée ; voyez la liste des méthodes.",
        )
    return row


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


_BY_ID: dict[UUID, Method] = {}
"""Versions by their ids: what is published is never changed, and no id comes twice."""

MOST_KNOWN = 256


@lru_cache(maxsize=64)
def _loaded(_sha256: str, text: str, name: str) -> Method:
    return load_method(text, name)
