"""The process that readers are born from: it holds the libraries, and forks one reader a file.

It is started without secrets in its environment, reads no file itself, and has one thread, so
that forking is safe. It tells how each reader ended, ends those that overstay, and leaves when
whoever started it is gone or has asked for nothing for a while.
"""

import gc
import os
import select
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import NoReturn

from gates.evidence.guard import limits
from gates.evidence.process.child import answer
from gates.evidence.process.wire import CutOffError, receive_frame, send_fate, unpack

_IDLE_SECONDS = 300.0
_GRACE_SECONDS = 2.0
_LONGEST_REQUEST = 65_536
_DESCRIPTORS = 3


@dataclass
class _Reader:
    fate: socket.socket
    deadline: float


def serve(control: socket.socket) -> None:
    """Fork a reader for every request, until the other side is gone or silent for long."""
    awake, wake = socket.socketpair()
    for end in (awake, wake):
        end.settimeout(0)
    signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    # What is loaded by now is shared by all readers; counting it again would copy it.
    gc.collect()
    gc.freeze()
    readers: dict[int, _Reader] = {}
    asked = time.monotonic()
    while True:
        now = time.monotonic()
        due = min((reader.deadline for reader in readers.values()), default=asked + _IDLE_SECONDS)
        ready, _, _ = select.select([control, awake], [], [], max(0.0, due - now))
        if awake in ready:
            awake.recv(4096)
        if control in ready:
            asked = time.monotonic()
            if not _fork(control, readers, (awake, wake)):
                break
        _reap(readers)
        _end_overdue(readers)
        if not readers and time.monotonic() - asked >= _IDLE_SECONDS:
            break
    _heed_no_child()  # before the sockets close: a reader may end at this very moment
    for pid in readers:
        os.kill(pid, signal.SIGKILL)


def _heed_no_child() -> None:
    """Let the end of a child wake nobody."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def _fork(
    control: socket.socket, readers: dict[int, _Reader], wakers: tuple[socket.socket, ...]
) -> bool:
    """Take a request and fork its reader; return False when nobody asks any more."""
    header, descriptors, _, _ = socket.recv_fds(control, 1, _DESCRIPTORS)
    if not header or len(descriptors) != _DESCRIPTORS:
        return False
    source, *ends = descriptors
    reply, fate = (socket.socket(fileno=end) for end in ends)
    try:
        request = unpack(receive_frame(control, _LONGEST_REQUEST))
    except CutOffError:
        return False
    pid = os.fork()
    if not pid:
        _heed_no_child()
        for other in (control, fate, *wakers, *(reader.fate for reader in readers.values())):
            other.close()
        _be_reader(request, source, reply)
    os.close(source)
    reply.close()
    overstay = time.monotonic() + limits.WALL_SECONDS_LARGE + _GRACE_SECONDS
    readers[pid] = _Reader(fate, overstay)
    return True


def _be_reader(request: dict[str, object], source: int, reply: socket.socket) -> NoReturn:
    """Read, answer and end, without coming back to the nursery's own work."""
    code = 1
    try:
        _silence()
        code = answer(request, source, reply)
    finally:
        os._exit(code)


def _silence() -> None:
    """Let nothing that a library prints about a file reach a terminal or a log."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def _reap(readers: dict[int, _Reader]) -> None:
    while readers:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        reader = readers.pop(pid)
        with reader.fate, suppress(OSError):  # whoever asked may be gone
            send_fate(reader.fate, status)


def _end_overdue(readers: dict[int, _Reader]) -> None:
    now = time.monotonic()
    for pid, reader in readers.items():
        if now >= reader.deadline:
            os.kill(pid, signal.SIGKILL)
            reader.deadline = now + _GRACE_SECONDS
