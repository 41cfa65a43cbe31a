"""Tasks that stand inside one another in XML."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from gates.evidence.guard.safe_tree import local_name


class Nested(NamedTuple):
    """A task with its depth, its outline number, and whether other tasks stand inside it."""

    element: etree._Element
    level: int
    number: str
    parental: bool


def within(root: etree._Element, group: str, name: str) -> Iterator[Nested]:
    """Yield the elements of a name below a group, in the order of the file."""
    groups = [parent for parent in root if local_name(parent) == group]
    waiting = [
        (child, 1, str(place)) for parent in groups for place, child in _inside(parent, name)
    ]
    waiting.reverse()
    while waiting:
        element, level, number = waiting.pop()
        below = [(child, level + 1, f"{number}.{place}") for place, child in _inside(element, name)]
        yield Nested(element, level, number, bool(below))
        waiting.extend(reversed(below))


def _inside(parent: etree._Element, name: str) -> Iterator[tuple[int, etree._Element]]:
    return enumerate((child for child in parent if local_name(child) == name), start=1)
