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


@dataclass
class Part:
    """One thing that is done again and again, and at once when it is woken."""

    name: str
    every: float
    act: Callable[[], None]
    woken: threading.Event = field(default_factory=threading.Event)

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
            part.woken.set()

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
            part.woken.wait(part.every)
