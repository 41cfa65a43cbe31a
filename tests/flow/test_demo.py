"""``jalon demo``: two real projects through all their gates, and nothing left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_demo_takes_both_projects_to_closure_and_stops(language: str, tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "jalon", "demo", "--lang", language],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    closed = {"fr": "est clos", "en": "is closed"}[language]
    assert [line for line in done.stdout.splitlines() if f"CHALEUR-F2 {closed}" in line]
    assert [line for line in done.stdout.splitlines() if f"NHG-PORTAL {closed}" in line]
    assert "\x1b[" not in done.stdout
    assert left_behind(tmp_path) == []
    assert list(tmp_path.glob(f"{TEMPORARY}*")) == []


def test_a_demo_that_is_ended_leaves_nothing_behind(tmp_path: Path) -> None:
    demo = subprocess.Popen(
        [sys.executable, "-m", "jalon", "demo", "--lang", "en"],
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert demo.stdout is not None
    line = ""
    end = time.monotonic() + DEADLINE
    while "pages answer" not in line and demo.poll() is None and time.monotonic() < end:
        line = demo.stdout.readline()

    demo.send_signal(signal.SIGTERM)
    demo.communicate(timeout=DEADLINE)

    assert "pages answer" in line
    assert demo.returncode == 130
    assert left_behind(tmp_path) == []
    assert list(tmp_path.glob(f"{TEMPORARY}*")) == []
