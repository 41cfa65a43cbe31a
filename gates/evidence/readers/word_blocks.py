"""Paragraphs and tables of a Word document, walked in reading order."""

from collections.abc import Iterator

from lxml import etree

from gates.evidence.content import Cell, Table
from gates.evidence.guard import limits
from gates.evidence.guard.safe_tree import local_name
from gates.evidence.readers.gathering import Gathering
from gates.evidence.readers.numbers import day_of, number_of
from gates.evidence.readers.word_runs import Runs, chosen, is_prompt, read_runs, tidy
from gates.evidence.readers.word_styles import Styles, child_of, outline_level, value_of

_CONTAINERS = {"sdtContent", "ins", "moveTo", "customXml", "smartTag", "Choice", "Fallback"}
_LONGEST_CELL = 32_767


class Blocks:
    """Walks through a document and gathers what it meets, each with its place."""

    def __init__(self, gathering: Gathering, styles: Styles) -> None:
        self.gathering = gathering
        self.styles = styles
        self.images = 0
        self.title = ""
        self._paragraphs = 0
        self._tables = 0
        self._boxes = 0
        self._heading = ""
        self._caption = ""

    def walk(self, parent: etree._Element) -> None:
        """Gather the blocks of the body.

        Raises:
            RefusedError: A field runs another program.
        """
        for block in _blocks(parent):
            if local_name(block) == "tbl":
                self._tables += 1
                self._table(block, f"table {self._tables}")
            else:
                self._paragraph(block)

    def walk_part(self, parent: etree._Element, part: str, place: str) -> None:
        """Gather the blocks of a part beside the body, all under one place.

        Raises:
            RefusedError: A field runs another program.
        """
        tables = 0
        for block in _blocks(parent):
            if local_name(block) == "tbl":
                tables += 1
                self._table(block, f"{place}, table {tables}")
            else:
                runs = read_runs(block)
                self._around(runs, place)
                self.gathering.say(tidy(runs.text), place, part=part)

    def _paragraph(self, element: etree._Element) -> None:
        runs = read_runs(element)
        text = tidy(runs.text)
        if text or runs.prompts or runs.deleted:
            self._paragraphs += 1
        place = f"paragraph {self._paragraphs}"
        level = self._level(element, text)
        self.gathering.say(text, place, level=level)
        if level:
            self._heading, self._caption = text, ""
        self._around(runs, place)

    def _around(self, runs: Runs, place: str) -> None:
        """Gather what hangs on a paragraph: changes, prompts, and boxes."""
        self.gathering.say(tidy(runs.inserted), place, part="inserted")
        self.gathering.say(tidy(runs.deleted), place, part="deleted")
        self.gathering.say(tidy(runs.prompts), place, part="prompt")
        self.images += runs.pictures
        for box in runs.boxes:
            self._boxes += 1
            self.walk_part(box, "text box", f"text box {self._boxes}")

    def _level(self, element: etree._Element, text: str) -> int:
        properties = child_of(element, "pPr")
        style = value_of(child_of(properties, "pStyle"))
        if style in self.styles.captions:
            self._caption = text
        if not text:
            return 0
        if style in self.styles.titles:
            self.title = self.title or text
            return 1
        own = outline_level(properties)
        return self.styles.levels.get(style, 0) if own is None else own

    def _table(self, element: etree._Element, place: str) -> None:
        after = len(self.gathering.paragraphs)
        title = self._caption or self._heading
        self._caption = ""
        rows: list[tuple[Cell, ...]] = []
        for number, row in enumerate(_rows(element), start=1):
            cells = self._row(row, f"{place}, row {number}")
            # The blank row keeps its number, and its cells their columns.
            rows.append(tuple(cells))
            if sum(map(len, rows)) > limits.KEPT_CELLS:
                break
        self.gathering.lay(Table(title=title, location=place, after=after, rows=tuple(rows)))

    def _row(self, row: etree._Element, place: str) -> list[Cell]:
        properties = child_of(row, "trPr")
        cells = [Cell(location=place)] * _count(child_of(properties, "gridBefore"), least=0)
        nested = 0
        for element, prompting in _cells(row):
            own = child_of(element, "tcPr")
            text, tables = self._cell(element, place)
            if prompting:
                self.gathering.say(text, place, part="prompt")
                text = ""
            for table in tables:
                nested += 1
                self._table(table, f"{place}, table {nested}")
            merge = child_of(own, "vMerge")
            if merge is not None and value_of(merge) != "restart":
                text = ""
            number, unit = number_of(text)
            cells.append(
                Cell(value=text, number=number, unit=unit, day=day_of(text), location=place)
            )
            span = _count(child_of(own, "gridSpan"), least=1)
            cells.extend([Cell(location=place)] * (span - 1))
        return cells

    def _cell(self, element: etree._Element, place: str) -> tuple[str, list[etree._Element]]:
        texts, tables = [], []
        for block in _blocks(element):
            if local_name(block) == "tbl":
                tables.append(block)
                continue
            runs = read_runs(block)
            texts.append(tidy(runs.text))
            self._around(runs, place)
        return "\n".join(filter(None, texts))[:_LONGEST_CELL], tables


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs and tables, through all that may stand around them."""
    for child in parent:
        name = local_name(child)
        if name in {"p", "tbl"}:
            yield child
        elif name == "sdt":
            content = child_of(child, "sdtContent")
            if content is not None and not is_prompt(child):
                yield from _blocks(content)
            elif content is not None:
                # A block that is only a prompt is read run by run, as a prompt.
                yield child
        elif name == "AlternateContent":
            for way in chosen(child):
                yield from _blocks(way)
        elif name in _CONTAINERS:
            yield from _blocks(child)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        name = local_name(child)
        if name == "tr":
            if child_of(child, "trPr", "del") is None:
                yield child
        elif name == "sdt" or name in _CONTAINERS:
            yield from _rows(child)


def _cells(
    row: etree._Element, *, prompting: bool = False
) -> Iterator[tuple[etree._Element, bool]]:
    """Yield the cells of a row, each with whether it only shows a prompt."""
    for child in row:
        name = local_name(child)
        if name == "tc":
            yield child, prompting
        elif name == "sdt" or name in _CONTAINERS:
            yield from _cells(child, prompting=prompting or (name == "sdt" and is_prompt(child)))


def _count(element: etree._Element | None, *, least: int) -> int:
    text = value_of(element)
    return min(limits.TEXT_COLUMNS, max(least, int(text[:4]))) if text.isdecimal() else least
