"""Every table, imported in one place, so that the metadata is whole."""

from storage.tables import access, letters, packages, people, projects, records, reviews
from storage.tables.base import Base

__all__ = ["access", "letters", "metadata", "packages", "people", "projects", "records", "reviews"]

metadata = Base.metadata
