"""Every table, imported in one place, so that the metadata is whole."""

from storage.tables import (
    access,
    arbitration,
    closing,
    letters,
    overrides,
    packages,
    people,
    projects,
    records,
    reviews,
    sessions,
    standing_in,
    waits,
)
from storage.tables.base import Base

__all__ = [
    "access",
    "arbitration",
    "closing",
    "letters",
    "metadata",
    "overrides",
    "packages",
    "people",
    "projects",
    "records",
    "reviews",
    "sessions",
    "standing_in",
    "waits",
]

metadata = Base.metadata
