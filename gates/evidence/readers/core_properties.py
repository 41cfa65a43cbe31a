"""Title and author, as an office file states them."""

from dataclasses import dataclass

from gates.evidence.guard.office import OfficeFile
from gates.evidence.guard.safe_tree import local_name, parse

_LONGEST = 500


@dataclass(frozen=True)
class Properties:
    """What a file says of itself; empty where it says nothing."""

    title: str = ""
    author: str = ""


def core_properties(office: OfficeFile) -> Properties:
    """Return title and author of an office file.

    Raises:
        RefusedError: The part that holds them is damaged.
    """
    for name in office.related("core-properties", source=""):
        found = {
            local_name(child): (child.text or "").strip()[:_LONGEST]
            for child in parse(office.archive.read(name), name)
        }
        return Properties(found.get("title", ""), found.get("creator", ""))
    return Properties()
