"""How letters leave the house: by a mail server, or into a mailbox in a folder."""

from pathlib import Path
from typing import Protocol
from uuid import UUID

from notifications.handing import Handed
from notifications.mailbox import Mailbox
from notifications.smtp import MailServer, Smtp


class Transport(Protocol):
    """A way out. ``address`` is whom letters come from, where the way itself says so."""

    address: str

    def send(self, raw: bytes, *, sender: str, recipient: str, letter_id: UUID) -> Handed:
        """Hand a letter over and return what became of it; never raise for the server's part."""

    def close(self) -> None:
        """Take leave of the server."""


def transport_of(smtp_url: str, mailbox: Path) -> Transport:
    """Return the way out that the settings name; without a server, the mailbox.

    Raises:
        BadInputError: The address is not one of a mail server, or would send a password in clear.
    """
    return Smtp(MailServer.from_url(smtp_url)) if smtp_url else Mailbox(mailbox)
