"""The elements of Microsoft Project's XML, in the order in which they are added."""

from datetime import date, datetime, time
from typing import Any

from lxml import etree

NAMESPACE = "http://schemas.microsoft.com/project"
MORNING, EVENING = time(8), time(17)


def moment(day: date, hour: time) -> str:
    """Write a day and an hour as Project does."""
    return datetime.combine(day, hour).isoformat()


def add(parent: Any, name: str) -> Any:
    """Add an empty element and return it."""
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")


def fill(parent: Any, **values: object) -> None:
    """Add one element with its text for each value."""
    for name, value in values.items():
        add(parent, name).text = str(value)
