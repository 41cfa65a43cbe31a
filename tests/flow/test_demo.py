"""``jalon demo``: two real projects through all their gates, and nothing left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

DEADLINE = 180
"""Seconds; alone on two cores it takes less than half of it."""

TEMPORARY = "jalon-demo-"


def environment(folder: Path) -> dict[str, str]:
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("JALON_", "PREFECT_"))}
    return kept | {"TMPDIR": str(folder), "HOME": str(folder), "PYTHONUNBUFFERED": "1"}


def left_behind(folder: Path) -> list[str]:
    """What still runs for the demonstration of this folder, by its command line and settings."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            said = (place / "cmdline").read_bytes() + (place / "environ").read_bytes()
        except OSError:
            continue
        if str(folder).encode() in said and place.name != str(os.getpid()):
            found.append((place / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


def test_the_demo_takes_both_projects_to_closure_and_stops(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jalon", "demo", "--lang", "fr"],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "CHALEUR-F2 est clos" in done.stdout
    assert "NHG-PORTAL est clos" in done.stdout
    assert "\x1b[" not in done.stdout
    assert left_behind(tmp_path) == []
    assert list(tmp_path.glob(f"{TEMPORARY}*")) == []


def test_a_demo_that_is_ended_leaves_nothing_behind(tmp_path: Path) -> None:
    demo = begun(tmp_path)

    demo.send_signal(signal.SIGTERM)
    demo.communicate(timeout=DEADLINE)

    assert demo.returncode == 130
    assert left_behind(tmp_path) == []
    assert list(tmp_path.glob(f"{TEMPORARY}*")) == []


def test_a_demo_whose_product_dies_says_so_in_one_sentence(tmp_path: Path) -> None:
    demo = begun(tmp_path)

    os.kill(product_of(tmp_path), signal.SIGTERM)
    _, said = demo.communicate(timeout=DEADLINE)

    assert demo.returncode == 1
    assert len(said.strip().splitlines()) == 1, said
    assert left_behind(tmp_path) == []


def begun(folder: Path) -> subprocess.Popen[str]:
    """Start a demonstration and wait until its pages answer."""
    demo = subprocess.Popen(
        [sys.executable, "-m", "jalon", "demo", "--lang", "en"],
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert demo.stdout is not None
    line, end = "", time.monotonic() + DEADLINE
    while "pages answer" not in line and demo.poll() is None and time.monotonic() < end:
        line = demo.stdout.readline()
    assert "pages answer" in line
    return demo


def product_of(folder: Path) -> int:
    """The process of ``jalon up`` that a demonstration started."""
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"up" in words and any(word.startswith(str(folder).encode()) for word in words):
            return int(place.name)
    raise AssertionError(folder)
