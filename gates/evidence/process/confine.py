"""What a reader's process may use: processor, time, memory, and nothing that it could write to.

It may call nobody and start nothing either: see ``seal``.
"""

import contextlib
import resource
import signal
from pathlib import Path

from gates.evidence.guard import limits
from gates.evidence.process.seal import seal

_STATM = Path("/proc/self/statm")
_UNKNOWN_MAPPED = 1024 * limits.MIB
_FILES = 64
_HARD_CPU_SECONDS = limits.CPU_SECONDS_LARGE + 5


def confine() -> None:
    """Set the limits of this process; the system ends it when it oversteps them."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, _FILES))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS, _HARD_CPU_SECONDS))
    # Some systems know the limit and do not let it be set.
    with contextlib.suppress(ValueError, OSError):
        most = limits.MEMORY_BYTES + _mapped_but_untouched()
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    for number in (signal.SIGALRM, signal.SIGXCPU):
        signal.signal(number, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.WALL_SECONDS)
    seal()


def allow_more() -> None:
    """Give a large file that the guard has passed more time, once."""
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CPU_SECONDS_LARGE, _HARD_CPU_SECONDS))
    signal.setitimer(signal.ITIMER_REAL, limits.WALL_SECONDS_LARGE)


def _mapped_but_untouched() -> int:
    """Return how much of the address space is libraries and stacks that take no memory.

    The system limits addresses, not memory; without this the libraries that every reader maps
    would count against the file.
    """
    if not _STATM.exists():
        return _UNKNOWN_MAPPED
    mapped, resident = map(int, _STATM.read_text().split()[:2])
    return (mapped - resident) * resource.getpagesize()
