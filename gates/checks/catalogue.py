"""Every check by its id, in the order of the numbers. A new check is one module in its area."""

import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import ModuleType

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


def _checks() -> Iterator[Check]:
    for area in AREAS:
        for module in _modules(area):
            yield from (each for each in vars(module).values() if isinstance(each, Check))


def _modules(area: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(area.__path__, f"{area.__name__}."):
        yield import_module(found.name)


CHECKS: Mapping[str, Check] = {
    found.id: found for found in sorted(_checks(), key=lambda each: each.number)
}
