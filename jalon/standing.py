"""What the separate parts need before they start: tables of this version, an address."""

import logging
import os

from domain.errors import BadInputError
from flows.prefect_api import Address
from lifecycle.installation import Installation, Place, open_installation
from storage.migrate import is_current


def standing() -> Installation:
    """Open the installation for a process that keeps running.

    Raises:
        BadInputError: There is none, or its tables are not those of this program.
    """
    installation = open_installation(Place.from_environment())
    if not is_current(installation.database):
        installation.close()
        raise BadInputError(
            "The tables are not those of this program; run `jalon db upgrade` first.",
            "Les tables ne sont pas celles de ce programme ; lancez d'abord `jalon db upgrade`.",
        )
    return installation


def prefect_address(installation: Installation) -> Address:
    """Return where Prefect is.

    Raises:
        BadInputError: Nothing says where.
    """
    address = Address.from_environment(installation.place.keys_file.parent)
    if address is None:
        raise BadInputError(
            "Nothing says where Prefect is; set PREFECT_API_URL, or start `jalon up` on this "
            "machine.",
            "Rien ne dit où est Prefect ; réglez PREFECT_API_URL, ou lancez `jalon up` sur cette "
            "machine.",
        )
    return address


def public_url() -> str:
    """Return the address that people open.

    Raises:
        BadInputError: It is not set.
    """
    given = os.environ.get("JALON_PUBLIC_URL", "")
    if not given:
        raise BadInputError(
            "Set JALON_PUBLIC_URL to the address that people open; letters carry it.",
            "Réglez JALON_PUBLIC_URL sur l'adresse que les gens ouvrent ; les lettres la portent.",
        )
    return given


def log_to_standard_error() -> None:
    """Have the log of a separate part go where its supervisor, such as systemd, takes it."""
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    logging.getLogger("httpx").setLevel(logging.WARNING)
