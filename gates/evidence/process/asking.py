"""Our side of the nursery: started when first needed, asked from any thread, ended with us."""

import atexit
import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from gates.evidence.guard import limits
from gates.evidence.process.wire import (
    ADMITTED,
    READING,
    CutOffError,
    pack,
    receive_fate,
    receive_frame,
    send_frame,
)

_ROOT = Path(__file__).parents[3]
_PROGRAM = """
import socket, sys
sys.path.insert(0, sys.argv[1])
control = socket.socket(fileno=int(sys.argv[2]))
from gates.evidence.process.nursery import serve
serve(control)
"""
_KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
_PATIENCE_SECONDS = limits.WALL_SECONDS_LARGE + 20
_LEAST_SECONDS = 0.1


@dataclass(frozen=True)
class Answer:
    """What a reader sent: what the file is (``admitted``), and the reading; empty for nothing.

    ``fate`` is the system's word for how the reader ended, asked only where the reading is
    missing; it is None where the nursery itself was lost.
    """

    admitted: bytes = b""
    reading: bytes = b""
    fate: int | None = None


class Nursery:
    """A running nursery."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            descriptor = theirs.fileno()
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-I", "-c", _PROGRAM, str(_ROOT), str(descriptor)],
                pass_fds=[descriptor],
                stdin=subprocess.DEVNULL,
                # No secret of ours reaches a process that reads what strangers wrote.
                env={name: os.environ[name] for name in _KEPT if name in os.environ}
                | {"LC_ALL": "C.UTF-8"},
                cwd="/",
                start_new_session=True,
            )
        self._control = ours
        self._lock = threading.Lock()

    def ask(self, request: dict[str, str], source: int) -> Answer:
        """Have one file read, given as an open descriptor.

        Raises:
            OSError: The nursery is gone.
        """
        reply, their_reply = socket.socketpair()
        fate, their_fate = socket.socketpair()
        with reply, fate:
            with their_reply, their_fate, self._lock:
                descriptors = [source, their_reply.fileno(), their_fate.fileno()]
                socket.send_fds(self._control, [b"r"], descriptors)
                send_frame(self._control, pack(request))
            return _await(reply, fate)

    def leave(self) -> None:
        """Let go of the nursery, which then ends by itself with all its readers."""
        self._control.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def forget(self) -> None:
        """Close our copy of what belongs to the process that we were forked from."""
        self._control.close()
        self._process.returncode = 0


def _await(reply: socket.socket, fate: socket.socket) -> Answer:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    admitted = b""
    try:
        for _ in range(2):
            reply.settimeout(max(_LEAST_SECONDS, deadline - time.monotonic()))
            frame = receive_frame(reply, limits.ANSWER_BYTES + 1)
            if frame.startswith(READING):
                return Answer(admitted, frame[1:])
            admitted = frame.removeprefix(ADMITTED)
    except (CutOffError, OSError):
        # The fate tells why.
        pass
    fate.settimeout(max(_LEAST_SECONDS, deadline - time.monotonic()))
    return Answer(admitted, fate=receive_fate(fate))


class _Keeper:
    """Holds the one nursery of this process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.nursery: Nursery | None = None
        self.inherited: list[Nursery] = []

    def current(self) -> Nursery:
        with self.lock:
            if self.nursery is None:
                self.nursery = Nursery()
            return self.nursery

    def drop(self, lost: Nursery) -> None:
        with self.lock:
            if self.nursery is lost:
                self.nursery = None
        lost.leave()

    def leave(self) -> None:
        with self.lock:
            nursery, self.nursery = self.nursery, None
        if nursery is not None:
            nursery.leave()

    def after_fork(self) -> None:
        self.lock = threading.Lock()
        if self.nursery is not None:
            self.nursery.forget()
            self.inherited.append(self.nursery)
            self.nursery = None


_keeper = _Keeper()
atexit.register(_keeper.leave)
os.register_at_fork(after_in_child=_keeper.after_fork)


def start() -> None:
    """Start the nursery without waiting for it, so that it is warm when a file comes."""
    _keeper.current()


def stop() -> None:
    """End the nursery; the next file starts another."""
    _keeper.leave()


def ask(request: dict[str, str], source: int) -> Answer:
    """Have one file read in a process of its own; a lost nursery is replaced once."""
    answer = Answer()
    for _ in range(2):
        nursery = _keeper.current()
        try:
            answer = nursery.ask(request, source)
        except OSError:
            answer = Answer()
        if answer.reading or answer.fate is not None:
            return answer
        _keeper.drop(nursery)
    return answer
