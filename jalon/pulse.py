"""The pulse: our own loop, in every size of installation; it needs nobody but the database.

Letters go out, dates come, steps that nobody takes are taken, Prefect is told and reconciled.
Each part runs by itself, so that a server that hangs holds up no other part; several pulses
on one database do no harm.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sqlalchemy.exc import SQLAlchemyError

log = logging.getLogger("jalon.pulse")


BRISK_FOR = 15.0
"""Seconds after a wake in which what follows from an act may still come."""


@dataclass
class Part:
    """One thing that is done again and again, and at once when it is woken.

    Somebody's act has consequences that another process brings about, a moment later: a part
    with a ``brisk`` pace looks that often for a while after it was woken.
    """

    name: str
    every: float
    act: Callable[[], None]
    brisk: float | None = None
    woken: threading.Event = field(default_factory=threading.Event)
    brisk_until: float = float("-inf")

    def pause(self, now: float) -> float:
        """Return for how many seconds to wait until the next beat."""
        is_brisk = self.brisk is not None and now < self.brisk_until
        return self.brisk if is_brisk and self.brisk is not None else self.every

    def wake(self) -> None:
        """Look at once, and briskly for a while."""
        self.brisk_until = time.monotonic() + BRISK_FOR
        self.woken.set()

    def beat(self) -> None:
        """Do it once; what goes wrong is logged, and tried again at the next beat."""
        try:
            self.act()
        except SQLAlchemyError as error:
            log.warning("%s: the database does not answer: %s", self.name, type(error).__name__)
        except Exception:  # nothing that one part meets may end the pulse
            log.exception("%s failed", self.name)


class Pulse:
    """The parts, each in a thread of its own."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._keep, args=(part,), name=part.name, daemon=True)
            for part in parts
        ]

    def start(self) -> None:
        """Begin to beat."""
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Have every part look at once: somebody acted."""
        for part in self._parts:
            part.wake()

    def once(self) -> None:
        """Do every part one time, in order, in this thread."""
        for part in self._parts:
            part.beat()

    def stop(self, *, patience: float = 5.0) -> None:
        """Begin nothing new, and wait a while for what is under way."""
        self._over.set()
        self.wake()
        deadline = time.monotonic() + patience
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _keep(self, part: Part) -> None:
        while not self._over.is_set():
            part.woken.clear()
            part.beat()
            part.woken.wait(part.pause(time.monotonic()))
