"""A process that reads files: started, asked, and ended when it takes too long."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from domain.text import Text, both
from gates.evidence.content import Read, Reading
from gates.evidence.guard import limits
from gates.evidence.hashing import sha256_of

PROGRAM = "from gates.evidence.reader_child import main; main()"
LENGTH = 8
START_SECONDS = 30.0
"""How long a process may take to load its readers, on a machine that is busy."""


@dataclass(frozen=True)
class Job:
    """A file to read, as it is told to the process."""

    path: str
    name: str


@dataclass(frozen=True)
class Answer:
    """A reading; or why there is none. ``ended`` says that the process is of no use any more."""

    reading: Reading | None = None
    reason: Text = field(default_factory=dict)
    ended: bool = False


class ReaderProcess:
    """One process of its own, with its own limits, that shares nothing with ours but two pipes."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own program, no argument from outside
            [sys.executable, "-c", PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            close_fds=True,
            start_new_session=True,
        )
        self._started = False

    def read(self, job: Job) -> Answer:
        """Have a file read, within the limits of its size."""
        large = _size(job.path) > limits.LARGE_FILE
        wall = limits.WALL_SECONDS_LARGE if large else limits.WALL_SECONDS
        deadline = time.monotonic() + wall + (0 if self._started else START_SECONDS)
        try:
            _pipe(self._process.stdin).write(json.dumps(asdict(job)).encode() + b"\n")
            _pipe(self._process.stdin).flush()
            if not self._started:
                if self._take(1, deadline) is None:
                    return Answer(reason=_BROKEN, ended=True)
                self._started = True
                deadline = time.monotonic() + wall
            header = self._take(LENGTH, deadline)
            if header is None:
                return Answer(reason=self._why(), ended=True)
            length = int.from_bytes(header, "big")
            body = self._take(length, deadline) if length <= limits.ANSWER_BYTES else None
            if body is None:
                return Answer(reason=_TOO_LONG, ended=True)
        except (BrokenPipeError, OSError):
            return Answer(reason=_BROKEN, ended=True)
        return Answer(reading=Reading.model_validate_json(body))

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    # What was still to be written to a process that is gone is of no interest.
                    continue

    def _take(self, count: int, deadline: float) -> bytes | None:
        """Return so many bytes of the answer, or None when they do not come in time."""
        descriptor, taken = _pipe(self._process.stdout).fileno(), bytearray()
        poll = select.poll()
        poll.register(descriptor, select.POLLIN | select.POLLHUP)
        while len(taken) < count:
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                return None
            block = os.read(descriptor, min(count - len(taken), 1 << 20))
            if not block:
                return None
            taken += block
        return bytes(taken)

    def _why(self) -> Text:
        """Tell a process that took too long from one that broke."""
        try:
            code = self._process.wait(0.2)
        except subprocess.TimeoutExpired:
            return _TOO_LONG
        return _TOO_LONG if code == -signal.SIGXCPU else _BROKEN


def refused(path: Path, name: str, reason: Text) -> Reading:
    """Return the reading of a file that was not read."""
    return Reading(
        path=name, sha256=sha256_of(path), kind="unknown", read=Read.REFUSED, reason=reason
    )


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def _environment() -> dict[str, str]:
    """Return what the process may know: where Python finds our packages, and no secret."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise BrokenPipeError
    return pipe


_TOO_LONG = both(
    "Reading the file takes too long, and was stopped: hand in a smaller document, or the part "
    "that the gate asks for.",
    "La lecture du fichier dure trop longtemps et a été arrêtée : déposez un document plus petit, "
    "ou la partie que le jalon demande.",
)
_BROKEN = both(
    "The file broke its reader, which was stopped: open it in the program that wrote it, save it "
    "again, and hand in the new copy.",
    "Le fichier a fait échouer sa lecture, qui a été arrêtée : ouvrez-le dans le logiciel "
    "d’origine, enregistrez-le de nouveau et déposez la nouvelle copie.",
)
