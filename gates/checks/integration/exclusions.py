"""Whether work is planned that the charter leaves out of the scope."""

import re
from collections.abc import Iterator

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.passages import Passage
from gates.checks.structures.promised import PROMISING, significant
from gates.checks.wording import put
from gates.evidence.content import Reading, State, Table
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import listed, load

_HEADINGS = frozenset(listed(load("control")["exclusions"]))
_NUMBERING = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]?|[-•*–▪‣]|[a-z][.)])\s+")
_APART = re.compile(r"\s*[;\n•]\s*")
_MOST_WORDS = 14
_NEARLY = 0.75
_LEAST = 2


def planned_exclusions(subject: Subject, *, expected: Text) -> Iterator[Verdict]:
    """Yield the work of breakdown and schedule that a charter or scope statement excludes."""
    excluded = [each for reading in subject.dossier.readings for each in _excluded(reading)]
    if not excluded:
        return
    told: set[str] = set()
    for document, name, place in _work(subject):
        for each in excluded:
            if document == each.document or fold(name) in told or not _same(name, each.text):
                continue
            told.add(fold(name))
            yield failed(
                put(
                    "{name} is planned, and out of scope in {document}",
                    "{name} est planifié, et hors périmètre dans {document}",
                    name=name,
                    document=f"{each.document}, {each.location}",
                ),
                expected=expected,
                fix=both(
                    "Take the work out, or have the scope changed",
                    "Retirez ce travail, ou faites modifier le périmètre",
                ),
                document=document,
                location=place,
            )


def _excluded(reading: Reading) -> Iterator[Passage]:
    if reading.role not in PROMISING or reading.state not in (State.FILLED, State.PARTIAL):
        return
    yield from _in_text(reading)
    for table in reading.content.tables:
        yield from _in_table(reading, table)


def _in_text(reading: Reading) -> Iterator[Passage]:
    """Yield what stands under a heading of exclusions, or behind such a label."""
    inside = False
    for paragraph in reading.content.paragraphs:
        if paragraph.part not in {"body", "text box"}:
            continue
        plain = _NUMBERING.sub("", paragraph.text).strip()
        label, colon, rest = plain.partition(":")
        if fold(label) in _HEADINGS:
            inside = not rest.strip()
            yield from _parts(rest, reading.path, paragraph.location)
        elif paragraph.level or (colon and not rest.strip()):
            inside = False
        elif inside:
            yield from _parts(plain, reading.path, paragraph.location)


def _in_table(reading: Reading, table: Table) -> Iterator[Passage]:
    """Yield what stands beside such a label in a form, or under it in a column."""
    column: int | None = None
    for cells in table.rows:
        heads = [at for at, cell in enumerate(cells) if fold(cell.value) in _HEADINGS]
        if heads:
            beside = [cell for cell in cells[heads[0] + 1 :] if cell.value.strip()]
            is_form = len(beside) == 1 and heads[0] == 0
            column = None if is_form else heads[0]
            for cell in beside if is_form else ():
                yield from _parts(cell.value, reading.path, cell.location)
        elif column is not None and column < len(cells):
            yield from _parts(cells[column].value, reading.path, cells[column].location)


def _parts(text: str, document: str, place: str) -> Iterator[Passage]:
    for part in _APART.split(text):
        plain = _NUMBERING.sub("", part).strip(" .;,")
        if plain and len(plain.split()) <= _MOST_WORDS:
            yield Passage(plain, document, place)


def _work(subject: Subject) -> Iterator[tuple[str, str, str]]:
    """Yield the names of planned work: document, name, place."""
    for reading in subject.dossier.readings:
        if reading.state not in (State.FILLED, State.PARTIAL):
            continue
        schedule = reading.content.schedule
        for task in schedule.tasks if schedule is not None else ():
            if task.active and not task.external:
                yield reading.path, task.name, f"UID {task.uid}"
    for reading, register in subject.registers_anywhere("wbs", "schedule", "cost"):
        for row in register.rows:
            name = row.text("task", "deliverable", "item", "name", "description")
            if name:
                yield reading.path, name, row.location


def _same(name: str, excluded: str) -> bool:
    """Tell whether a piece of work is what is excluded: the same words, but for one in four."""
    if fold(name) == fold(excluded):
        return True
    a, b = significant(name), significant(excluded)
    return len(a & b) >= _LEAST and len(a & b) >= _NEARLY * len(a | b)
