"""A file built to do harm: how it is made, and what must be said of it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Harm:
    """A hostile file.

    ``make`` takes an address, which the file tries to reach where it can try that at all.
    ``said`` are words of the refusal; without any the file may also be read as data.
    """

    make: Callable[[str], bytes]
    said: str = ""


def fixed(make: Callable[[], bytes], said: str = "") -> Harm:
    """Return a hostile file that calls nobody."""
    return Harm(lambda _address: make(), said)
