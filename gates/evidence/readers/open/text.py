"""Texts in the open format (odt): paragraphs, tables, and what stands around them."""

from collections.abc import Iterator

from lxml import etree

from gates.evidence.content import Cell, Content, Table
from gates.evidence.guard import limits
from gates.evidence.guard.open_document import CONTENT, STYLES, OpenDocument
from gates.evidence.guard.safe_tree import local_name, parse
from gates.evidence.readers.gathering import Gathering
from gates.evidence.readers.numbers import day_of, number_of
from gates.evidence.readers.open.properties import properties_of
from gates.evidence.readers.open.words import (
    Changes,
    Words,
    attribute,
    read_words,
    repeated,
    tidy,
)

_CONTAINERS = {
    *("section", "list", "list-item", "list-header", "index-body", "table-of-content"),
    *("illustration-index", "table-index", "alphabetical-index", "bibliography", "index-title"),
    *("table-header-rows", "note-body", "text", "page-sequence", "numbered-paragraph"),
}
_ROWS = {"table-row", "table-header-rows", "table-rows", "table-row-group"}
_LONGEST_CELL = 32_767
_DEEPEST_HEADING = 9
_AROUND = {
    **dict.fromkeys(("header", "header-left", "header-first"), "header"),
    **dict.fromkeys(("footer", "footer-left", "footer-first"), "footer"),
}


def read_open_text(document: OpenDocument) -> tuple[Content, bool]:
    """Return the content of an open text, and whether all of it was kept.

    Raises:
        RefusedError: A part is damaged.
    """
    gathering = Gathering()
    root = parse(document.archive.read(CONTENT), CONTENT)
    blocks = _Blocks(gathering, _titles(root))
    for body in root.iter(etree.Element):
        if local_name(body) == "body":
            for text in body:
                if local_name(text) == "text":
                    blocks.walk(text)
            break
    if STYLES in document.archive:
        blocks.around(parse(document.archive.read(STYLES), STYLES))
    title, author = properties_of(document)
    content = gathering.content(title=title or blocks.title, author=author, images=blocks.images)
    return content, not gathering.full


def _titles(root: etree._Element) -> frozenset[str]:
    """Return the styles that stand for the title of the document."""
    return frozenset(
        {"Title"}
        | {
            attribute(element, "name")
            for element in root.iter(etree.Element)
            if local_name(element) == "style" and attribute(element, "parent-style-name") == "Title"
        }
    )


class _Blocks:
    """Walks through a document and gathers what it meets, each with its place."""

    def __init__(self, gathering: Gathering, titles: frozenset[str]) -> None:
        self.gathering = gathering
        self.images = 0
        self.title = ""
        self._titles = titles
        self._changes = Changes()
        self._counts = {"paragraph": 0, "table": 0, "text box": 0, "footnote": 0, "comment": 0}
        self._heading = ""

    def walk(self, parent: etree._Element) -> None:
        """Gather the blocks of the body."""
        for block in _blocks(parent):
            name = local_name(block)
            if name == "table":
                self._table(block, self._next("table"))
            elif name == "tracked-changes":
                self._track(block)
            elif name in {"frame", "custom-shape"}:
                self._hanging(read_words(_holding(block), self._changes), "page")
            else:
                self._paragraph(block)

    def around(self, styles: etree._Element) -> None:
        """Gather headers and footers, which stand with the styles of pages."""
        counts = {"header": 0, "footer": 0}
        for element in styles.iter(etree.Element):
            part = _AROUND.get(local_name(element), "")
            # Styles have settings of the same name, which hold no text.
            if part and any(True for _ in _blocks(element)):
                counts[part] += 1
                self._part(element, part, f"{part} {counts[part]}")

    def _next(self, kind: str) -> str:
        self._counts[kind] += 1
        return f"{kind} {self._counts[kind]}"

    def _track(self, block: etree._Element) -> None:
        """Note what was deleted, and which marks are those of insertions."""
        for region in block:
            key = attribute(region, "id")
            for change in region:
                if local_name(change) == "insertion":
                    self._changes.insertions.add(key)
                elif local_name(change) == "deletion":
                    texts = [
                        tidy(read_words(one, Changes()).text)
                        for one in _blocks(change)
                        if local_name(one) != "table"
                    ]
                    self._changes.deleted[key] = "\n".join(filter(None, texts))

    def _paragraph(self, element: etree._Element) -> None:
        words = read_words(element, self._changes)
        text = tidy(words.text)
        if text or words.prompts or any(words.removed):
            self._counts["paragraph"] += 1
        place = f"paragraph {self._counts['paragraph']}"
        level = 0
        if text and local_name(element) == "h":
            level = min(_DEEPEST_HEADING, repeated(element, "outline-level"))
        elif text and attribute(element, "style-name") in self._titles:
            level = 1
            self.title = self.title or text
        self.gathering.say(text, place, level=level)
        if level:
            self._heading = text
        self._hanging(words, place)

    def _hanging(self, words: Words, place: str) -> None:
        """Gather what hangs on a paragraph: changes, prompts, boxes, notes and comments."""
        self.gathering.say(tidy(words.inserted), place, part="inserted")
        self.gathering.say("\n".join(filter(None, words.removed)), place, part="deleted")
        self.gathering.say(tidy(words.prompts), place, part="prompt")
        self.images += words.pictures
        for box in words.boxes:
            self._part(box, "text box", self._next("text box"))
        for note in words.notes:
            self._part(note, "note", self._next("footnote"))
        for comment in words.comments:
            self._part(comment, "comment", self._next("comment"))

    def _part(self, parent: etree._Element, part: str, place: str) -> None:
        """Gather the blocks of a part beside the body, all under one place."""
        tables = 0
        for block in _blocks(parent):
            if local_name(block) == "table":
                tables += 1
                self._table(block, f"{place}, table {tables}")
            elif local_name(block) in {"p", "h"}:
                words = read_words(block, self._changes)
                self.gathering.say(tidy(words.text), place, part=part)
                self._hanging(words, place)

    def _table(self, element: etree._Element, place: str) -> None:
        after = len(self.gathering.paragraphs)
        rows: list[tuple[Cell, ...]] = []
        kept = 0
        for row in _rows(element):
            for _ in range(repeated(row, "number-rows-repeated", limits.SHEETS)):
                cells = self._row(row, f"{place}, row {len(rows) + 1}")
                rows.append(tuple(cells))
                kept += len(cells)
            if kept > limits.KEPT_CELLS:
                break
        self.gathering.lay(
            Table(title=self._heading, location=place, after=after, rows=tuple(rows))
        )

    def _row(self, row: etree._Element, place: str) -> list[Cell]:
        cells: list[Cell] = []
        nested = 0
        for element in row:
            if local_name(element) not in {"table-cell", "covered-table-cell"}:
                continue
            texts = []
            for block in _blocks(element):
                if local_name(block) == "table":
                    nested += 1
                    self._table(block, f"{place}, table {nested}")
                elif local_name(block) in {"p", "h"}:
                    words = read_words(block, self._changes)
                    texts.append(tidy(words.text))
                    self._hanging(words, place)
            text = "\n".join(filter(None, texts))[:_LONGEST_CELL]
            number, unit = number_of(text)
            cell = Cell(value=text, number=number, unit=unit, day=day_of(text), location=place)
            cells.extend([cell] * repeated(element, "number-columns-repeated"))
            if len(cells) > limits.TEXT_COLUMNS:
                break
        return cells


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs, tables and shapes, through all that may stand around them."""
    for child in parent:
        name = local_name(child)
        if name in {"p", "h", "table", "tracked-changes", "frame", "custom-shape"}:
            yield child
        elif name in _CONTAINERS:
            yield from _blocks(child)


def _holding(shape: etree._Element) -> etree._Element:
    """Return a paragraph that a shape hangs on; those on a page have none."""
    paragraph = etree.Element("p")
    paragraph.append(shape)
    return paragraph


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        name = local_name(child)
        if name == "table-row":
            yield child
        elif name in _ROWS:
            yield from _rows(child)
