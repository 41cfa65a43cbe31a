"""What the charter or the scope statement says will be delivered, and who speaks of it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from gates.checks.check import Subject
from gates.checks.wording import is_blank
from gates.evidence.content import Paragraph, Reading, State, Table
from gates.evidence.understanding.columns import is_exact
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.vocabulary import listed, load

PROMISING = frozenset({"charter", "scope", "mandate"})
"""Roles of the documents that say what a project will deliver."""

_WORDS = load("promises")
_HEADINGS = frozenset(listed(_WORDS["deliverables"]))
_EMPTY = frozenset(listed(_WORDS["empty"]))
_NUMBERING = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]?|[-•*–▪‣]|[a-z][.)])\s+")
_LABELLED = re.compile(r"^\s*([^:：]{3,40}?)\s*[:：]\s*(.*)$", re.DOTALL)
_WHAT_FOR = re.compile(r"\s*[:：]\s.*$", re.DOTALL)
"""What follows the name of a deliverable: its criterion, or what it is for."""
_APART = re.compile(r"\s*[;\n•]\s*")
_MOST_WORDS = 14
_STEM = 5
_LEAST_LETTERS = 3
_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class Promise:
    """A deliverable named in a document, with its place."""

    name: str
    document: str
    location: str


def promised(subject: Subject) -> list[Promise]:
    """Return what charters and scope statements of the package name as deliverables."""
    found: dict[str, Promise] = {}
    for reading in subject.dossier.readings:
        if reading.role not in PROMISING or reading.state not in (State.FILLED, State.PARTIAL):
            continue
        for name, place in (*_in_registers(subject, reading), *_in_text(reading)):
            plain = _WHAT_FOR.sub("", _NUMBERING.sub("", name)).strip(" .;,*_")
            if significant(plain) and not is_blank(plain) and len(plain.split()) <= _MOST_WORDS:
                found.setdefault(fold(plain), Promise(plain, reading.path, place))
    return list(found.values())


def significant(text: str) -> frozenset[str]:
    """Return the beginnings of the words of a text that say what it is about."""
    return frozenset(
        [
            word[:_STEM]
            for word in fold(text).split()
            if word not in _EMPTY and (len(word) >= _LEAST_LETTERS or word.isdigit())
        ]
    )


def speaks_of(text: Collection[str], name: str) -> bool:
    """Tell whether the significant words of a text hold most of those of a name."""
    words = significant(name)
    return bool(words) and len(words & set(text)) >= _ENOUGH * len(words)


def _in_registers(subject: Subject, reading: Reading) -> Iterator[tuple[str, str]]:
    for register in subject.dossier.registers.get(reading.path, ()):
        if "deliverable" in register.columns and not register.hidden and _is_list(register):
            for row in register.rows:
                if row.text("deliverable"):
                    yield row.text("deliverable"), row.place("deliverable")


def _is_list(register: Register) -> bool:
    """Tell a list of deliverables from a form of labels, whose first row looks like a header."""
    own = register.columns["deliverable"]
    others = [text for place, text in enumerate(register.headers) if text and place != own]
    return not others or any(is_exact(text) for text in others)


def _in_text(reading: Reading) -> Iterator[tuple[str, str]]:
    body = [each for each in reading.content.paragraphs if each.part in {"body", "text box"}]
    for place, paragraph in enumerate(body):
        title, rest = _title(paragraph)
        if title not in _HEADINGS:
            continue
        if rest:
            yield from ((part, paragraph.location) for part in _parts(rest))
            continue
        for following in body[place + 1 :]:
            if following.level or _is_label(following):
                break
            yield following.text, following.location
    for table in reading.content.tables:
        yield from _in_table(table)


def _in_table(table: Table) -> Iterator[tuple[str, str]]:
    """Yield what stands beside a label in a form."""
    for cells in table.rows:
        filled = [cell for cell in cells if cell.value.strip()]
        if len(filled) == 2 and fold(filled[0].value) in _HEADINGS:  # noqa: PLR2004 - a pair
            yield from ((part, filled[1].location) for part in _parts(filled[1].value))


def _title(paragraph: Paragraph) -> tuple[str, str]:
    """Return the label that a paragraph is or opens with, and what follows it."""
    plain = _NUMBERING.sub("", paragraph.text)
    match = _LABELLED.match(plain)
    return (fold(match[1]), match[2].strip()) if match else (fold(plain), "")


def _is_label(paragraph: Paragraph) -> bool:
    match = _LABELLED.match(paragraph.text)
    return match is not None and not match[2].strip()


def _parts(text: str) -> list[str]:
    parts = [each for each in _APART.split(text) if each.strip()]
    if len(parts) == 1 and text.count(",") > 1:
        return [each for each in text.split(",") if each.strip()]
    return parts
