"""Which styles of a Word document are headings, in whatever language they are named."""

import re
from dataclasses import dataclass

from lxml import etree

from gates.evidence.guard.safe_tree import local_name

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"

_HEADING = re.compile(r"heading ([1-9])\Z", re.IGNORECASE)
_MOST_ANCESTORS = 20
_DEEPEST = 9


@dataclass(frozen=True)
class Styles:
    """Levels of headings by style, and the styles of titles and captions."""

    levels: dict[str, int]
    titles: frozenset[str]
    captions: frozenset[str]


@dataclass(frozen=True)
class _Style:
    name: str
    parent: str
    level: int | None


def value_of(element: etree._Element | None, name: str = "val") -> str:
    """Return an attribute of the word processing namespace, in either edition of the standard."""
    if element is None:
        return ""
    found = element.get(f"{W}{name}") or element.get(f"{STRICT}{name}") or ""
    return str(found)


def child_of(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first child by local names, one after the other."""
    for name in path:
        if element is None:
            return None
        element = next((child for child in element if local_name(child) == name), None)
    return element


def outline_level(properties: etree._Element | None) -> int | None:
    """Return the level (1 to 9) that paragraph properties set, 0 for body text, None if unset."""
    text = value_of(child_of(properties, "outlineLvl"))
    if not text.isdecimal():
        return None
    return int(text[:2]) + 1 if int(text[:2]) < _DEEPEST else 0


def read_styles(root: etree._Element) -> Styles:
    """Read the styles part."""
    styles: dict[str, _Style] = {}
    for element in root:
        if local_name(element) == "style":
            name = value_of(child_of(element, "name"))
            heading = _HEADING.match(name)
            styles[value_of(element, "styleId")] = _Style(
                name=name.lower(),
                parent=value_of(child_of(element, "basedOn")),
                level=int(heading[1]) if heading else outline_level(child_of(element, "pPr")),
            )
    levels = {identity: _level(identity, styles) for identity in styles}
    return Styles(
        {identity: level for identity, level in levels.items() if level},
        frozenset(identity for identity, style in styles.items() if style.name == "title"),
        frozenset(identity for identity, style in styles.items() if style.name == "caption"),
    )


def _level(identity: str, styles: dict[str, _Style]) -> int:
    for _ in range(_MOST_ANCESTORS):
        style = styles.get(identity)
        if style is None:
            return 0
        if style.level is not None:
            return style.level
        identity = style.parent
    return 0
