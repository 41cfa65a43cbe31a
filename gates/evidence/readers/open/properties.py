"""Title and author, as an open document states them."""

from lxml import etree

from gates.evidence.guard.open_document import META, OpenDocument
from gates.evidence.guard.safe_tree import local_name, parse

_LONGEST = 500


def properties_of(document: OpenDocument) -> tuple[str, str]:
    """Return title and author of an open document; empty where it says nothing.

    Raises:
        RefusedError: The part that holds them is damaged.
    """
    if META not in document.archive:
        return "", ""
    found: dict[str, str] = {}
    for element in parse(document.archive.read(META), META).iter(etree.Element):
        if len(element) == 0 and element.text:
            found.setdefault(local_name(element), element.text.strip()[:_LONGEST])
    return found.get("title", ""), found.get("initial-creator") or found.get("creator", "")
