"""The product under demonstration: ``jalon up`` as a process of its own, started and stopped."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO

from jalon.demo.trouble import StoppedError

READY = "ready "
CODE = re.compile(r"\b[a-z2-9]{4}(?:-[a-z2-9]{4}){4}\b")
"""The one-time code of the first administrator, as it is printed."""

STOPPING = 20
"""Seconds that the product gets to stop all its parts."""


class Product:
    """One run of ``jalon up`` in a data directory of its own."""

    def __init__(self, data: Path, smtp_url: str) -> None:
        self.data = data
        self.environment = _environment(data, smtp_url)
        self.lines: list[str] = []
        self._said = threading.Condition()
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it; nothing is ready yet."""
        command = [sys.executable, "-m", "jalon", "up", "--data", str(self.data)]
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [*command, "--port", str(_free_port())],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        if self._process.stdout is not None:
            reader = threading.Thread(
                target=self._listen, args=(self._process.stdout,), daemon=True
            )
            reader.start()

    def stop(self) -> None:
        """Ask it to stop everything that it started; insist after a while."""
        process = self._process
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(STOPPING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def url(self, *, seconds: float = 60) -> str:
        """Return the address of the pages, once they answer."""
        line = self._find(lambda said: said.startswith(READY), seconds)
        return line.removeprefix(READY).split()[0].rstrip("/")

    def prefect_url(self, *, seconds: float = 90) -> str:
        """Return the address of Prefect's own pages, once it answers."""
        line = self._find(lambda said: "prefect" in said.lower() and "http" in said, seconds)
        return next(word for word in line.split() if word.startswith("http"))

    def first_code(self) -> str:
        """Return the code with which the first administrator begins."""
        found = CODE.search(self._find(lambda said: CODE.search(said) is not None, 20))
        return found[0] if found else ""

    def _find(self, is_it: Callable[[str], bool], seconds: float) -> str:
        end = time.monotonic() + seconds
        with self._said:
            while True:
                found = next((line for line in self.lines if is_it(line)), None)
                if found is not None:
                    return found
                self._check_alive()
                if time.monotonic() > end:
                    raise StoppedError(
                        f"The product did not come up within {seconds:.0f} seconds.",
                        f"Le produit n'a pas démarré en {seconds:.0f} secondes.",
                    )
                self._said.wait(0.2)

    def _check_alive(self) -> None:
        if self._process is None or self._process.poll() is not None:
            last = " ".join(self.lines[-1:]) or "?"
            raise StoppedError(
                f"The product stopped by itself: {last}",
                f"Le produit s'est arrêté de lui-même : {last}",
            )

    def _listen(self, stream: IO[str]) -> None:
        for line in stream:
            with self._said:
                self.lines.append(line.rstrip())
                self._said.notify_all()


def _environment(data: Path, smtp_url: str) -> Mapping[str, str]:
    """Return the settings of the run: only ours, whatever this shell has set for another one."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JALON_", "PREFECT_"))
    }
    return kept | {
        "JALON_DATA_DIR": str(data),
        "JALON_SMTP_URL": smtp_url,
        "PYTHONUNBUFFERED": "1",
        "NO_COLOR": "1",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
