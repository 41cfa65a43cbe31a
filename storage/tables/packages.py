"""Gate packages: frozen revisions, their files, their authors, and what was read in them."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class Revision(Base):
    """A gate package as handed in; never changed afterwards.

    ``sha256`` covers the files and their names, the form, the method version and the gate.
    ``files`` is a list of ``{"path", "sha256", "size"}`` in the order of the paths.
    """

    __tablename__ = "revision"
    looked_up_often = True
    __table_args__ = (UniqueConstraint("project_id", "gate", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True)
    gate: Mapped[str]
    number: Mapped[int]
    method_id: Mapped[UUID] = mapped_column(ForeignKey("method_version.id"))
    files: Mapped[list[Any]]
    form: Mapped[dict[str, Any]]
    sha256: Mapped[str]
    submitted_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    submitted_at: Mapped[datetime]


class RevisionAuthor(Base):
    """A person who wrote a part of a revision, the submitter among them: none of them votes."""

    __tablename__ = "revision_author"

    revision_id: Mapped[UUID] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)


class LateEvidence(Base):
    """Files that came after a package was frozen, set beside it for every voter to see.

    ``files`` is a list like that of a revision, ``sha256`` covers it; ``reason`` is sealed by
    the round. The package itself stays as it was handed in.
    """

    __tablename__ = "late_evidence"
    __table_args__ = (UniqueConstraint("review_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True)
    review_id: Mapped[UUID] = mapped_column(ForeignKey("review.id"), index=True)
    number: Mapped[int]
    files: Mapped[list[Any]]
    sha256: Mapped[str]
    reason: Mapped[str]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime]


class DocumentMatch(Base):
    """What a person said a file of a project serves; later packages of the project follow it.

    The file is known again by its ``sha256``, else by ``name``: what it is called without its
    folder and without version and date. No deliverable at all says that it serves none.
    """

    __tablename__ = "document_match"
    __table_args__ = (
        Index(
            "uq_document_match_one_standing",
            "project_id",
            "name",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
        CheckConstraint("(revoked_at IS NULL) = (revoked_by IS NULL)", name="revoked_by_whom"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id"), index=True)
    path: Mapped[str]
    name: Mapped[str]
    sha256: Mapped[str | None] = mapped_column(default=None)
    deliverables: Mapped[list[Any]]
    said_by: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime]
    revoked_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), default=None)
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)


class StoredFile(Base):
    """A file kept under its hash. A row without its file cannot exist: the file comes first."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    stored_at: Mapped[datetime]


class StoredReading(Base):
    """What was read of a file, kept by the file's hash and name and the reader's version.

    ``outline`` says where the registers of the content stand, so that it need not be unpacked to
    know what a document holds.
    """

    __tablename__ = "stored_reading"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    reader: Mapped[str] = mapped_column(primary_key=True)
    reading: Mapped[bytes]
    outline: Mapped[bytes | None] = mapped_column(default=None)
    read_at: Mapped[datetime]
