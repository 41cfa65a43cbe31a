"""The text of a document in pieces, each with what it is: heading, prose, label, entry, prompt."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gates.evidence.content import Content, Table
from gates.evidence.understanding.asides import is_aside_heading, is_aside_table
from gates.evidence.understanding.blanks import is_blank, is_dash, is_instruction, slots
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.headlines import CONTENTS_LINE, first_lines
from gates.evidence.understanding.registers import Register

_LABEL = 60
_OPENING = 70
_NAME_WORDS = 5
_MOST_LISTED = 6
_FIGURE = re.compile(r"\d{2,}")
_OUTSIDE = frozenset({"header", "footer"})
_NOT_TEXT = frozenset({"comment", "deleted", "inserted"})
"""Inserted text stands in its body paragraph too."""


class Nature(StrEnum):
    """What a piece of text is in its document."""

    HEADING = "heading"
    PROSE = "prose"
    DRAWN = "drawn"
    OUTSIDE = "outside"
    LABEL = "label"
    ENTRY = "entry"
    CELL = "cell"
    PROMPT = "prompt"
    INSTRUCTION = "instruction"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text: a paragraph, or a cell with words; ``aside`` where it helps the author."""

    text: str
    nature: Nature
    aside: bool = False


def pieces_of(content: Content, registers: Sequence[Register]) -> list[Piece]:
    """Return all pieces, paragraphs first, tasks last; a number alone in a cell is none."""
    tasks = content.schedule.tasks if content.schedule else ()
    return [
        *_paragraphs(content),
        *_cells(content.tables, registers),
        *(Piece(task.name, Nature.ENTRY) for task in tasks if task.name),
    ]


def _paragraphs(content: Content) -> Iterator[Piece]:
    """Yield the paragraphs; a bracket or a list of guidance may run over several of them."""
    own = _own_name(content)
    bracket = False
    listed = 0
    aside = 0
    for paragraph in content.paragraphs:
        text = paragraph.text.strip()
        if not text or paragraph.part in _NOT_TEXT or is_dash(text):
            continue
        nature = _nature(text, paragraph.part, paragraph.level)
        if nature is Nature.PROSE and _speaks_of_itself(text, own):
            nature = Nature.INSTRUCTION
        if nature is Nature.HEADING:
            bracket, listed = False, 0
            if not aside or paragraph.level <= aside:
                aside = paragraph.level if is_aside_heading(text) else 0
        led = listed and nature is Nature.PROSE and text[-1] != ":" and not _FIGURE.search(text)
        if bracket or led or (aside and nature is Nature.PROSE):
            nature = Nature.INSTRUCTION
        if nature is not Nature.INSTRUCTION:
            listed = 0
        elif text[-1] == ":":
            listed = _MOST_LISTED
        else:
            listed = max(0, listed - 1)
        bracket = (bracket or text[0] == "[") and text.count("]") < text.count("[") + bracket
        yield Piece(text, nature)


def _speaks_of_itself(text: str, own: str) -> bool:
    """Tell whether a sentence is about the kind of document that it stands in."""
    return bool(own) and text.count(" ") > _NAME_WORDS and own in fold(text[:_OPENING])


def _asks(text: str) -> bool:
    """Tell whether a line is a label with nothing but a slot, a prompt or choices behind it."""
    label, colon, value = text.partition(":")
    return bool(colon) and 0 < len(label) <= _LABEL and bool(value.strip()) and is_blank(value)


def _own_name(content: Content) -> str:
    """Return the name of the kind of document that its title is, to know talk about itself."""
    for line in first_lines(content)[:2]:
        words = fold(line)
        if 1 <= words.count(" ") < _NAME_WORDS:
            return words
    return ""


def _nature(text: str, part: str, level: int) -> Nature:
    if part in _OUTSIDE or CONTENTS_LINE.search(text):
        return Nature.OUTSIDE
    if part == "prompt" or is_blank(text) or _asks(text):
        return Nature.PROMPT
    if level:
        return Nature.HEADING
    if is_instruction(text) or slots(text) or text.endswith("?"):
        return Nature.INSTRUCTION
    return Nature.DRAWN if part == "text box" else Nature.PROSE


def _cells(tables: Sequence[Table], registers: Sequence[Register]) -> Iterator[Piece]:
    entries = {id(row.cells) for register in registers for row in register.rows}
    headers = {id(row.cells) for register in registers for row in register.header}
    for table in tables:
        aside = is_aside_table(table, entries)
        for cells in table.rows:
            entered = id(cells) in entries
            for place, cell in enumerate(cells):
                text = cell.value.strip()
                if not text or cell.number is not None or cell.day is not None or cell.formula:
                    continue
                if id(cells) in headers:
                    yield Piece(text, Nature.LABEL, aside)
                elif not is_dash(text):
                    first = place == 0 or not cells[place - 1].value
                    yield Piece(text, _nature_of_cell(text, entered=entered, first=first), aside)


def _nature_of_cell(text: str, *, entered: bool, first: bool) -> Nature:
    """Return what a cell is; in an entry a numbered name such as *Task 1* is an answer."""
    if is_blank(text) and not (entered and text[0].isalnum() and not slots(text)):
        return Nature.PROMPT
    if entered:
        return Nature.ENTRY
    if is_instruction(text):
        return Nature.INSTRUCTION
    return Nature.LABEL if len(text) <= _LABEL and first else Nature.CELL
