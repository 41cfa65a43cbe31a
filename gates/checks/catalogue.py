"""Every check by its id. A new knowledge area is one import and one word in AREAS."""

from collections.abc import Mapping

from gates.checks import (
    communication,
    cost,
    integration,
    people,
    procurement,
    quality,
    risk,
    schedule,
    scope,
)
from gates.checks.check import Check

AREAS = (
    integration,
    scope,
    schedule,
    cost,
    quality,
    people,
    communication,
    risk,
    procurement,
)

CHECKS: Mapping[str, Check] = {
    found.id: found for area in AREAS for found in vars(area).values() if isinstance(found, Check)
}
