"""What hostile files cost: each in a confined reader of its own, as in the product.

Those of our own making, and with ``JALON_SAMPLES`` those of the sample documents. Prints a table
of every file with its outcome, processor time and peak memory.
"""

import json
import multiprocessing
import os
import socket
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.figure import Figure
from gates.evidence.guard import limits
from gates.evidence.process.child import answer
from gates.evidence.process.wire import MEMORY, READING, CutOffError, receive_frame
from gates.evidence.reading import Source, read_files
from jalon.output import note, table
from tests.unit.evidence.corpus import CORPUS, NOWHERE
from tests.unit.evidence.hostile import docx


@dataclass(frozen=True)
class Cost:
    """What became of one file: ``peak`` in MB, with what every reader holds."""

    name: str
    outcome: str
    said: str
    cpu: float
    wall: float
    peak: float


def run() -> list[Figure]:
    """Read every hostile file; print what became of each."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        # Made by another process, so that what the making took does not count as the reading.
        maker = multiprocessing.get_context("spawn").Process(target=_make, args=(place,))
        maker.start()
        maker.join()
        files = sorted(place.iterdir())
        if "JALON_SAMPLES" in os.environ:
            given = Path(os.environ["JALON_SAMPLES"]) / "hostile"
            files += sorted(path for path in given.iterdir() if path.name != "SOURCES.md")
        else:
            note("hostile: JALON_SAMPLES names no folder of sample documents")
        costs = [measured(path) for path in files]
        good = place / "good.docx"
        good.write_bytes(docx())
        others = [
            reading.read.value
            for path in files[:: len(files) // 20]
            for reading in read_files([Source(path, path.name), Source(good, "good.docx")])[1:]
        ]
    rows = [("file", "outcome", "processor, s", "wall, s", "peak, MB", "")]
    rows += [
        (cost.name, cost.outcome, f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.peak:.0f}",
         cost.said[:90])
        for cost in costs
    ]  # fmt: skip
    print(table(rows), file=sys.stderr)
    how = f"{len(costs)} files, {sum(cost.outcome == 'refused' for cost in costs)} refused"
    worst = max(costs, key=lambda cost: cost.cpu)
    slowest = max(costs, key=lambda cost: cost.wall)
    largest = max(costs, key=lambda cost: cost.peak)
    broken = [cost for cost in costs if cost.outcome == "broke"]
    return [
        Figure("hostile file, most processor time", worst.cpu, "s", limits.CPU_SECONDS + 0.5,
               f"{how}; {worst.name}; the limit ends a reader at {limits.CPU_SECONDS} s"),
        Figure("hostile file, longest", slowest.wall, "s", limits.WALL_SECONDS, slowest.name),
        Figure("hostile file, most memory", largest.peak, "MB", 500, largest.name),
        Figure("hostile files that broke a reader", len(broken), "files", 0,
               ", ".join(cost.name for cost in broken) or how),
        Figure("files after a hostile one that were not read", len(others) - others.count("whole"),
               f"of {len(others)}", 0, "one in twenty"),
    ]  # fmt: skip


def measured(path: Path) -> Cost:
    """Read a file in a reader's process, and return what it took."""
    ours, theirs = socket.socketpair()
    started = time.monotonic()
    source = os.open(path, os.O_RDONLY)
    digest = _sha256(path)
    pid = os.fork()
    if not pid:
        ours.close()
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        code = 1
        try:
            code = answer({"name": path.name, "sha256": digest}, source, theirs)
        finally:
            os._exit(code)
    theirs.close()
    os.close(source)
    outcome, said = _heard(ours)
    _, status, used = os.wait4(pid, 0)
    wall = time.monotonic() - started
    if not outcome:
        code = os.waitstatus_to_exitcode(status)
        outcome = "refused" if code < 0 or code == MEMORY else "broke"
        said = "ended by its limits" if outcome == "refused" else f"exit code {code}"
    return Cost(
        path.name, outcome, said, used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024
    )


def _heard(ours: socket.socket) -> tuple[str, str]:
    with ours:
        try:
            for _ in range(2):
                frame = receive_frame(ours, limits.ANSWER_BYTES + 1)
                if frame.startswith(READING):
                    reading = json.loads(frame[1:])
                    return reading["read"], reading.get("reason", {}).get("en", "")
        except (CutOffError, OSError):
            pass
    return "", ""


def _sha256(path: Path) -> str:
    import hashlib  # noqa: PLC0415 - beside the file it is taken of

    return hashlib.sha256(path.read_bytes()).hexdigest()


def _make(folder: Path) -> None:
    for name, harm in CORPUS.items():
        (folder / name).write_bytes(harm.make(NOWHERE))
