"""A package as it is frozen: its files by their hashes, its form, its gate, its method."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from domain.ledger import digest
from domain.methodology.model.gate import Gate
from lifecycle.actor import Actor
from storage.tables.packages import Revision, StoredFile
from storage.tables.projects import MethodVersion, Project


@dataclass(frozen=True)
class HandedIn:
    """A file as kept: its path in the package, its SHA-256, its size in bytes."""

    path: str
    sha256: str
    size: int


def freeze(
    session: Session,
    project: Project,
    gate: Gate,
    files: Sequence[HandedIn],
    form: Mapping[str, Any],
) -> dict[str, Any]:
    """Return what a package consists of, with the hash that stands for all of it."""
    version = session.get_one(MethodVersion, project.method_id)
    content: dict[str, Any] = {
        "gate": gate.id,
        "method": version.sha256,
        "form": dict(form),
        "files": [
            {"path": each.path, "sha256": each.sha256, "size": each.size}
            for each in sorted(files, key=lambda each: each.path)
        ],
    }
    return content | {"sha256": digest(content)}


def keep_revision(
    session: Session,
    actor: Actor,
    project: Project,
    gate: Gate,
    frozen: Mapping[str, Any],
    *,
    at: datetime,
) -> Revision:
    """Keep a package as the next revision for its gate."""
    last = session.scalar(
        select(func.max(Revision.number)).where(
            Revision.project_id == project.id, Revision.gate == gate.id
        )
    )
    note_files(session, frozen["files"], at=at)
    revision = Revision(
        project_id=project.id,
        gate=gate.id,
        number=(last or 0) + 1,
        method_id=project.method_id,
        files=frozen["files"],
        form=frozen["form"],
        sha256=frozen["sha256"],
        submitted_by=actor.person_id,
        submitted_at=at,
    )
    session.add(revision)
    session.flush()
    return revision


def note_files(session: Session, files: Iterable[Mapping[str, Any]], *, at: datetime) -> None:
    """Note that files are kept; a file without a note is dropped after a while."""
    for each in files:
        _note_file(session, each, at=at)


def _note_file(session: Session, each: Mapping[str, Any], *, at: datetime) -> None:
    """Note a kept file once, whoever else notes the same one at the same moment."""
    insert = postgresql_insert if session.get_bind().dialect.name == "postgresql" else sqlite_insert
    session.execute(
        insert(StoredFile)
        .values(sha256=each["sha256"], size=each["size"], stored_at=at)
        .on_conflict_do_nothing()
    )
