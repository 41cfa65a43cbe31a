"""How complete a document is: filled, partial, a blank form, a picture, a few words."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from gates.evidence.content import Content, State, Table
from gates.evidence.understanding.asides import is_aside_table, is_aside_title
from gates.evidence.understanding.blanks import is_blank, names_a_template, slots
from gates.evidence.understanding.columns import concept
from gates.evidence.understanding.fields import Field
from gates.evidence.understanding.headlines import CONTENTS_LINE, first_lines
from gates.evidence.understanding.pieces import Nature, Piece
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.roles import REGISTERS

_ESSENTIAL = frozenset(
    {"project_name", "sponsor", "project_manager", "budget", "cost", "start", "finish"}
)
_FOUNDING = frozenset({"charter", "mandate", "project proposal", "business case", "request"})
_MARKS = frozenset({"versions", "approvals"})
"""Registers that every form carries, filled or not."""

_SPECIFIC = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d|[€$£₹]|\b\d{2,}\b|@\w")
_LINE = 3
"""Lines of so few words are labels or names of a list; they answer nothing by themselves, nor
do somewhat longer ones that are but the name of a column."""

_FIELD = 6
_LABEL = 3
_SECTION = 8
_REGISTER = 14
_PREPARED = 12
_SLOT = 3
_FACT = 6
_TEMPLATE_SHARE = 0.65
_FEW = 12
_FEW_IN_PROSE = 30
_SCANNED_WORDS = 12
_LEAVES = 3
_LEFT = 2


@dataclass(frozen=True, slots=True)
class Completeness:
    """What speaks for an answer and what still asks for one, both in words."""

    answered: float
    asked: float
    gaps: int


def state_of(
    content: Content,
    registers: Sequence[Register],
    pieces: Sequence[Piece],
    fields: Sequence[Field],
    role: str,
) -> State:
    """Return the state of a document.

    A form stays a template however long its guidance is: what counts is what was answered,
    against what is still asked. A drawing without text is an image. A document that starts or
    justifies a project is partial without its name, people, dates or budget where it asks them.
    """
    if content.schedule is not None:
        leaves = sum(not task.summary for task in content.schedule.tasks)
        return State.FILLED if leaves >= _LEAVES else State.STUB
    if _is_image(content, pieces):
        return State.IMAGE
    found = completeness(content, registers, pieces, fields)
    unanswered = found.asked and found.answered < _TEMPLATE_SHARE * found.asked
    if unanswered or _is_hollow(content, registers, role):
        return State.TEMPLATE
    if found.answered < (_FEW if content.tables else _FEW_IN_PROSE):
        return State.STUB
    if (
        names_a_template(" ".join(first_lines(content)[:1]))
        and found.answered < found.asked * _LEFT
    ):
        return State.TEMPLATE
    essential = role in _FOUNDING and any(
        field.name in _ESSENTIAL and not field.filled for field in _settled(fields)
    )
    return State.PARTIAL if found.gaps >= _LEFT or essential else State.FILLED


def completeness(
    content: Content,
    registers: Sequence[Register],
    pieces: Sequence[Piece],
    fields: Sequence[Field],
) -> Completeness:
    """Weigh what a document answers against what it still asks."""
    entered = {id(row.cells) for register in registers for row in register.rows}
    tables = [table for table in content.tables if not is_aside_table(table, entered)]
    counted = [r for r in registers if r.kind not in _MARKS and not is_aside_title(r.title)]
    answered = sum(_answer(one) for one in pieces if one.nature in _ANSWERS and not one.aside)
    left = {id(row.cells) for register in registers for row in register.prepared}
    answered += 2 * sum(_figures(table, left) for table in tables)
    asked = sum(len(piece.text.split()) for piece in pieces if piece.nature in _QUESTIONS)
    asked += sum(_SLOT for piece in pieces if piece.nature is Nature.PROMPT)
    empty = [field for field in fields if not field.filled]
    asked += sum(_FIELD if field.known else _LABEL for field in empty)
    asked += _SECTION * _empty_sections(content)
    hollow = [register for register in counted if not register.rows]
    asked += _REGISTER * (len(hollow) + _hollow_tables(content, registers))
    asked += sum(min(register.unfilled, _PREPARED) for register in hollow)
    gaps = sum(
        slots(piece.text) for piece in pieces if piece.nature in _QUESTIONS and "[" in piece.text
    )
    gaps += sum(piece.text[0] in "[<{" for piece in pieces if piece.nature is Nature.PROMPT)
    return Completeness(answered, asked, gaps + len(hollow))


_ANSWERS = frozenset({Nature.PROSE, Nature.ENTRY, Nature.CELL, Nature.DRAWN})
_QUESTIONS = frozenset({Nature.PROMPT, Nature.INSTRUCTION})


def _answer(piece: Piece) -> int:
    words = len(piece.text.split())
    if _SPECIFIC.search(piece.text):
        return words + _FACT
    if piece.nature is not Nature.PROSE:
        return words
    bare = words <= _LINE or (words <= 2 * _LINE and bool(concept(piece.text)))
    return 0 if bare else words


def _is_hollow(content: Content, registers: Sequence[Register], role: str) -> bool:
    """Tell whether a workbook is about a register that holds nothing yet.

    Lists of choices and scales on other sheets, whatever they are called, answer nothing.
    """
    own = [one for one in registers if REGISTERS.get(one.kind) == role]
    return (
        not content.paragraphs
        and bool(own)
        and not any(one.rows for one in own)
        and any(one.unfilled >= _LEAVES for one in own)
    )


def _hollow_tables(content: Content, registers: Sequence[Register]) -> int:
    """Return how many tables that are no registers have a header and nothing below it."""
    known = {id(row.cells) for register in registers for row in register.header}
    hollow = 0
    for table in content.tables:
        rows = [sum(bool(cell.value.strip()) for cell in cells) for cells in table.rows]
        if len(rows) > 1 and rows[0] > 1 and not any(rows[1:]):
            hollow += id(table.rows[0]) not in known
    return hollow


def _figures(table: Table, left: Container[int] = frozenset()) -> int:
    """Return how many numbers and days somebody entered: what formulas give is no entry.

    Rows that were only numbered beforehand are left out.
    """
    return sum(
        (cell.number is not None or cell.day is not None) and not cell.formula
        for cells in table.rows
        if id(cells) not in left
        for cell in cells
    )


def _empty_sections(content: Content) -> int:
    """Return how many headings stand before another of their rank, or the end, with no text."""
    tabled = {table.after for table in content.tables if table.rows}
    empty = 0
    opened: int | None = None
    for place, paragraph in enumerate(content.paragraphs):
        if paragraph.part != "body" or CONTENTS_LINE.search(paragraph.text):
            continue
        if paragraph.level:
            if opened is not None and paragraph.level <= opened:
                empty += 1
            opened = paragraph.level
        elif not is_blank(paragraph.text):
            opened = None
        if place + 1 in tabled:
            opened = None
    return empty + (opened is not None)


def _is_image(content: Content, pieces: Sequence[Piece]) -> bool:
    """Tell whether there is nothing to read but pictures or drawings."""
    written = [piece for piece in pieces if piece.nature not in {Nature.DRAWN, Nature.OUTSIDE}]
    words = sum(len(piece.text.split()) for piece in written)
    figures = sum(_figures(table) for table in content.tables)
    if words or figures:
        pages = content.pages
        return bool(
            content.images and not content.tables and words < _SCANNED_WORDS * max(1, pages)
        )
    return bool(content.images or content.pages or len(pieces) > len(written))


def _settled(fields: Sequence[Field]) -> list[Field]:
    """Return the fields that no other place of the document fills."""
    filled = {field.name for field in fields if field.filled}
    return [field for field in fields if field.filled or field.name not in filled]
