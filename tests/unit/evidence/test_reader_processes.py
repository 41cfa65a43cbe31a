"""Readers are processes that may die: nothing else notices, and nothing is left behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it brings no types
import pytest

from gates.evidence.content import Read
from gates.evidence.guard import limits
from gates.evidence.process import asking
from gates.evidence.process.wire import CutOffError, receive_frame, send_frame, unpack
from gates.evidence.reading import Source, read_files
from tests.unit.evidence.documents import placed
from tests.unit.evidence.hostile import busy_pages, docx

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def own_nursery() -> Iterator[None]:
    asking.stop()
    yield
    asking.stop()


def source(folder: Path, name: str = "good.docx", data: bytes | None = None) -> Source:
    return Source(placed(folder, name, docx() if data is None else data), name)


def nursery() -> psutil.Process:
    (found,) = [
        child for child in psutil.Process().children() if "nursery" in " ".join(child.cmdline())
    ]
    return found


def wait_until(true: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_file_that_never_ends_is_stopped_by_its_processor_time(tmp_path: Path) -> None:
    endless = source(tmp_path, "endless.pdf", busy_pages(1_000))

    bad, good = read_files([endless, source(tmp_path)])

    assert "too long" in bad.reason["en"]
    assert bad.kind == "pdf"
    assert bad.sha256
    assert bad.seconds < limits.WALL_SECONDS + 2
    assert good.read is Read.WHOLE


def test_a_file_that_asks_for_too_much_memory_is_stopped(tmp_path: Path) -> None:
    words = "".join(f"<w:p><w:r><w:t>{n * 7919 % 1_000_003}</w:t></w:r></w:p>" for n in range(10))
    many = "".join(words.replace("<w:t>", f"<w:t>{n}") for n in range(150_000))
    assert len(many) < limits.PART_BYTES

    bad, good = read_files([source(tmp_path, "long.docx", docx(many)), source(tmp_path)])

    assert bad.read is Read.REFUSED
    assert "too much memory" in bad.reason["en"] or "too long" in bad.reason["en"]
    assert good.read is Read.WHOLE


def test_a_lost_nursery_is_replaced(tmp_path: Path) -> None:
    (first,) = read_files([source(tmp_path)])
    nursery().kill()

    (second,) = read_files([source(tmp_path)])

    assert (first.read, second.read) == (Read.WHOLE, Read.WHOLE)


def test_the_nursery_ends_with_whoever_started_it(tmp_path: Path) -> None:
    place = source(tmp_path).path
    program = (
        "import sys, time; from pathlib import Path\n"
        "from gates.evidence.reading import Source, read_files\n"
        "print(read_files([Source(Path(sys.argv[1]), 'a')])[0].read.value, flush=True)\n"
        "time.sleep(60)\n"
    )
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program, str(place)], stdout=subprocess.PIPE, cwd=ROOT, text=True
    ) as started:
        assert started.stdout is not None
        assert started.stdout.readline() == "whole\n"
        (child,) = psutil.Process(started.pid).children()

        started.send_signal(signal.SIGKILL)
        started.wait()

    wait_until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_a_reader_knows_no_secret_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JALON_SECRET_KEY", "very-secret")

    read_files([source(tmp_path)])

    assert "JALON_SECRET_KEY" not in nursery().environ()


def test_reading_leaves_no_file_and_no_descriptor_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    sources = [source(tmp_path), source(tmp_path, "endless.csv", b'a;b\n1;"' + b"x" * 200_000)]
    read_files(sources)
    wait_until(lambda: not nursery().children())
    before = psutil.Process().num_fds(), nursery().num_fds()

    for _ in range(5):
        read_files(sources)

    wait_until(lambda: not nursery().children())
    wait_until(lambda: (psutil.Process().num_fds(), nursery().num_fds()) == before)
    assert list(scratch.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"scratch", "good.docx", "endless.csv"}


def test_a_process_that_was_forked_from_us_has_a_nursery_of_its_own(tmp_path: Path) -> None:
    place = source(tmp_path).path
    program = (
        "import os, sys; from pathlib import Path\n"
        "from gates.evidence.reading import Source, read_files\n"
        "read = lambda: read_files([Source(Path(sys.argv[1]), 'a')])[0].read.value\n"
        "assert read() == 'whole'\n"
        "child = os.fork()\n"
        "if not child:\n"
        "    assert read() == 'whole'\n"
        "    sys.exit(0)\n"
        "assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0\n"
        "assert read() == 'whole'\n"
    )

    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-W", "ignore", "-c", program, str(place)],
        cwd=ROOT,
        check=False,
        timeout=60,
        capture_output=True,
        text=True,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_more_files_than_a_package_may_hold_are_refused_unread(tmp_path: Path) -> None:
    one = source(tmp_path, "a.txt", b"words")

    readings = read_files([one] * (limits.FILES + 2))

    assert [reading.read for reading in readings[-3:]] == [
        Read.WHOLE,
        Read.REFUSED,
        Read.REFUSED,
    ]
    assert str(limits.FILES) in readings[-1].reason["en"]


def test_a_package_may_unpack_to_so_much_only(tmp_path: Path) -> None:
    filling = (os.urandom(16 * 1024) + bytes(304 * 1024)) * 192
    sources = [
        source(
            tmp_path,
            f"{number}.docx",
            docx(more={f"word/media/{n}.png": filling for n in range(3)}),
        )
        for number in range(3)
    ]

    readings = read_files(sources)

    assert [reading.read for reading in readings] == [Read.WHOLE, Read.WHOLE, Read.REFUSED]
    assert "together" in readings[-1].reason["en"]


def test_a_name_with_any_sign_comes_back_as_it_went(tmp_path: Path) -> None:
    name = "../dossier/Énoncé\n\u202e\ud83d\ude00.docx".encode("utf-16", "surrogatepass").decode(
        "utf-16"
    )

    (reading,) = read_files([Source(source(tmp_path).path, name)])

    assert (reading.path, reading.read) == (name, Read.WHOLE)


def test_a_pipe_and_a_device_are_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    readings = read_files([Source(pipe, "pipe"), Source(Path(os.devnull), "null")])

    assert [reading.read for reading in readings] == [Read.REFUSED] * 2


@pytest.mark.parametrize("sent", [b"", b"\0\0\0", (2**40).to_bytes(8, "big") + b"x"])
def test_what_is_no_frame_is_told_apart(sent: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(sent)
        theirs.shutdown(socket.SHUT_WR)

        with pytest.raises(CutOffError):
            receive_frame(ours, 1_000_000)


def test_a_frame_comes_as_it_was_sent() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        send_frame(theirs, b"[1]")
        body = receive_frame(ours, 10)

    assert body == b"[1]"
    for broken in (body, b"{"):
        with pytest.raises(CutOffError):
            unpack(broken)
