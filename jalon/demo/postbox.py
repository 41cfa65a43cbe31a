"""A local mail server: keeps every letter that the product sends, in the order of arrival."""

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import SMTP as LINES
from email.utils import parseaddr
from typing import Any, Self

from aiosmtpd.smtp import SMTP, Envelope

from jalon.demo.trouble import StoppedError


@dataclass(frozen=True)
class Received:
    """A letter as it came over the wire."""

    recipient: str
    to: str
    subject: str
    text: str

    def link(self, containing: str) -> str | None:
        """Return the first address in the text that has a part, such as ``/d/``."""
        words = self.text.split()
        return next((w for w in words if w.startswith("http") and containing in w), None)


def name_in(address: str) -> str:
    """Return the name in an address such as ``Ada Marsh <ada.marsh@example.org>``."""
    return parseaddr(address)[0] or address


class Postbox:
    """The server and what it received; it listens on a free port of the loopback."""

    def __init__(self) -> None:
        self.letters: list[Received] = []
        self.url = ""
        self._came = threading.Condition()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="postbox", daemon=True)
        self._ready = threading.Event()

    def __enter__(self) -> Self:
        """Start listening."""
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening; what was received stays."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802 - the name that aiosmtpd calls
        """Keep a letter and accept it."""
        content = envelope.content
        raw = content if isinstance(content, bytes) else str(content).encode()
        message = message_from_bytes(raw, policy=LINES)
        body = message.get_body(("plain",))
        text = str(body.get_content()) if body is not None else ""
        with self._came:
            self.letters += [
                Received(recipient, str(message["To"]), str(message["Subject"]), text)
                for recipient in envelope.rcpt_tos
            ]
            self._came.notify_all()
        return "250 Message accepted"

    def wait(
        self, enough: Callable[[list[Received]], bool], *, since: int, seconds: float = 60
    ) -> list[Received]:
        """Return the letters that came after the first ``since``, once they are enough.

        Raises:
            StoppedError: They did not come in time.
        """
        end = time.monotonic() + seconds
        with self._came:
            while not enough(self.letters[since:]):
                left = end - time.monotonic()
                if left <= 0 or not self._came.wait(left):
                    raise StoppedError(
                        f"No mail came within {seconds:.0f} seconds.",
                        f"Aucun courriel n'est arrivé en {seconds:.0f} secondes.",
                    )
            return self.letters[since:]

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            self._loop.create_server(lambda: SMTP(self, loop=self._loop), "127.0.0.1", 0)
        )
        self.url = f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._ready.set()
        self._loop.run_forever()
        server.close()
        self._loop.run_until_complete(server.wait_closed())
        self._loop.close()
