"""Read the files of a package, each bounded in time and memory, none able to stop the others."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gates.evidence.content import Reading
from gates.evidence.reader_process import Job, ReaderProcess, refused

READER = "1"
"""The version of readers and understanding together; what was read by another is read again."""

AT_ONCE = 2
"""So many packages are read at the same time; the others wait for their turn."""

_turns = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Source:
    """A file to be read: its place on disk, and its path inside the package."""

    path: Path
    name: str


def read_files(sources: Sequence[Source]) -> list[Reading]:
    """Read files in processes of their own; return one reading for each, in the same order.

    A process reads one file after another. One that dies, hangs or takes too much is ended with
    the file that it was at, which comes back refused, and a fresh process reads the rest.
    """
    if not sources:
        return []
    with _turns:
        return list(_read(sources))


def _read(sources: Sequence[Source]) -> list[Reading]:
    readings: list[Reading] = []
    process: ReaderProcess | None = None
    try:
        for source in sources:
            process = process or ReaderProcess()
            answer = process.read(Job(str(source.path), source.name))
            if answer.ended:
                process.end()
                process = None
            readings.append(answer.reading or refused(source.path, source.name, answer.reason))
    finally:
        if process is not None:
            process.end()
    return readings
