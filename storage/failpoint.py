"""Named points at which a test may kill the process, to show that nothing is lost there."""

import os
import signal
from pathlib import Path

_wanted = os.environ.get("JALON_FAIL_AT", "")
_trace = os.environ.get("JALON_FAIL_TRACE", "")
_hits: dict[str, int] = {}


def failpoint(name: str) -> None:
    """Die by SIGKILL here if ``JALON_FAIL_AT`` is ``name:n`` and this is the n-th passage.

    With ``JALON_FAIL_TRACE=FILE`` every passage is noted there instead. Without either
    setting, which only tests give, nothing happens.
    """
    if not (_wanted or _trace):
        return
    _hits[name] = _hits.get(name, 0) + 1
    if _trace:
        with Path(_trace).open("a", encoding="utf-8") as notes:
            notes.write(f"{name}\n")
    if _wanted == f"{name}:{_hits[name]}":
        os.kill(os.getpid(), signal.SIGKILL)
