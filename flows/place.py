"""The installation that a process works on, opened once, and the clock."""

from datetime import UTC, datetime
from functools import cache

from lifecycle.installation import Installation, Place, open_installation


@cache
def installation() -> Installation:
    """Return the installation that the environment names."""
    return open_installation(Place.from_environment())


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)
