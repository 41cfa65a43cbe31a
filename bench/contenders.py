"""Who takes part in the bench of gate cycles: each takes a new project through gates, in turns."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from bench.by_hand import ByHand
from bench.gates import Ours, another
from jalon.output import note
from storage.database import Database

PEERS = "JALON_BENCH_PEERS"
"""The setting that names the interpreter with the packages of ``bench/requirements.txt``."""

SCRIPTS = Path(__file__).parent / "peers"


class Contender(Protocol):
    """One way to take projects through gates."""

    name: str

    def begin(self, url: Callable[[str], str], number: int) -> None:
        """Begin a project; ``url`` gives it a copy of the prepared database."""

    def gates(self, count: int) -> list[float]:
        """Take the project through so many more gates; return how long each took."""

    def end(self) -> None:
        """End the project."""


class Acts:
    """Our own acts, one after another, or what ``advance`` finds between those of people."""

    def __init__(self, ours: Ours, *, driven: bool) -> None:
        self.ours, self.driven = ours, driven
        self.name = "driven by advance" if driven else "our acts"

    def begin(self, url: Callable[[str], str], number: int) -> None:
        """Begin a project."""
        self.project = another(self.ours, url(f"{'driven' if self.driven else 'acts'}{number}"))

    def gates(self, count: int) -> list[float]:
        """Take it further."""
        cycle = self.project.driven if self.driven else self.project.cycle
        return [_seconds(cycle) for _ in range(count)]

    def end(self) -> None:
        """Close its database."""
        self.project.scene.installation.database.dispose()


class Hand:
    """Statements by hand; the first gate is ours, and gives them their rows."""

    name = "by hand"

    def __init__(self, ours: Ours) -> None:
        self.ours = ours

    def begin(self, url: Callable[[str], str], number: int) -> None:
        """Begin a project."""
        project = another(self.ours, url(f"hand{number}"))
        self.database: Database = project.scene.installation.database
        self.hand = ByHand(self.database, project.cycle())

    def gates(self, count: int) -> list[float]:
        """Take it further."""
        return [_seconds(self.hand.cycle) for _ in range(count)]

    def end(self) -> None:
        """Close its database."""
        self.database.dispose()


class Peer:
    """Another engine, in a process of its own that is kept for all its projects."""

    def __init__(self, name: str, script: str, python: str, address: str) -> None:
        self.name = name
        self.process = subprocess.Popen(
            [python, str(SCRIPTS / script), address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        )

    def begin(self, url: Callable[[str], str], number: int) -> None:
        """Begin a project: for them each gate is a workflow of its own."""

    def gates(self, count: int) -> list[float]:
        """Take it further."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{count}\n")
        self.process.stdin.flush()
        spent: list[float] = json.loads(self.process.stdout.readline())
        return spent

    def end(self) -> None:
        """Keep the process for the next one."""

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(60)


def peer_python(package: str) -> str | None:
    """Return the interpreter that has a package, or say that there is none."""
    python = os.environ.get(PEERS) or sys.executable
    found = subprocess.run([python, "-c", f"import {package}"], capture_output=True, check=False)
    if found.returncode == 0:
        return python
    note(f"cycles: {package} is not installed: pip install -r bench/requirements.txt ({PEERS})")
    return None


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
