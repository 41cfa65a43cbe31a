"""What a reader's process cannot do, even if a file took it over."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gates.evidence.process.confine import confine
from gates.evidence.process.seal import seal

REFUSED, DONE, OTHER = 3, 4, 5


def call_out() -> None:
    socket.create_connection(("127.0.0.1", 9), timeout=1)


def send_a_datagram() -> None:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9))


def speak_to_a_local_service() -> None:
    socket.socket(socket.AF_UNIX).connect("/run/none")


def start_a_program() -> None:
    os.execv("/bin/true", ["true"])  # noqa: S606 - it must be refused


def start_a_child() -> None:
    os.fork()


def start_a_shell() -> None:
    subprocess.run(["/bin/true"], check=True)


def write_a_file() -> None:
    # The system would end the process here; the signal is set aside to see the refusal.
    import signal  # noqa: PLC0415 - only in the process that is tried

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    Path(tempfile.gettempdir(), f"jalon-{os.getpid()}").write_bytes(b"x")


def outcome(act: Callable[[], None]) -> int:
    """Do an act in a confined process of its own; tell how it ended."""
    pid = os.fork()
    if not pid:
        code = OTHER
        try:
            confine()
            act()
            code = DONE
        except OSError:
            code = REFUSED
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's")
@pytest.mark.parametrize(
    "act",
    [
        call_out,
        send_a_datagram,
        speak_to_a_local_service,
        start_a_program,
        start_a_child,
        start_a_shell,
        write_a_file,
    ],
)
def test_a_confined_process_is_refused(act: Callable[[], None]) -> None:
    assert outcome(act) == REFUSED


@pytest.mark.skipif(sys.platform != "linux", reason="the filter is Linux's")
def test_the_seal_holds_here() -> None:
    pid = os.fork()
    if not pid:
        os._exit(0 if seal() else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_a_confined_process_still_reads_and_answers() -> None:
    def work() -> None:
        ours, theirs = socket.socketpair()
        ours.sendall(Path(__file__).read_bytes()[:10])
        assert theirs.recv(10)

    assert outcome(work) == DONE
