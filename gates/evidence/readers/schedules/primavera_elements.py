"""Elements of a PMXML file by their local names, and their simple fields."""

from collections.abc import Iterator

from lxml import etree

from gates.evidence.guard.safe_tree import local_name
from gates.evidence.readers.project_values import LONGEST_NAME

Row = dict[str, str]


def children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the elements of a name."""
    return (child for child in parent if local_name(child) == name)


def has(parent: etree._Element, name: str) -> bool:
    """Tell whether there is an element of a name."""
    return next(children(parent, name), None) is not None


def fields_of(element: etree._Element) -> Row:
    """Return the simple fields of an element; of a repeated field the first."""
    fields: Row = {}
    for child in element:
        if len(child) == 0 and child.text:
            fields.setdefault(local_name(child), child.text.strip()[:LONGEST_NAME])
    return fields


def rows_of(parent: etree._Element, name: str) -> Iterator[Row]:
    """Yield the fields of each element of a name."""
    return (fields_of(child) for child in children(parent, name))
