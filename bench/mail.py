"""How fast letters leave: written, frozen, sent over SMTP on loopback, and marked one by one."""

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bench.figure import Figure, median
from lifecycle.letters.delivery import deliver_waiting
from notifications.transport import transport_of
from storage.database import Database
from storage.migrate import upgrade
from tests.postbox import free_port, open_postbox
from tests.service.mail.office import SITE, Office, an_office
from tests.unit.notifications.messages_written import ASKED, RETURNED

LETTERS = 300
PATIENCE = 20
LEAST = 50
"""Letters that must leave in a second, so that an outage of days is made good in minutes."""


def run() -> list[Figure]:
    """Measure the drain of an outbox on SQLite, and the size of a decision's letter."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'jalon.db'}")
        upgrade(database)
        office = an_office(database, Path(folder))
        times = [_drain(office) for _ in range(3)]
        office.post(ASKED)
        with open_postbox() as postbox:
            office.deliver(postbox.url)
            (decision,) = postbox.received
        database.dispose()
    return [
        Figure(
            name="one letter, from waiting to marked as sent",
            value=median(times) / LETTERS * 1000,
            unit="ms",
            at_most=1000 / LEAST,
            how=f"{LETTERS} letters, SQLite, SMTP on loopback, one connection; median of 3",
        ),
        Figure(
            name="page of a decision's letter",
            value=len(decision.html.encode()) / 1000,
            unit="kB",
            at_most=60,
            how="five answers, four axes, two open points",
        ),
        Figure(
            name="a decision's letter, whole",
            value=len(decision.raw) / 1000,
            unit="kB",
            at_most=120,
            how="text and page, encoded for the wire",
        ),
    ]


def _drain(office: Office) -> float:
    office.post_to_many(LETTERS, RETURNED)
    with _server() as port:
        transport = transport_of(f"smtp://127.0.0.1:{port}", Path("unused"))
        began = time.perf_counter()
        sent = deliver_waiting(
            office.installation, transport, public_url=SITE, clock=lambda: datetime.now(UTC)
        )
        took = time.perf_counter() - began
        transport.close()
        assert sent == LETTERS
    return took


@contextmanager
def _server() -> Generator[int]:
    """Run a mail server in a process of its own, as it always is; it keeps nothing."""
    port = free_port()
    command = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}"]
    server = subprocess.Popen([*command, "-c", "aiosmtpd.handlers.Sink"])
    try:
        _await(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _await(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < deadline, "the mail server did not start"
            time.sleep(0.05)
        else:
            return
