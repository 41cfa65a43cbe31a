"""What was read of the files of a revision: read once, kept by hash, name and reader."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from gates.evidence.content import Read, Reading
from gates.evidence.reading import READER, Source, read_files
from gates.matching_manifest import is_manifest
from lifecycle.installation import Installation
from lifecycle.packages.packing import packed, unpacked
from storage.failpoint import failpoint
from storage.tables.packages import Revision, StoredReading


def documents_of(revision: Revision) -> list[dict[str, Any]]:
    """Return the files of a revision that are documents: all but its manifest."""
    return [each for each in revision.files if not is_manifest(each["path"])]


def read_revision(installation: Installation, revision: Revision, *, at: datetime) -> None:
    """Read what was not read before, outside any transaction, and keep it.

    A file that was refused is read again: time or memory may have been short that once.
    """
    with installation.database.read() as session:
        kept = kept_readings(session, revision)
    wanted = [
        each
        for each in documents_of(revision)
        if each["path"] not in kept or kept[each["path"]].read is Read.REFUSED
    ]
    _read_and_keep(installation, wanted, at=at)


def read_again(
    installation: Installation, documents: Sequence[tuple[str, str]], *, at: datetime
) -> None:
    """Read documents of earlier revisions, by hash and path, that this reader does not know."""
    if not documents:
        return
    with installation.database.read() as session:
        rows = session.execute(
            select(StoredReading.sha256, StoredReading.name).where(
                StoredReading.sha256.in_(sorted({sha256 for sha256, _ in documents})),
                StoredReading.reader == READER,
            )
        )
        known = {(row.sha256, row.name) for row in rows}
    wanted = [
        {"sha256": sha256, "path": path}
        for sha256, path in documents
        if (sha256, path) not in known
    ]
    _read_and_keep(installation, wanted, at=at)


def _read_and_keep(
    installation: Installation, wanted: Sequence[dict[str, Any]], *, at: datetime
) -> None:
    if not wanted:
        return
    sources = [
        Source(path=installation.files.path(each["sha256"]), name=each["path"]) for each in wanted
    ]
    readings = read_files(sources)
    failpoint("readings.read")
    with installation.database.write() as session:
        _keep(session, wanted, readings, at=at)


def kept_readings(session: Session, revision: Revision) -> dict[str, Reading]:
    """Return what this reader kept of a revision's documents, by their path."""
    wanted = {(each["sha256"], each["path"]) for each in documents_of(revision)}
    rows = session.scalars(
        select(StoredReading).where(
            StoredReading.sha256.in_(sorted({sha256 for sha256, _ in wanted})),
            StoredReading.reader == READER,
        )
    )
    return {
        row.name: unpacked(row.reading, row.outline)
        for row in rows
        if (row.sha256, row.name) in wanted
    }


def readings_of(session: Session, revision: Revision) -> list[Reading]:
    """Return the readings of a revision's documents, in the order of the package.

    Raises:
        NotFoundError: A document was not read yet by this version of the reader.
    """
    kept = kept_readings(session, revision)
    missing = [each["path"] for each in documents_of(revision) if each["path"] not in kept]
    if missing:
        raise NotFoundError(
            f"{missing[0]} was not read yet; the package is judged again by itself.",
            f"{missing[0]} n'a pas encore été lu ; le dossier sera contrôlé de lui-même.",
        )
    return [kept[each["path"]] for each in documents_of(revision)]


def _keep(
    session: Session,
    files: Sequence[dict[str, Any]],
    readings: Sequence[Reading],
    *,
    at: datetime,
) -> None:
    """Keep readings in the place of older ones, whoever else keeps the same at this moment."""
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    for each, reading in zip(files, readings, strict=True):
        body, outline = packed(reading)
        row = {
            "sha256": each["sha256"],
            "name": each["path"],
            "reader": READER,
            "reading": body,
            "outline": outline,
            "read_at": at,
        }
        said = insert(StoredReading).values(row)
        session.execute(
            said.on_conflict_do_update(
                index_elements=["sha256", "name", "reader"],
                set_={name: said.excluded[name] for name in ("reading", "outline", "read_at")},
            )
        )
