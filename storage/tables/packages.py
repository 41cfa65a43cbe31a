"""Gate packages: frozen revisions, their files, their authors, and what was read in them."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class Revision(Base):
    """A gate package as handed in; never changed afterwards.

    ``sha256`` covers the files and their names, the form, the method version and the gate.
    ``files`` is a list of ``{"path", "sha256", "size"}`` in the order of the paths.
    """

    __tablename__ = "revision"
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


class StoredFile(Base):
    """A file kept under its hash. A row without its file cannot exist: the file comes first."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int]
    stored_at: Mapped[datetime]


class StoredReading(Base):
    """What was read of a file, kept by the file's hash and name and the reader's version."""

    __tablename__ = "stored_reading"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    reader: Mapped[str] = mapped_column(primary_key=True)
    reading: Mapped[bytes]
    read_at: Mapped[datetime]
