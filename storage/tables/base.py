"""The base of all tables: names of constraints, types of columns."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Date, LargeBinary, MetaData, Text, Uuid
from sqlalchemy.orm import DeclarativeBase

from storage.types import Document, UtcDateTime


class Base(DeclarativeBase):
    """Base of all records. Names of constraints follow one rule, so that migrations find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        bytes: LargeBinary(),
        datetime: UtcDateTime(),
        date: Date(),
        UUID: Uuid(),
        dict[str, Any]: Document,
        list[Any]: Document,
    }
    looked_up_often: ClassVar[bool] = False
    """Whether a session keeps the rows that it has seen, so that each is fetched once.

    It is for rows that nobody changes while others act on them; the rest is let go at once.
    """
