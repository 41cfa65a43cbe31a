"""Fewer rounds of the garbage collector while very many values live for a moment."""

import gc
import threading
from collections.abc import Generator
from contextlib import contextmanager

MANY = 200_000
"""So many more values may stand before they are looked through; by default it is 700."""

_lock = threading.Lock()
_standing: list[tuple[int, int, int]] = []


@contextmanager
def collecting_less() -> Generator[None]:
    """Look for garbage in circles less often: what was read of documents has none.

    Whoever leaves last puts back what the first one found.
    """
    with _lock:
        _standing.append(_standing[0] if _standing else gc.get_threshold())
        gc.set_threshold(MANY, *_standing[0][1:])
    try:
        yield
    finally:
        with _lock:
            before = _standing.pop()
            if not _standing:
                gc.set_threshold(*before)
