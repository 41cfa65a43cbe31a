"""From words to the finished bytes of a mail, checked once more as they will go over the wire."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from email.utils import format_datetime
from uuid import UUID

from notifications.cleaning import clean_header
from notifications.rendering import Rendered

HEADERS = (
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "List-Id",
    "MIME-Version",
    "Content-Type",
)
"""Every header that a letter has, in their order; there is never another one."""

LARGEST_PAGE, LARGEST = 60_000, 120_000
"""Bytes of the HTML part (Gmail cuts beyond about 102 kB) and of the whole message."""

LONGEST_LINE, LONGEST_NAME = 998, 60
_NOT_IN_NAMES = re.compile(r"[^\w .'’-]")


class UnfitLetterError(Exception):
    """A letter that may not be sent as it came out; somebody has to look at it."""


class TooLongError(UnfitLetterError):
    """A letter that mail programs would cut."""


@dataclass(frozen=True)
class Envelope:
    """Who writes to whom, from which host, when, under which number."""

    letter_id: UUID
    sender: str
    recipient: str
    recipient_name: str
    host: str
    at: datetime


def compose(rendered: Rendered, envelope: Envelope) -> bytes:
    """Return the bytes of a mail.

    Raises:
        TooLongError: It has more bytes than mail programs show.
        UnfitLetterError: What was written would change its headers.
    """
    if len(rendered.html.encode()) > LARGEST_PAGE:
        raise TooLongError(f"the page has more than {LARGEST_PAGE} bytes")
    message = EmailMessage(policy=SMTP)
    message["From"] = _address("Jalon", envelope.sender)
    message["To"] = _address(envelope.recipient_name, envelope.recipient)
    message["Subject"] = clean_header(rendered.subject)
    message["Date"] = format_datetime(envelope.at.astimezone(UTC))
    message["Message-ID"] = f"<{envelope.letter_id}@{envelope.host}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    message["List-Id"] = f"Jalon <letters.{envelope.host}>"
    message.set_content(rendered.text, cte="quoted-printable")
    message.add_alternative(rendered.html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_jalon_{envelope.letter_id.hex}")
    raw = message.as_bytes()
    if len(raw) > LARGEST:
        raise TooLongError(f"the letter has more than {LARGEST} bytes")
    check_wire(raw, envelope)
    return raw


def check_wire(raw: bytes, envelope: Envelope) -> None:
    """Read the finished bytes as a mail server will.

    Raises:
        UnfitLetterError: A header is there that was not planned, or is there twice; a line is
            too long; the recipient is not the one; a byte may not go over the wire.
    """
    head, blank, _ = raw.partition(b"\r\n\r\n")
    lines = raw.split(b"\r\n")
    starts = [line for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    names = tuple(line.split(b":", 1)[0].decode("ascii", "replace") for line in starts)
    faults = {
        "the headers have no end": not blank,
        f"the headers are {', '.join(names)}": names != HEADERS,
        "a line ends otherwise than by CR LF": any(
            b"\r" in line or b"\n" in line for line in lines
        ),
        "a line is too long": max(map(len, lines)) > LONGEST_LINE,
        "it holds a byte that is not ASCII, or a NUL": not raw.isascii() or b"\0" in raw,
        "it goes to somebody else": _recipients(head) != [envelope.recipient],
    }
    found = [fault for fault, holds in faults.items() if holds]
    if found:
        raise UnfitLetterError("; ".join(found))


def _recipients(head: bytes) -> list[str]:
    parsed = BytesParser(policy=SMTP).parsebytes(head + b"\r\n\r\n", headersonly=True)
    return [address.addr_spec for address in parsed["To"].addresses] if parsed["To"] else []


def _address(name: str, address: str) -> Address:
    if not address.isascii():
        raise UnfitLetterError(f"the address {address!r} holds characters that SMTP cannot carry")
    try:
        return Address(display_name=_display(name), addr_spec=address)
    except (ValueError, IndexError) as error:
        raise UnfitLetterError(f"{address!r} is no address: {error}") from error


def _display(name: str) -> str:
    """Return a name in letters only: what means something in an address is left out."""
    plain = _NOT_IN_NAMES.sub(" ", clean_header(name))
    return " ".join(plain.split())[:LONGEST_NAME].strip()
