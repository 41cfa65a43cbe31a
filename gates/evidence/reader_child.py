"""The program of a reader's process: take a file, pass the guard, read, understand, answer."""

import json
import os
import resource
import sys
import time
from pathlib import Path

from gates.evidence.content import Content, Read, Reading
from gates.evidence.guard import limits
from gates.evidence.guard.refusal import RefusedError, damaged
from gates.evidence.hashing import sha256_of
from gates.evidence.readers.reading_room import admit
from gates.evidence.understanding.understand import understand

READY = b"+"
LENGTH = 8


def main() -> None:
    """Read one file after another, until nobody asks any more."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    _limit_once()
    answers.write(READY)
    for line in sys.stdin.buffer:
        job = json.loads(line)
        body = read(Path(job["path"]), job["name"]).model_dump_json().encode()
        answers.write(len(body).to_bytes(LENGTH, "big"))
        view = memoryview(body)
        while view:
            view = view[answers.write(view) :]


def read(path: Path, name: str) -> Reading:
    """Read and understand one file; what must not or cannot be read comes back refused."""
    started = time.monotonic()
    sha256, kind = sha256_of(path), "unknown"
    try:
        data = _bytes(path)
        _limit_time(len(data))
        admitted = admit(data, name)
        kind = admitted.kind
        found = admitted.read()
        understood = understand(name, kind, found.content)
    except RefusedError as error:
        return _refused(name, sha256, error, error.kind or kind, started)
    except MemoryError:
        return _refused(name, sha256, _TOO_MUCH, kind, started)
    except Exception as error:  # noqa: BLE001 - whatever a parser raises, the file is at fault
        _forget(error)
        return _refused(name, sha256, damaged(), kind, started)
    return Reading(
        path=name,
        sha256=sha256,
        kind=kind,
        language=understood.language,
        role=understood.role,
        confidence=understood.confidence,
        state=understood.state,
        read=Read.WHOLE if found.whole else Read.PART,
        reason=found.reason,
        facts=understood.facts,
        content=found.content,
        seconds=round(time.monotonic() - started, 3),
    )


def _bytes(path: Path) -> bytes:
    size = path.stat().st_size
    if size > limits.FILE_BYTES:
        most = limits.FILE_BYTES // limits.MIB
        raise RefusedError(
            f"The file is larger than {most} MiB: split it, or leave pictures out.",
            f"Le fichier dépasse {most} Mio : découpez-le, ou retirez-en des images.",
            kind="large",
        )
    return path.read_bytes()


def _limit_once() -> None:
    """Bound the memory beyond what the loaded readers already take, and allow no core file."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    taken = Path("/proc/self/statm")
    if not taken.exists():
        return  # another system: memory is not bounded this way, time is all the same
    pages = int(taken.read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + limits.MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _limit_time(size: int) -> None:
    """Give this file its own processor time, beyond what earlier ones took."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    share = limits.CPU_SECONDS_LARGE if size > limits.LARGE_FILE else limits.CPU_SECONDS
    most = int(used.ru_utime + used.ru_stime) + 1 + share
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def _refused(name: str, sha256: str, error: RefusedError, kind: str, started: float) -> Reading:
    return Reading(
        path=name,
        sha256=sha256,
        kind=kind,
        read=Read.REFUSED,
        reason=error.words,
        content=Content(),
        seconds=round(time.monotonic() - started, 3),
    )


def _forget(error: BaseException) -> None:
    """Let go of what the error's frames hold, which may be most of the memory."""
    error.__traceback__ = None


_TOO_MUCH = RefusedError(
    "Reading the file takes too much memory: hand in a smaller document, or the part that the "
    "gate asks for.",
    "La lecture du fichier demande trop de mémoire : déposez un document plus petit, ou la partie "
    "que le jalon demande.",
)
