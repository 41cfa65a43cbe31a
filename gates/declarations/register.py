"""Every declared check by its id, in the order of the numbers."""

from collections.abc import Mapping

from gates.declarations import (
    communication,
    cost,
    integration,
    integration_records,
    people,
    procurement,
    quality,
    risk,
    schedule,
    schedule_health,
    scope,
)
from gates.declarations.declaration import Declaration

AREAS = (
    integration,
    integration_records,
    scope,
    schedule,
    schedule_health,
    cost,
    quality,
    people,
    communication,
    risk,
    procurement,
)

DECLARED: Mapping[str, Declaration] = {
    declared.id: declared
    for declared in sorted(
        (each for area in AREAS for each in area.DECLARED), key=lambda each: each.number
    )
}
