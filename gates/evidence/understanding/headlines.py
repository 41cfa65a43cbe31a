"""The lines of a document that say what it is: title, first lines, sheet names, headings."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from gates.evidence.content import Content, Paragraph, Table
from gates.evidence.understanding.blanks import is_blank

CONTENTS_LINE = re.compile(r"\t\s*\d{1,3}\s*$|\.{4,}\s*\d{1,3}\s*$")
"""A line of a table of contents, with its page number."""

_LONGEST = 110
_FIRST_LINES = 5
_FIRST_ROWS = 3
_HEADING_WORDS = 8
_SENTENCE_ENDS = (".", ";", ",", "?", "!")


def first_lines(content: Content) -> list[str]:
    """Return the first lines of text, tables that stand above them included, in order.

    A few words each; a slot or a line of the table of contents is none.
    """
    found: list[str] = []
    body = [one for one in content.paragraphs if one.part in {"body", "text box"}]
    tables = [table for table in content.tables if table.after <= 1 and not _is_sheet(table)]
    for table in tables:
        if len(table.rows) == 1 or (table.rows and _filled(table.rows[0]) == 1):
            found += [cell.value for cell in table.rows[0] if _says(cell.value)]
    for paragraph in body[: 3 * _FIRST_LINES]:
        if _says(paragraph.text) and not CONTENTS_LINE.search(paragraph.text):
            found.append(paragraph.text)
        if len(found) >= _FIRST_LINES:
            break
    return found[:_FIRST_LINES]


def sheet_titles(table: Table) -> list[str]:
    """Return the lines that stand alone in the first rows of a sheet."""
    found: list[str] = []
    rows = 0
    for cells in table.rows:
        said = [cell.value for cell in cells if cell.value.strip()]
        if not said:
            continue
        rows += 1
        if rows > _FIRST_ROWS:
            break
        if len(said) == 1 and _says(said[0]):
            found.append(said[0])
    return found


def headings(content: Content) -> Iterator[str]:
    """Yield the headings, and the short lines that stand for headings where none is marked."""
    for paragraph in content.paragraphs:
        text = paragraph.text.strip()
        if paragraph.part not in {"body", "text box"} or CONTENTS_LINE.search(text):
            continue
        if paragraph.level or is_like_a_heading(paragraph):
            yield text
    for table in content.tables:
        for cells in table.rows:
            if cells and cells[0].value and len(cells[0].value) <= _LONGEST:
                yield cells[0].value


def is_like_a_heading(paragraph: Paragraph) -> bool:
    """Tell whether a line is a heading in all but its style: short, and no sentence."""
    text = paragraph.text.strip()
    if not text or len(text) > _LONGEST or text[0] in "-•●*>":
        return False
    return text.count(" ") < _HEADING_WORDS and not text.endswith(_SENTENCE_ENDS)


def file_words(name: str) -> str:
    """Return the name of a file without folder and ending."""
    return PurePosixPath(name.replace("\\", "/")).stem


def _says(text: str) -> bool:
    plain = text.strip()
    return 1 < len(plain) <= _LONGEST and not is_blank(plain)


def _is_sheet(table: Table) -> bool:
    return bool(table.rows) and any("!" in cell.location for cell in table.rows[0][:1])


def _filled(cells: tuple[object, ...]) -> int:
    return sum(bool(getattr(cell, "value", "").strip()) for cell in cells)
