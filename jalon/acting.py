"""Who acts at the command line, on which installation: a person named by its owner, or a token."""

import os
import pwd
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.errors import BadInputError, NotAllowedError
from lifecycle.actor import Actor
from lifecycle.authority import find_person
from lifecycle.installation import Installation, Place, open_installation
from lifecycle.signing_in.access import NotSignedInError
from lifecycle.signing_in.tokens import recognise_token
from storage.migrate import is_current

TOKEN = "JALON_TOKEN"  # noqa: S105 - the name of the setting, not its value


@dataclass(frozen=True)
class Acting:
    """A person at work: the installation, the actor, and the moment."""

    installation: Installation
    actor: Actor
    at: datetime


@contextmanager
def opened() -> Generator[Installation]:
    """Open the installation of the settings, whose tables must be those of this program.

    Raises:
        BadInputError: There is none, or its tables are of another version.
    """
    installation = open_installation(Place.from_environment())
    try:
        if not is_current(installation.database):
            raise BadInputError(
                "The tables are not those of this program; run `jalon db upgrade` first.",
                "Les tables ne sont pas celles de ce programme ; lancez `jalon db upgrade`.",
            )
        yield installation
    finally:
        installation.close()


@contextmanager
def acting(person: str | None) -> Generator[Acting]:
    """Open the installation for a person who acts.

    Raises:
        BadInputError: Nobody was named.
        NotFoundError: There is no such person.
        NotAllowedError: ``--as`` by somebody who does not own the data directory.
        NotSignedInError: The token is not a live one.
    """
    with opened() as installation:
        at = datetime.now(UTC)
        yield Acting(installation, _actor(installation, person, at), at)


def system_user() -> str:
    """Return the name of the system's user who runs this process."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def require_owner(place: Place) -> None:
    """Make sure that this process runs for the owner of the data directory.

    Raises:
        NotAllowedError: It does not.
    """
    if place.data_dir.stat().st_uid != os.getuid():
        raise NotAllowedError(
            f"Only the owner of {place.data_dir} may act for others; use a token of your own "
            f"in {TOKEN}.",
            f"Seul le propriétaire de {place.data_dir} peut agir pour d'autres ; donnez votre "
            f"propre jeton dans {TOKEN}.",
        )


def _actor(installation: Installation, person: str | None, at: datetime) -> Actor:
    if person is not None:
        require_owner(installation.place)
        with installation.database.read() as session:
            found = find_person(session, person)
        return Actor(person_id=found.id, channel="operator", system_user=system_user())
    text = os.environ.get(TOKEN, "")
    if not text:
        raise BadInputError(
            f"Say who acts: --as PERSON, or a personal token in {TOKEN}.",
            f"Dites qui agit : --as PERSONNE, ou un jeton personnel dans {TOKEN}.",
        )
    visitor = recognise_token(installation, text, at=at)
    if visitor is None:
        raise NotSignedInError(
            f"The token in {TOKEN} is unknown, ended or too old; make a fresh one.",
            f"Le jeton de {TOKEN} est inconnu, terminé ou trop ancien ; faites-en un autre.",
        )
    return visitor.actor
