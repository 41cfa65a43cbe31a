"""Presentations (pptx): the text of slides in their order, tables, notes and comments."""

from collections.abc import Iterator

from lxml import etree

from gates.evidence.content import Cell, Content, Table
from gates.evidence.guard import limits
from gates.evidence.guard.office import OfficeFile
from gates.evidence.guard.safe_tree import local_name, parse
from gates.evidence.readers.core_properties import core_properties
from gates.evidence.readers.gathering import Gathering
from gates.evidence.readers.numbers import day_of, number_of

_TITLES = {"title", "ctrTitle"}
_UNREAD = {"sldNum", "dt", "ftr", "hdr", "sldImg"}
_SIGNS = {"tab": "\t", "br": "\n"}
_LONGEST_CELL = 32_767


def read_slides(office: OfficeFile) -> tuple[Content, bool]:
    """Return the content of a presentation, and whether all of it was kept.

    Raises:
        RefusedError: A part is damaged.
    """
    gathering = Gathering()
    reader = _Slides(office, gathering)
    names = _in_order(office)
    for number, name in enumerate(names, start=1):
        reader.slide(name, f"slide {number}")
    properties = core_properties(office)
    content = gathering.content(
        title=properties.title or reader.title,
        author=properties.author,
        images=reader.images,
        pages=len(names),
    )
    return content, not gathering.full


def _in_order(office: OfficeFile) -> list[str]:
    """Return the slides in the order in which they are shown."""
    targets = {
        link.id: link.target
        for link in office.relations
        if link.source == office.main and link.kind == "slide" and link.target in office.archive
    }
    listed: list[str] = []
    for element in parse(office.archive.read(office.main), office.main).iter(etree.Element):
        if local_name(element) == "sldId":
            keys = (str(value) for value in element.attrib.values())
            listed.extend(targets[key] for key in keys if key in targets)
    return listed


class _Slides:
    """Gathers what stands on slides; a title is a heading."""

    def __init__(self, office: OfficeFile, gathering: Gathering) -> None:
        self.office = office
        self.gathering = gathering
        self.images = 0
        self.title = ""
        self._heading = ""

    def slide(self, name: str, place: str) -> None:
        """Gather a slide, what was drawn by diagrams, its notes and comments."""
        self._heading = ""
        self._shapes(parse(self.office.archive.read(name), name), place)
        for diagram in self.office.related("diagramData", name):
            for text in _paragraphs(parse(self.office.archive.read(diagram), diagram)):
                self.gathering.say(text, place, part="text box")
        for note in self.office.related("notesSlide", name):
            for shape in _named(parse(self.office.archive.read(note), note), "sp"):
                if _place_of(shape) not in _UNREAD:
                    for text in _paragraphs(shape):
                        self.gathering.say(text, place, part="note")
        for comments in self.office.related("comments", name):
            for one in parse(self.office.archive.read(comments), comments).iter(etree.Element):
                if local_name(one) == "text":
                    self.gathering.say((one.text or "").strip(), place, part="comment")

    def _shapes(self, root: etree._Element, place: str) -> None:
        """Gather shapes, the title first; those in groups count like the others."""
        shapes = [shape for shape in _shapes(root) if _place_of(shape) not in _UNREAD]
        shapes.sort(key=lambda shape: _place_of(shape) not in _TITLES)
        tables = 0
        for shape in shapes:
            name = local_name(shape)
            if name == "pic":
                self.images += 1
            elif name == "sp":
                self._text(shape, place)
            for table in _named(shape, "tbl") if name == "graphicFrame" else ():
                tables += 1
                self._table(table, f"{place}, table {tables}")

    def _text(self, shape: etree._Element, place: str) -> None:
        title = _place_of(shape) in _TITLES
        for text in _paragraphs(shape):
            if title and not self._heading:
                self._heading = text
                self.title = self.title or text
            self.gathering.say(text, place, level=1 if title else 0)

    def _table(self, element: etree._Element, place: str) -> None:
        rows: list[tuple[Cell, ...]] = []
        for number, row in enumerate(_named(element, "tr"), start=1):
            location = f"{place}, row {number}"
            rows.append(tuple(_cell(cell, location) for cell in row if local_name(cell) == "tc"))
            if sum(map(len, rows)) > limits.KEPT_CELLS:
                break
        self.gathering.lay(
            Table(
                title=self._heading,
                location=place,
                after=len(self.gathering.paragraphs),
                rows=tuple(rows),
            )
        )


def _cell(element: etree._Element, location: str) -> Cell:
    """Return a cell; of a merged place the first holds the text."""
    merged = any(element.get(name) in {"1", "true"} for name in ("hMerge", "vMerge"))
    text = "" if merged else "\n".join(_paragraphs(element))[:_LONGEST_CELL]
    number, unit = number_of(text)
    return Cell(value=text, number=number, unit=unit, day=day_of(text), location=location)


def _named(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    return (element for element in parent.iter(etree.Element) if local_name(element) == name)


def _shapes(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the shapes of a slide; of several ways to draw one, the first."""
    waiting = list(root)
    while waiting:
        element = waiting.pop(0)
        name = local_name(element)
        if name in {"sp", "pic", "graphicFrame"}:
            yield element
        elif name == "AlternateContent":
            waiting = [*list(element)[:1], *waiting]
        elif name in {"cSld", "spTree", "grpSp", "Choice", "Fallback"}:
            waiting = [*element, *waiting]


def _place_of(shape: etree._Element) -> str:
    """Return what a shape stands for on its slide: title, body, number of the slide."""
    for element in _named(shape, "ph"):
        return str(element.get("type", "body"))
    return ""


def _paragraphs(parent: etree._Element) -> Iterator[str]:
    for paragraph in _named(parent, "p"):
        pieces = []
        for element in paragraph.iter(etree.Element):
            name = local_name(element)
            if name == "t":
                pieces.append(element.text or "")
            elif name in _SIGNS:
                pieces.append(_SIGNS[name])
        text = "".join(pieces).strip()
        if text:
            yield text
