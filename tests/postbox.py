"""A real mail server on a free loopback port, that keeps what it got and fails as it is told to."""

import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from typing_extensions import override

DROP = "drop"
"""Instead of an answer: the letter is kept, and the connection closed before the sender knows."""


@dataclass(frozen=True)
class Received:
    """A letter as it came over the wire."""

    raw: bytes
    sender: str
    recipients: tuple[str, ...]

    @property
    def message(self) -> EmailMessage:
        """The letter, parsed."""
        return BytesParser(EmailMessage, policy=default).parsebytes(self.raw)

    @property
    def text(self) -> str:
        """The part in plain text."""
        return self._body("plain")

    @property
    def html(self) -> str:
        """The part in HTML."""
        return self._body("html")

    def _body(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        assert part is not None
        content: str = part.get_content().replace("\r\n", "\n")
        return content


@dataclass
class Postbox:
    """What came, and how the next letters are answered; without orders, all are taken.

    ``answers_to_data`` and ``answers_to_recipient`` are used up one by one: an SMTP answer such
    as ``451 later``, or `DROP`. ``refused`` names recipients that are never taken.
    """

    port: int
    received: list[Received] = field(default_factory=list)
    answers_to_data: list[str] = field(default_factory=list)
    answers_to_recipient: list[str] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    connections: int = 0
    stop: Callable[[], None] = field(default=lambda: None)
    """Ends the server before its block does."""

    @property
    def url(self) -> str:
        """The server's address as settings name it."""
        return f"smtp://127.0.0.1:{self.port}"


class _Handler:
    """What aiosmtpd asks for at each step."""

    def __init__(self, postbox: Postbox) -> None:
        self.postbox = postbox

    async def handle_EHLO(
        self,
        server: SMTP,
        session: Session,
        _envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        session.host_name = hostname
        self.postbox.connections += 1
        return responses

    async def handle_RCPT(
        self,
        server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address in self.postbox.refused:
            return "550 5.1.1 no such mailbox"
        if self.postbox.answers_to_recipient:
            return self.postbox.answers_to_recipient.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        answer = self.postbox.answers_to_data.pop(0) if self.postbox.answers_to_data else "250 OK"
        if answer == DROP or answer.startswith("250"):
            content = envelope.content
            assert isinstance(content, bytes)
            self.postbox.received.append(
                Received(content, envelope.mail_from or "", tuple(envelope.rcpt_tos))
            )
        if answer == DROP:
            transport: Any = server.transport
            transport.abort()
        return answer


class _Server(Controller):
    """A controller that waits for its own port only, and that can come back to it."""

    @override
    def factory(self) -> SMTP:
        return SMTP(self.handler, hostname="postbox.test", loop=self.loop)


@contextmanager
def open_postbox(port: int = 0) -> Generator[Postbox]:
    """Run a mail server until the end of the block; with a port, one that was there before."""
    postbox = Postbox(port or free_port())
    server = _Server(_Handler(postbox), hostname="127.0.0.1", port=postbox.port)
    server.start()

    def stop() -> None:
        if not server.loop.is_closed():
            server.stop()

    postbox.stop = stop
    try:
        yield postbox
    finally:
        stop()


def free_port() -> int:
    """Return a loopback port at which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port
