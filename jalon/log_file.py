"""Log files of bounded size, written by processes that know nothing of it."""

import os
from pathlib import Path
from typing import BinaryIO

MOST_BYTES = 5 * 1024 * 1024


def append_to(path: Path) -> BinaryIO:
    """Open a log for appending, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    return os.fdopen(handle, "ab", buffering=0)


def cut(path: Path, *, at_most: int = MOST_BYTES) -> None:
    """Put a log that grew too large aside, in place of the one before, and empty it.

    Who writes appends, so that it goes on at the new end.
    """
    try:
        if path.stat().st_size <= at_most:
            return
        kept = path.with_name(f"{path.name}.1")
        with path.open("rb") as source, append_to(kept) as target:
            os.truncate(kept, 0)
            while block := source.read(1 << 20):
                target.write(block)
        os.truncate(path, 0)
    except FileNotFoundError:
        return
