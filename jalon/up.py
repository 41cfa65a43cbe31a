"""The whole product by one command: pages, letters, the pulse, Prefect and the worker."""

import logging
import os
import signal
import sys
import threading
import time
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from flows.launch import Launcher
from jalon.backup import upgrade_safely
from jalon.log_file import MOST_BYTES
from jalon.output import note, result
from jalon.pulse import Pulse
from jalon.pulse_parts import now, parts_of
from jalon.serving import Pages, address_of, take_port
from jalon.supervisor import Child, stop
from jalon.up_lock import hold
from jalon.up_methods import publish_shipped
from jalon.up_prefect import Embedded
from lifecycle.installation import Installation, Place, make_installation
from lifecycle.signing_in.codes import first_code
from notifications.transport import transport_of
from web.site import Site

log = logging.getLogger("jalon.up")

TICK = 0.5
"""Seconds between two looks at the children."""

SAID = {
    "en": {
        "copied": "The tables were brought to this version; a copy of the older ones: {copied}",
        "first": "The first administrator signs up at {address}/first with the code {code}",
        "mail": "No mail server is set: letters go to {folder}",
        "again": "{name} ended and is started again; see {path}",
        "stopping": "Stopping.",
    },
    "fr": {
        "copied": "Les tables sont passées à cette version ; copie des anciennes : {copied}",
        "first": "Le premier administrateur s'inscrit sur {address}/first avec le code {code}",
        "mail": "Aucun serveur de messagerie n'est réglé : les lettres vont dans {folder}",
        "again": "{name} s'est arrêté et redémarre ; voyez {path}",
        "stopping": "Arrêt.",
    },
}


def run_up(host: str, port: int, data: Path | None, language: str) -> int:
    """Run the product until SIGTERM or Ctrl-C; return 0 when it was stopped."""
    os.umask(0o077)
    place = Place.from_environment(data)
    place.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    held = hold(place.data_dir)
    taken = take_port(host, port)
    os.environ["JALON_DATA_DIR"] = str(place.data_dir)
    os.environ.setdefault("JALON_PUBLIC_URL", address_of(taken))
    transport = transport_of(os.environ.get("JALON_SMTP_URL", ""), place.data_dir / "mail")
    _log_to(place.data_dir / "logs" / "jalon.log")
    said = SAID[language]
    copied = upgrade_safely(place)
    if copied is not None:
        note(said["copied"].format(copied=copied))
    installation = make_installation(place)
    publish_shipped(installation)
    code = first_code(installation, at=datetime.now(UTC))
    if code is not None:
        _print(said["first"].format(address=address_of(taken), code=code))
    if not os.environ.get("JALON_SMTP_URL"):
        note(said["mail"].format(folder=place.data_dir / "mail"))
    embedded = Embedded(place)
    os.environ["PREFECT_API_URL"] = embedded.address.url
    public_url = os.environ["JALON_PUBLIC_URL"]
    launcher = Launcher(
        embedded.api, installation, now, public_url=public_url, told=embedded.worker.tell
    )
    pulse = Pulse(parts_of(installation, launcher, transport, public_url=public_url))
    pages = Pages(_site(installation, public_url, pulse), taken)
    stopping = _on_signals()
    try:
        pages.start()
        _print(f"ready {address_of(taken)}")
        pulse.start()
        _supervise(embedded, stopping, said)
    finally:
        note(said["stopping"])
        pages.stop()
        stop([embedded.worker, embedded.server])
        pulse.stop()
        installation.close()
        os.close(held)
    return 0


def _supervise(embedded: Embedded, stopping: threading.Event, said: dict[str, str]) -> None:
    """Keep the children running until somebody stops us. They live as long as this thread."""
    children = (embedded.server, embedded.worker)
    restarts: dict[str, float] = {}
    while not stopping.is_set():
        for child in children:
            before = child.process
            child.tick(time.monotonic())
            if before is not None and child.process is not before and not stopping.is_set():
                _tell_once(child, restarts, said)
        if embedded.look():
            _print(f"prefect ready {embedded.page}")
        stopping.wait(TICK)


def _tell_once(child: Child, told: dict[str, float], said: dict[str, str]) -> None:
    """Say that a child is started again, at most once a minute."""
    if time.monotonic() - told.get(child.name, float("-inf")) > 60:  # noqa: PLR2004 - a minute
        told[child.name] = time.monotonic()
        note(said["again"].format(name=child.name, path=child.log_path))


def _site(installation: Installation, public_url: str, pulse: Pulse) -> Site:
    return Site(
        installation=installation,
        clock=now,
        public_url=public_url,
        nudge=lambda _project_id: pulse.wake(),
    )


def _on_signals() -> threading.Event:
    """Return what is set at the first SIGTERM or Ctrl-C; a second one ends us at once."""
    stopping = threading.Event()

    def stop_soon(number: int, _frame: object) -> None:
        if stopping.is_set():
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop_soon)
    return stopping


def _log_to(path: Path) -> None:
    path.parent.mkdir(exist_ok=True, mode=0o700)
    handler = RotatingFileHandler(path, maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8")
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        handlers=[handler],
    )
    logging.getLogger("httpx").setLevel(logging.WARNING)


def _print(line: str) -> None:
    result(line)
    sys.stdout.flush()
