"""The settings of the installation: environment variables, or a file that names them."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from domain.errors import BadInputError
from domain.text import Text, both


@dataclass(frozen=True)
class Setting:
    """One ``JALON_*`` variable: what it is for, what holds without it, and if it is a secret."""

    name: str
    default: str
    meaning: Text
    secret: bool = False


SETTINGS = (
    Setting("JALON_DATA_DIR", "jalon-data", both("The data directory", "Le dossier de données")),
    Setting(
        "JALON_DATABASE_URL",
        "",
        both(
            "The database; empty: SQLite in the data directory",
            "La base ; vide : SQLite dans le dossier de données",
        ),
        secret=True,
    ),
    Setting(
        "JALON_PUBLIC_URL",
        "",
        both("The address that letters' links carry", "L'adresse portée par les liens des lettres"),
    ),
    Setting(
        "JALON_SMTP_URL",
        "",
        both(
            "The mail server; empty: a mailbox in the data directory",
            "Le serveur de messagerie ; vide : une boîte dans le dossier de données",
        ),
        secret=True,
    ),
    Setting(
        "JALON_SECRET_KEY",
        "",
        both(
            "The key; empty: the file keys in the data directory",
            "La clé ; vide : le fichier keys du dossier de données",
        ),
        secret=True,
    ),
    Setting(
        "JALON_LANG",
        "",
        both("The language of the command line", "La langue de la ligne de commande"),
    ),
)
"""What `jalon doctor` prints; a setting that is not listed here does not exist."""


def read_config(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Read the file named by ``JALON_CONFIG``: a line ``NAME=value`` for each setting.

    Raises:
        BadInputError: The file is not there, or a line of it is not a setting.
    """
    named = environment.get("JALON_CONFIG", "")
    if not named:
        return {}
    try:
        lines = Path(named).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(
            f"JALON_CONFIG names {named}, which cannot be read; correct the path.",
            f"JALON_CONFIG désigne {named}, illisible ; corrigez le chemin.",
        ) from error
    numbered = ((number, line.strip()) for number, line in enumerate(lines, start=1))
    return dict(
        _setting(named, number, line) for number, line in numbered if line and line[0] != "#"
    )


def apply_config() -> None:
    """Put the settings of the file where the environment says nothing."""
    for name, value in read_config().items():
        os.environ.setdefault(name, value)


def _setting(path: str, number: int, line: str) -> tuple[str, str]:
    name, equals, value = line.partition("=")
    name = name.strip()
    if not equals or not name.startswith(("JALON_", "PREFECT_")):
        raise BadInputError(
            f"{path}, line {number}: expected JALON_NAME=value.",
            f"{path}, ligne {number} : on attend JALON_NOM=valeur.",
        )
    return name, value.strip().strip("\"'")
