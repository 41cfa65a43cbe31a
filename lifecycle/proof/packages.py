"""Every revision is what was handed in: its entry, its hash, and each of its files."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import NotFoundError
from domain.ledger import digest
from lifecycle.proof.said import Broken, Said, same
from storage.files import BLOCK, FileStore
from storage.tables.packages import LateEvidence, Revision, StoredFile
from storage.tables.projects import MethodVersion, Project


def packages(session: Session, project: Project, said: Said) -> Iterator[Broken]:
    """Yield what does not hold of a project's revisions."""
    rows = session.scalars(select(Revision).where(Revision.project_id == project.id))
    entries = {
        (entry.body["gate"], entry.body["revision"]): entry
        for entry in said.of("package.submitted")
    }
    for revision in rows:
        where = f"{project.code} {revision.gate} revision {revision.number}"
        entry = entries.pop((revision.gate, revision.number), None)
        if entry is None:
            yield Broken("I12", where, "the ledger does not know it")
            continue
        method = session.get_one(MethodVersion, revision.method_id)
        content = {
            "gate": revision.gate,
            "method": method.sha256,
            "form": revision.form,
            "files": revision.files,
        }
        yield from same(
            "I12",
            where,
            sha256=(revision.sha256, entry.body["sha256"]),
            content=(digest(content), revision.sha256),
            files=([each["sha256"] for each in revision.files], entry.body["files"]),
            submitted_by=(revision.submitted_by, entry.actor),
            submitted_at=(revision.submitted_at, entry.at),
        )
    for entry in entries.values():
        yield Broken("I1", f"entry {entry.seq}", f"its revision is not there in {project.code}")
    yield from _late(session, project, said)


def _late(session: Session, project: Project, said: Said) -> Iterator[Broken]:
    """Yield what does not hold of what was set beside a project's packages."""
    entries = {entry.body["evidence"]: entry for entry in said.of("evidence.added")}
    for late in session.scalars(select(LateEvidence).where(LateEvidence.project_id == project.id)):
        where = f"{project.code} late evidence {late.number}"
        entry = entries.pop(str(late.id), None)
        if entry is None:
            yield Broken("I12", where, "the ledger does not know it")
            continue
        yield from same(
            "I12",
            where,
            sha256=(late.sha256, entry.body["sha256"]),
            content=(digest(late.files), late.sha256),
            added_by=(late.added_by, entry.actor),
            added_at=(late.added_at, entry.at),
        )
    for entry in entries.values():
        yield Broken("I1", f"entry {entry.seq}", f"its evidence is not there in {project.code}")


def files(session: Session, store: FileStore) -> Iterator[Broken]:
    """Read every file that a revision names, and compare it with its hash."""
    rows = session.execute(select(StoredFile.sha256, StoredFile.size))
    known = {row.sha256: row.size for row in rows}
    asked: dict[str, int] = {}
    for listed in (
        *session.scalars(select(Revision.files)),
        *session.scalars(select(LateEvidence.files)),
    ):
        asked |= {each["sha256"]: each["size"] for each in listed}
    for sha256, size in sorted((known | asked).items()):
        where = f"file {sha256[:12]}"
        if sha256 not in known:
            yield Broken("R1", where, "a revision names it and the table of files does not")
        try:
            with store.open(sha256) as opened:
                found, length = _digest(opened)
        except NotFoundError:
            yield Broken("R1", where, "it is not in the store")
            continue
        if (found, length) != (sha256, size):
            yield Broken("R1", where, "its bytes are not those of its name")


def _digest(opened: BinaryIO) -> tuple[str, int]:
    made, length = hashlib.sha256(), 0
    while block := opened.read(BLOCK):
        made.update(block)
        length += len(block)
    return made.hexdigest(), length
