"""Child processes: started, restarted with growing pauses, and stopped with all they started."""

import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from jalon.log_file import append_to, cut

log = logging.getLogger("jalon.supervisor")

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds before a child that ended is started again; doubled each time."""

SETTLED = 60.0
"""Seconds after which a child that ends has not failed to start."""

PATIENCE = 6.0
"""Seconds that a child has to end by itself."""

LOG_LOOK = 60.0
"""Seconds between two looks at the size of a log."""


@dataclass
class Child:
    """A process that is kept running. ``wanted`` holds it back until it says so.

    It is started by the thread that calls `tick`, which must live as long as the child may:
    on Linux a child is killed with the thread that started it.
    """

    name: str
    command: Sequence[str]
    environment: Callable[[], Mapping[str, str]]
    log_path: Path
    wanted: Callable[[], bool] = lambda: True
    descriptors: Sequence[int] = ()
    talks: bool = False
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = FIRST_PAUSE
    not_before: float = 0.0
    _log: BinaryIO | None = field(default=None, repr=False)
    _looked_at: float = 0.0

    def tick(self, now: float) -> None:
        """Start the child if it is wanted and not running."""
        if self.process is not None and self.process.poll() is not None:
            self._ended(self.process.returncode, now)
        if self.process is None and now >= self.not_before and self.wanted():
            self._start(now)
        if now - self._looked_at > LOG_LOOK:
            self._looked_at = now
            cut(self.log_path)

    def tell(self) -> None:
        """Send the child a line; one that is not there, or does not listen, misses it."""
        process = self.process
        if process is None or process.stdin is None:
            return
        try:
            process.stdin.write(b"\n")
            process.stdin.flush()
        except (OSError, ValueError):
            return

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the child and everything it started."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                return

    def _start(self, now: float) -> None:
        if self._log is None:
            self._log = append_to(self.log_path)
        self.started_at = now
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter, with our own modules
            self.command,
            env=dict(self.environment()),
            stdin=subprocess.PIPE if self.talks else subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
            pass_fds=self.descriptors,
            start_new_session=True,
        )
        if self.process.stdin is not None:
            os.set_blocking(self.process.stdin.fileno(), False)

    def _ended(self, code: int, now: float) -> None:
        # What it started may live on without it.
        self.signal(signal.SIGKILL)
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
        self.process = None
        self.pause = FIRST_PAUSE if now - self.started_at > SETTLED else self.pause
        self.not_before = now + self.pause
        log.warning("%s ended with %d; again in %.1f s", self.name, code, self.pause)
        self.pause = min(self.pause * 2, LONGEST_PAUSE)


def stop(children: Sequence[Child], *, patience: float = PATIENCE) -> None:
    """Have every child end, and kill those that do not; nothing that they started is left."""
    running = [child for child in children if child.process is not None]
    for child in running:
        child.signal(signal.SIGTERM)
    deadline = time.monotonic() + patience
    for child in running:
        if child.process is None:
            continue
        try:
            child.process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            log.warning("%s did not end by itself", child.name)
        child.signal(signal.SIGKILL)
        child.process.wait()
