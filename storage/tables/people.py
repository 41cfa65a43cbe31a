"""People, what they may do everywhere, and the keys that make their data erasable."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class Person(Base):
    """Somebody who acts here. ``handle`` is the sign-in name; the id is the pseudonym."""

    __tablename__ = "person"
    looked_up_often = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    handle: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    email: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    zone: Mapped[str] = mapped_column(default="Europe/Paris")
    country: Mapped[str] = mapped_column(default="FR")
    password_hash: Mapped[str | None] = mapped_column(default=None)
    password_at: Mapped[datetime | None] = mapped_column(default=None)
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None] = mapped_column(default=None)


class PersonRole(Base):
    """A role that a person holds everywhere: ``admin``, ``pmo``, ``executive``."""

    __tablename__ = "person_role"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]


class SecretKey(Base):
    """The random key of a person or of a review; destroying it erases what it sealed."""

    __tablename__ = "secret_key"
    looked_up_often = True

    owner_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[bytes]
