"""Children are kept running, told of wakes, and gone with all they started."""

import signal
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from jalon.log_file import append_to, cut
from jalon.supervisor import FIRST_PAUSE, LONGEST_PAUSE, Child, stop

SLEEPS = "import time; time.sleep(60)"
DEAF = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print('deaf', flush=True); time.sleep(60)"
)
HAS_A_CHILD = (
    "import subprocess, sys, time; "
    f"kid = subprocess.Popen([sys.executable, '-c', {SLEEPS!r}]); "
    "print(kid.pid, flush=True); time.sleep(60)"
)
ECHOES = "import sys\nfor line in sys.stdin: print('told', flush=True)"
ENDS = "raise SystemExit(3)"


@pytest.fixture
def children() -> Generator[list[Child]]:
    made: list[Child] = []
    yield made
    stop(made, patience=0)


def child(children: list[Child], tmp_path: Path, code: str, *, talks: bool = False) -> Child:
    made = Child(
        "test", (sys.executable, "-c", code), dict, tmp_path / "logs" / "test.log", talks=talks
    )
    children.append(made)
    return made


def said(made: Child, *, lines: int = 1) -> list[str]:
    """Wait until the child has written so many lines to its log."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if made.log_path.exists():
            found = made.log_path.read_text().splitlines()
            if len(found) >= lines:
                return found
        time.sleep(0.01)
    raise AssertionError("the child said nothing")


def ended(made: Child) -> None:
    assert made.process is not None
    made.process.wait(20)


def runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in {"Z", "X"}
    except OSError:
        return False


def test_a_child_that_ends_is_started_again_after_growing_pauses(
    children: list[Child], tmp_path: Path
) -> None:
    made = child(children, tmp_path, ENDS)
    pauses, now = [], 1000.0

    for _ in range(9):
        made.tick(now)
        ended(made)
        now += 1
        made.tick(now)
        assert made.process is None
        pauses.append(made.not_before - now)
        now = made.not_before

    assert pauses[:4] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE, 8 * FIRST_PAUSE]
    assert pauses[-1] == LONGEST_PAUSE


def test_a_child_that_ran_long_is_started_again_at_once(
    children: list[Child], tmp_path: Path
) -> None:
    made = child(children, tmp_path, ENDS)
    made.pause = LONGEST_PAUSE
    made.tick(1000.0)
    ended(made)

    made.tick(2000.0)

    assert made.not_before == 2000.0 + FIRST_PAUSE


def test_a_child_waits_until_it_is_wanted(children: list[Child], tmp_path: Path) -> None:
    wanted = False
    made = child(children, tmp_path, SLEEPS)
    made.wanted = lambda: wanted
    made.tick(1000.0)
    assert made.process is None

    wanted = True
    made.tick(1001.0)

    assert made.process is not None


def test_a_child_is_told_line_by_line_and_telling_the_dead_is_harmless(
    children: list[Child], tmp_path: Path
) -> None:
    made = child(children, tmp_path, ECHOES, talks=True)
    made.tell()
    made.tick(1000.0)

    made.tell()
    made.tell()

    assert said(made, lines=2) == ["told", "told"]
    made.signal(signal.SIGKILL)
    ended(made)
    for _ in range(3):
        made.tell()


def test_telling_a_child_that_does_not_listen_never_waits(
    children: list[Child], tmp_path: Path
) -> None:
    made = child(children, tmp_path, SLEEPS, talks=True)
    made.tick(1000.0)

    for _ in range(100_000):
        made.tell()


def test_what_a_child_started_ends_with_it(children: list[Child], tmp_path: Path) -> None:
    made = child(children, tmp_path, HAS_A_CHILD)
    made.tick(1000.0)
    grandchild = int(said(made)[0])

    stop(children)

    deadline = time.monotonic() + 10
    while runs(grandchild) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not runs(grandchild)


def test_a_child_that_does_not_hear_is_killed(children: list[Child], tmp_path: Path) -> None:
    made = child(children, tmp_path, DEAF)
    made.tick(1000.0)
    assert said(made) == ["deaf"]

    stop(children, patience=0.2)

    assert made.process is not None
    assert made.process.returncode == -signal.SIGKILL


def test_a_log_that_grew_too_large_is_put_aside_while_somebody_writes(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "test.log"
    with append_to(path) as log:
        log.write(b"old\n" * 10)
        cut(path, at_most=100)
        assert path.stat().st_size == 40
        cut(path, at_most=20)
        log.write(b"new\n")

    assert path.read_bytes() == b"new\n"
    assert path.with_name("test.log.1").read_bytes() == b"old\n" * 10
    assert {each.stat().st_mode & 0o777 for each in path.parent.iterdir()} == {0o600}


def test_a_log_that_is_not_there_is_no_trouble(tmp_path: Path) -> None:
    cut(tmp_path / "none.log")


def test_a_process_ends_with_its_parent_even_if_that_is_killed(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    kid = (
        "import os, pathlib, sys, time; from flows.parent import die_with; "
        "die_with(int(sys.argv[1])); "
        f"pathlib.Path({str(note)!r}).write_text(str(os.getpid())); time.sleep(60)"
    )
    parent = (
        "import os, subprocess, sys, time; "
        f"subprocess.Popen([sys.executable, '-c', {kid!r}, str(os.getpid())]); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", parent])  # noqa: S603 - our own interpreter
    deadline = time.monotonic() + 20
    while not note.exists() or not note.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.01)

    process.kill()
    process.wait()

    while runs(int(note.read_text())):
        assert time.monotonic() < deadline
        time.sleep(0.01)
