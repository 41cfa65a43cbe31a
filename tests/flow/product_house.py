"""`jalon up` as a process of its own, watched from outside."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from tests.flow.prefect_house import until


def environment(**settings: str) -> dict[str, str]:
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("JALON_", "PREFECT_"))}
    return kept | settings


class Up:
    """A running product and what it said, line by line with the time."""

    def __init__(self, data: Path, *more: str, settings: Mapping[str, str] | None = None) -> None:
        self.data = data
        self.lines: list[tuple[float, str]] = []
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "jalon", "up", "--data", str(data), "--port", "0", *more],
            env=environment(**(settings or {})),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.notes: list[str] = []
        for stream, keep in ((self.process.stdout, self._said), (self.process.stderr, self._note)):
            threading.Thread(target=self._listen, args=(stream, keep), daemon=True).start()

    def line(self, start: str, *, seconds: float = 90.0) -> str:
        """Return the line of standard output that starts so, once it is there."""
        found = until(
            lambda: [line for _, line in self.lines if line.startswith(start)] or self._is_over(),
            f"a line {start!r}; said were {self.lines} and {self.notes}",
            seconds=seconds,
        )
        assert found is not True, (self.lines, self.notes)
        return str(found[0])

    def after(self, start: str) -> float:
        """Return how many seconds after the start a line came."""
        self.line(start)
        return next(at for at, line in self.lines if line.startswith(start)) - self.started_at

    def url(self) -> str:
        return self.line("ready ").removeprefix("ready ")

    def children(self) -> list[int]:
        """Return every process that names the data directory or descends from ours."""
        return [pid for pid in _family(self.process.pid) if pid != self.process.pid]

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.terminate()
        return self.process.wait(20)

    def _is_over(self) -> bool:
        return self.process.poll() is not None

    def _said(self, line: str) -> None:
        self.lines.append((time.monotonic(), line))

    def _note(self, line: str) -> None:
        self.notes.append(line)

    @staticmethod
    def _listen(stream: object, keep: object) -> None:
        assert hasattr(stream, "readline")
        assert callable(keep)
        while line := stream.readline():
            keep(line.rstrip("\n"))


def _family(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    parents: dict[int, list[int]] = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            stat = (place / "stat").read_text()
        except OSError:
            continue
        parent = int(stat.rsplit(")", 1)[1].split()[1])
        parents.setdefault(parent, []).append(int(place.name))
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += parents.get(one, [])
    return found


def alive(pids: list[int]) -> list[int]:
    """Return which of the processes still run; one that only waits to be collected does not."""
    return [pid for pid in pids if _runs(pid)]


def _runs(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rsplit(")", 1)[1].split()[0] not in {"Z", "X"}
