"""Public holidays of a person's country, from the holidays package."""

from collections.abc import Container
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=64)
def holidays_of(country: str) -> Container[date]:
    """Return the public holidays of a country by its ISO code; none for an unknown one."""
    import holidays  # noqa: PLC0415 - loading it costs 0.1 s, and most acts need no holiday

    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        return frozenset()
