"""Tables and sections that explain a form, list its choices or show an example: no answers."""

from collections.abc import Container

from gates.evidence.content import Table
from gates.evidence.understanding.blanks import is_notice
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import Phrases, listed, load

_WORDS = load("blanks")
_SHEETS = frozenset(listed(_WORDS["asides"]))
_SHEET_WORDS = Phrases.listed(_WORDS["aside_words"])
_SECTIONS = Phrases.listed(_WORDS["aside_sections"])
_NOTICE = 24
_FIRST_ROWS = 12


def is_aside_title(title: str) -> bool:
    """Tell whether the name of a sheet says that it explains or lists choices."""
    folded = fold(title)
    return folded in _SHEETS or _SHEET_WORDS.within(folded)


def is_aside_heading(heading: str) -> bool:
    """Tell whether a section only helps the author: a checklist, a legend, tips."""
    return _SECTIONS.within(fold(heading))


def is_aside_table(table: Table, entries: Container[int]) -> bool:
    """Tell whether a table explains, lists choices, or says that its figures are examples.

    ``entries`` are the identities of the rows that are entries of a register.
    """
    if is_aside_title(table.title):
        return True
    if any(id(cells) in entries for cells in table.rows):
        return False
    return any(
        len(cell.value) > _NOTICE and is_notice(cell.value)
        for cells in table.rows[:_FIRST_ROWS]
        for cell in cells
    )
