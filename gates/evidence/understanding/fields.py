"""Fields of a document: a label and the value beside, below or behind it, filled or not."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gates.evidence.content import Cell, Content, Paragraph, Table
from gates.evidence.understanding.blanks import is_blank
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.own_words import NONE, OwnWords
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.vocabulary import listed, load

_NAMES: dict[str, str] = {
    label: name for name, labels in load("labels").items() for label in listed(labels)
}
_OTHER = "other"
MEANINGS: Mapping[str, str] = _NAMES
"""What the known labels announce, by the folded label."""
NAMES: Collection[str] = {name: None for name in load("labels") if name != _OTHER}.keys()
"""The fields that are known by many labels."""
_ASIDE = re.compile(r"\([^)]*\)|\*+")
_COLON = re.compile(
    r"^\s*[-•*]?\s*(?:[a-z]\.|\d+[.)])?\s*([^:：]{2,60}?)\s*[:：]\s*(.*)$", re.DOTALL
)
_APART = re.compile(r"\t+|\s{4,}|\n+| {2,}(?=\w{1,30} ?\w{0,30} ?:)")
_LONGEST_LABEL = 60
_LONGEST_VALUE = 300
_NEAR = 8
_LABEL_WORDS = 6


@dataclass(frozen=True, slots=True)
class Field:
    """A label with its value; ``name`` is the fact that the label announces, or empty.

    ``cell`` is the cell of the value, where it stands in a table; ``known`` tells that the
    label is one that forms use, ``below`` that the value stands under its label.
    """

    name: str
    label: str
    value: str
    location: str
    known: bool
    cell: Cell | None = None
    below: bool = False

    @property
    def filled(self) -> bool:
        """Tell whether somebody wrote a value."""
        return bool(self.value.strip()) and not is_blank(self.value)


def fields_of(
    content: Content, registers: Sequence[Register], words: OwnWords = NONE
) -> list[Field]:
    """Return the fields in reading order: those of the paragraphs, then those of the tables."""
    registered = {
        id(row.cells)
        for register in registers
        for row in (*register.header, *register.rows, *register.totals, *register.headings)
    }
    found = list(_in_paragraphs(content.paragraphs, words))
    for table in content.tables:
        found += _in_table(table, registered, words)
    taken = {field.location for field in found}
    for table in content.tables:
        found += [field for field in _by_names(table, words) if field.location not in taken]
    return found


def fact_named(label: str, words: OwnWords = NONE) -> str | None:
    """Return the fact that a label announces, ``""`` for a label of forms, else ``None``."""
    plain = fold(_ASIDE.sub(" ", label))
    name = words.labels.get(plain) or _NAMES.get(plain)
    return None if name is None else "" if name == _OTHER else name


def _in_paragraphs(paragraphs: Sequence[Paragraph], words: OwnWords) -> Iterator[Field]:
    body = [
        one for one in paragraphs if one.part in {"body", "text box", "header"} and one.text.strip()
    ]
    for place, paragraph in enumerate(body):
        following = body[place + 1] if place + 1 < len(body) else None
        for part in _parts(paragraph.text):
            field = _behind_colon(part, paragraph, following, words)
            if field is not None:
                yield field


def _parts(text: str) -> list[str]:
    """Return the pieces of a line that stand apart; a value may stand apart from its colon."""
    parts: list[str] = []
    for part in _APART.split(text):
        opened = parts and parts[-1].rstrip().endswith((":", "："))
        if opened and not _COLON.match(part):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return parts


def _behind_colon(
    part: str, paragraph: Paragraph, following: Paragraph | None, words: OwnWords
) -> Field | None:
    text = part.strip()
    split = _COLON.match(text)
    if split is None:
        short = len(text) <= _LONGEST_LABEL and not paragraph.level
        name = fact_named(text, words) if short else None
        if name is None or not _is_label(following, words):
            return None
        return Field(name, text, "", paragraph.location, known=True)
    label, value = split[1], split[2].strip("*_ \n")[:_LONGEST_VALUE]
    name = fact_named(label, words)
    if name is None:
        asks = not value and label.count(" ") < _LABEL_WORDS
        if not asks or not _is_label(following, words, empty=True):
            return None
        return Field("", label, "", paragraph.location, known=False)
    if (
        not value
        and following is not None
        and not _is_label(following, words)
        and not following.level
    ):
        return None
    return Field(name, label, value, paragraph.location, known=True)


def _is_label(paragraph: Paragraph | None, words: OwnWords, *, empty: bool = False) -> bool:
    """Tell whether a paragraph is no value: the end, a heading, or the next label.

    With ``empty``, any next label without a value counts, whatever it is called.
    """
    if paragraph is None or paragraph.level:
        return True
    text = paragraph.text.strip()
    split = _COLON.match(text)
    if empty:
        return split is not None and not split[2].strip()
    return fact_named(split[1] if split else text, words) is not None


def _in_table(table: Table, registered: set[int], words: OwnWords) -> Iterator[Field]:
    for index, cells in enumerate(table.rows):
        if id(cells) in registered:
            continue
        below = table.rows[index + 1] if index + 1 < len(table.rows) else ()
        labels = [place for place, cell in enumerate(cells) if _labels(cell, words)]
        others = [p for p, cell in enumerate(cells) if cell.value.strip() and p not in labels]
        for place in labels:
            name = fact_named(cells[place].value, words)
            value = _beside(cells, place, words)
            under = value is None and not others and len(labels) > 1
            if under:
                value = below[place] if place < len(below) and id(below) not in registered else None
                if value is not None and _labels(value, words):
                    value = None
            yield Field(
                name or "",
                cells[place].value.strip(),
                (value.value if value else "").strip()[:_LONGEST_VALUE],
                value.location if value else cells[place].location,
                known=name is not None,
                cell=value,
                below=under,
            )


def _by_names(table: Table, words: OwnWords) -> Iterator[Field]:
    """Yield the cells whose own name announces a fact, such as a cell called *Project_Name*."""
    wanted = {
        one.first: (one.name, name)
        for one in table.names
        if one.first == one.last and (name := fact_named(one.name, words))
    }
    if not wanted:
        return
    for cells in table.rows:
        for cell in cells:
            if cell.location in wanted:
                label, name = wanted[cell.location]
                value = cell.value.strip()[:_LONGEST_VALUE]
                yield Field(name, label, value, cell.location, known=True, cell=cell)


def _labels(cell: Cell, words: OwnWords) -> bool:
    text = cell.value.strip()
    if not text or len(text) > _LONGEST_LABEL or cell.number is not None:
        return False
    return fact_named(text, words) is not None or (text.endswith(":") and not is_blank(text))


def _beside(cells: Sequence[Cell], place: int, words: OwnWords) -> Cell | None:
    """Return the first filled cell to the right, unless it is the next label."""
    for cell in cells[place + 1 : place + 1 + _NEAR]:
        if cell.value.strip():
            return None if _labels(cell, words) else cell
    return None
