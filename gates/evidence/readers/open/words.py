"""The text of one paragraph of an open document, and what hangs on it."""

from dataclasses import dataclass, field

from lxml import etree

from gates.evidence.guard import limits
from gates.evidence.guard.safe_tree import local_name

_SIGNS = {"tab": "\t", "line-break": "\n"}
_SKIPPED = {"annotation-end", "bookmark", "bookmark-start", "bookmark-end", "ruby-text"}
_MOST_SPACES = 100
_SPACE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
P = f"{{{_SPACE.format('text')}}}p"
ANNOTATION = f"{{{_SPACE.format('office')}}}annotation"
CELLS = {f"{{{_SPACE.format('table')}}}{name}" for name in ("table-cell", "covered-table-cell")}
TABLE = f"{{{_SPACE.format('table')}}}table"
SPREADSHEET = f"{{{_SPACE.format('office')}}}spreadsheet"
STYLE = f"{{{_SPACE.format('style')}}}style"
SPANS = tuple(f"{{{_SPACE.format('table')}}}number-{name}-spanned" for name in ("columns", "rows"))
"""Whole names of elements that sheets hold, or stand among, in great numbers."""

_KEYS = {
    name: tuple(f"{{{_SPACE.format(space)}}}{name}" for space in spaces)
    for spaces, names in {
        ("table",): "number-columns-repeated number-rows-repeated number-columns-spanned "
        "number-rows-spanned visibility formula display",
        ("office",): "value-type value currency date-value boolean-value",
        ("text",): "outline-level c change-id",
        ("style",): "parent-style-name",
        ("table", "text"): "style-name",
        ("table", "style"): "name",
    }.items()
    for name in names.split()
} | {"id": (f"{{{_SPACE.format('text')}}}id", "{http://www.w3.org/XML/1998/namespace}id")}
"""The attributes that are read, each with the namespaces that it may stand in."""


@dataclass
class Words:
    """What stands in a paragraph; boxes, notes and comments are elements of their own."""

    text: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    prompts: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    comments: list[etree._Element] = field(default_factory=list)
    pictures: int = 0


@dataclass
class Changes:
    """The tracked changes of a document: what was deleted, by its mark, and what is open."""

    deleted: dict[str, str] = field(default_factory=dict)
    insertions: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)


def read_words(paragraph: etree._Element, changes: Changes) -> Words:
    """Read a paragraph; an insertion may go on from the one before it."""
    words = Words()
    _walk(paragraph, words, words.text, changes)
    return words


def tidy(pieces: list[str]) -> str:
    """Return pieces of text as one, without spaces around it."""
    return "".join(pieces).replace("\u00ad", "").strip()


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its local name, empty where there is none."""
    for key in _KEYS[name]:
        value = element.get(key)
        if value is not None:
            return str(value)
    return ""


def repeated(element: etree._Element, name: str, most: int = limits.TEXT_COLUMNS) -> int:
    """Return how many times an element stands, at most so many."""
    text = attribute(element, name)
    return max(1, min(most, int(text[:8]))) if text.isdecimal() else 1


def _walk(element: etree._Element, words: Words, into: list[str], changes: Changes) -> None:
    _say(element.text, words, into, changes)
    for child in element:
        _one(child, local_name(child), words, into, changes)
        _say(child.tail, words, into, changes)


def _say(text: str | None, words: Words, into: list[str], changes: Changes) -> None:
    if text:
        # Line ends and indents of the XML itself are no text.
        plain = " ".join(text.split()) if "\n" in text else text
        if "\n" in text:
            plain = f"{' ' * text[0].isspace()}{plain}{' ' * (bool(plain) and text[-1].isspace())}"
        into.append(plain)
        if changes.open:
            words.inserted.append(plain)


def _one(  # noqa: C901 - one case an element of a paragraph
    child: etree._Element, name: str, words: Words, into: list[str], changes: Changes
) -> None:
    if name in _SIGNS:
        into.append(_SIGNS[name])
    elif name == "s":
        into.append(" " * repeated(child, "c", _MOST_SPACES))
    elif name in _SKIPPED:
        return
    elif name == "note":
        words.notes.append(child)
    elif name == "annotation":
        words.comments.append(child)
    elif name == "placeholder":
        _walk(child, words, words.prompts, changes)
    elif name == "change-start":
        if attribute(child, "change-id") in changes.insertions:
            changes.open.add(attribute(child, "change-id"))
    elif name == "change-end":
        changes.open.discard(attribute(child, "change-id"))
    elif name == "change":
        words.removed.append(changes.deleted.get(attribute(child, "change-id"), ""))
    elif name in {"frame", "custom-shape", "rect", "g", "text-box"}:
        _hang(child, words)
    else:
        _walk(child, words, into, changes)


def _hang(shape: etree._Element, words: Words) -> None:
    """Keep the boxes of a shape, the outer ones only, and count its pictures."""
    waiting = [shape]
    while waiting:
        element = waiting.pop(0)
        name = local_name(element)
        if name == "text-box" or (
            name in {"custom-shape", "rect"} and any(local_name(one) == "p" for one in element)
        ):
            words.boxes.append(element)
        elif name in {"image", "object"}:
            words.pictures += 1
            if name == "object":
                break
        else:
            waiting.extend(element)
