"""What an act works on: the database, the files, the keys, and how the outside reaches us."""

import os
from dataclasses import dataclass
from pathlib import Path

from domain.errors import BadInputError
from storage.database import Database, default_url
from storage.files import FileStore
from storage.keys import Keys, create, load


@dataclass(frozen=True)
class Place:
    """Where an installation keeps its things. Settings: JALON_DATA_DIR, JALON_DATABASE_URL."""

    data_dir: Path
    database_url: str

    @classmethod
    def from_environment(cls, data_dir: Path | None = None) -> "Place":
        """Return the place that the settings name; ``data_dir`` goes before JALON_DATA_DIR."""
        folder = data_dir or Path(os.environ.get("JALON_DATA_DIR", "jalon-data"))
        folder = folder.expanduser().resolve()
        return cls(folder, os.environ.get("JALON_DATABASE_URL", "") or default_url(folder))

    @property
    def keys_file(self) -> Path:
        """The file of the installation's keys."""
        return self.data_dir / "keys" / "links.json"


@dataclass(frozen=True)
class Installation:
    """An opened installation; acts take it as their first argument."""

    place: Place
    database: Database
    files: FileStore
    keys: Keys

    def close(self) -> None:
        """Close the database's connections."""
        self.database.dispose()


def open_installation(place: Place) -> Installation:
    """Open what is there.

    Raises:
        BadInputError: There is no data directory or no key, or the settings are wrong.
    """
    if not place.data_dir.is_dir():
        raise BadInputError(
            f"There is no data directory at {place.data_dir}; start `jalon up` once, "
            "or name another with JALON_DATA_DIR.",
            f"Il n'y a pas de dossier de données dans {place.data_dir} ; lancez `jalon up` "
            "une fois, ou nommez-en un autre par JALON_DATA_DIR.",
        )
    return _opened(place, load(place.keys_file))


def make_installation(place: Place) -> Installation:
    """Open an installation, and make its data directory and keys where they are missing."""
    place.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    return _opened(place, create(place.keys_file))


def _opened(place: Place, keys: Keys) -> Installation:
    return Installation(
        place=place,
        database=Database(place.database_url),
        files=FileStore(place.data_dir / "files"),
        keys=keys,
    )
