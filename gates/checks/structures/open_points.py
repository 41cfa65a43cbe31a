"""What a document leaves open: TBD, "to be defined", prompts and slots that nobody filled."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gates.evidence.content import Cell, Paragraph, Reading, Table
from gates.evidence.understanding import blanks
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.vocabulary import Phrases, listed, load

_WORDS = load("open_points")
_PHRASES = Phrases.listed(_WORDS["phrases"])
_ENDS = "|".join(sorted(listed(_WORDS["ends"]), key=len, reverse=True))
_FOLLOWED = "|".join(listed(_WORDS["followed"]))
_ENDING = re.compile(rf"(?:(\S+) )?(?:{_ENDS})(?: (?:{_FOLLOWED})\b|$)")
_PRECEDED = frozenset(listed(_WORDS["preceded"]))
_WHOLE = frozenset(listed(_WORDS["whole"]))
_BEFORE = frozenset(listed(_WORDS["spoken_before"]))
_AFTER = frozenset(listed(_WORDS["spoken_after"]))
_LISTS = Phrases.listed(_WORDS["lists"])
_HEADERS = Phrases.listed(_WORDS["list_headers"])
_GLOSSARIES = Phrases.listed(_WORDS["glossaries"])
_SHORT = re.compile(r"(?<![\w/-])(TB[ACDNRS]|X{3,})(?:\s?[-_.#]?\s?(\d{1,4}))?(?![\w/])")
_DEFINED = re.compile(r"\s*(?:=|:|–|—|-|\()\s*(?:to be|à |zu |por |noch )", re.IGNORECASE)
_SLOT = re.compile(r"\[[^\[\]]{2,200}\](?!\()|<[^<>]{2,200}>|\{\{[^{}]{2,200}\}\}")
_CLAUSE = re.compile(r"[.;:!?()\[\],\n]|\s[-–—]\s")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")
_PARTS = frozenset({"body", "text box", "header", "footer", "note", "prompt"})
_LISTING = "issues"
_DEFINITION_WORDS = 6


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something left open: the words that say so, its number, what it is about, its place.

    ``label`` is a mark with its number, such as ``TBD12``, empty where it has none.
    """

    mark: str
    label: str
    about: str
    document: str
    location: str


def open_points(reading: Reading, registers: Sequence[Register]) -> list[OpenPoint]:
    """Return what a document leaves open, lists of open points and glossaries left out."""
    found = list(_in_paragraphs(reading))
    registered: dict[int, Register] = {
        id(row.cells): register
        for register in registers
        for row in (*register.rows, *register.totals, *register.headings, *register.prepared)
    }
    for table in reading.content.tables:
        if not table.hidden and not _GLOSSARIES.within(fold(table.title)):
            found += _in_table(reading, table, registered)
    return found


def lists_open_points(register: Register) -> bool:
    """Tell a list of open points, by its title or a header, from a log of other issues."""
    place = register.columns.get("issue")
    header = register.headers[place] if place is not None else ""
    texts = [fold(text) for text in (register.title, header)]
    return any(_LISTS.within(text) or _HEADERS.within(text) for text in texts)


def label_of(mark: str, number: str) -> str:
    """Return a mark and its number in one spelling: ``TBD 007`` is ``TBD7``."""
    return f"{mark}{int(number)}" if number else ""


def labels_in(text: str) -> frozenset[str]:
    """Return the numbered marks that a text names."""
    found = (label_of(match[1], match[2] or "") for match in _SHORT.finditer(text.upper()))
    return frozenset([each for each in found if each])


def _in_paragraphs(reading: Reading) -> Iterator[OpenPoint]:
    heading, aside = "", False
    for paragraph in reading.content.paragraphs:
        if paragraph.part not in _PARTS:
            continue
        if paragraph.level:
            heading = paragraph.text
            aside = bool(_LISTS.within(fold(heading)) or _GLOSSARIES.within(fold(heading)))
        if not aside:
            yield from _in_paragraph(reading, paragraph, heading)


def _in_paragraph(reading: Reading, paragraph: Paragraph, heading: str) -> Iterator[OpenPoint]:
    if paragraph.part == "prompt" and paragraph.text.strip():
        yield OpenPoint(paragraph.text.strip(), "", heading, reading.path, paragraph.location)
        return
    for sentence in _SENTENCE.split(paragraph.text):
        for mark, label in _marks(sentence):
            yield OpenPoint(mark, label, f"{sentence} {heading}", reading.path, paragraph.location)


def _in_table(
    reading: Reading, table: Table, registered: dict[int, Register]
) -> Iterator[OpenPoint]:
    for cells in table.rows:
        register = registered.get(id(cells))
        if register is not None and register.kind == _LISTING:
            continue
        marked = [(cell, found) for cell in cells if (found := list(_marks(cell.value)))]
        if len(marked) > 1 and _defines([cell for cell, _ in marked]):
            continue
        about = " ".join(cell.value for cell in cells if cell.value)
        for cell, found in marked:
            column = _column(cell, cells, register)
            for mark, label in found:
                where = f"{about} {column} {table.title}"
                yield OpenPoint(mark, label, where, reading.path, cell.location)


def _column(cell: Cell, cells: Sequence[Cell], register: Register | None) -> str:
    if register is None:
        return ""
    place = next(place for place, each in enumerate(cells) if each is cell)
    return register.headers[place] if place < len(register.headers) else ""


def _defines(cells: Sequence[Cell]) -> bool:
    """Tell whether a row of a glossary explains an abbreviation by its words."""
    short = [cell for cell in cells if fold(cell.value) in _WHOLE]
    words = [cell for cell in cells if fold(cell.value) not in _WHOLE]
    return bool(short and words) and all(
        not _SHORT.search(cell.value) and len(cell.value.split()) <= _DEFINITION_WORDS
        for cell in words
    )


def _marks(text: str) -> Iterator[tuple[str, str]]:
    """Yield the marks in a text, each with its numbered label."""
    if not text or not text.strip():
        return
    if fold(text) in _WHOLE:
        yield text.strip(), ""
        return
    short = [match for match in _SHORT.finditer(text) if not _is_spoken_of(text, match)]
    for match in short:
        yield match[0].strip(), label_of(match[1], match[2] or "")
    if short or _SHORT.search(text):
        return  # the words beside an abbreviation say the same thing
    for match in _SLOT.finditer(text):
        if any(sign.isalnum() for sign in match[0]) and blanks.is_blank(match[0]):
            yield match[0], ""
    for clause in _CLAUSE.split(_SLOT.sub(" ", text)):
        said = _said_open(clause)
        if said:
            yield said, ""


def _is_spoken_of(text: str, match: re.Match[str]) -> bool:
    """Tell whether an abbreviation is only spoken of, or explained."""
    if match[2]:
        return False
    before, after = fold(text[: match.start()]), fold(text[match.end() :])
    if any(f" {before}".endswith(f" {word}") for word in _BEFORE):
        return True
    if after.split(" ", 1)[0] in _AFTER:
        return True
    return not before and bool(_DEFINED.match(text[match.end() :]))


def _said_open(clause: str) -> str:
    folded = fold(clause)
    if _PHRASES.within(folded):
        return clause.strip()
    match = _ENDING.search(folded)
    if match is None or (match[1] or "") in _PRECEDED:
        return ""
    return clause.strip()
