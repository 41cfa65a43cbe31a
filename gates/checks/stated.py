"""What a document states of its project: name, code, people, dates and budget, with the place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gates.checks.wording import is_blank
from gates.evidence.content import Cell, Reading
from gates.evidence.understanding.dates import cell_day
from gates.evidence.understanding.dates import day as day_of
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import amount, cell_number, currency

_LABELS = {
    "name": (
        "project name",
        "project title",
        "name of the project",
        "name of project",
        "nom du projet",
        "titre du projet",
        "intitule du projet",
        "projektname",
        "project",
        "projet",
    ),
    "code": (
        *("project code", "project id", "project number", "project reference", "code projet"),
        *("code du projet", "reference du projet", "numero de projet", "projektnummer", "code"),
    ),
    "sponsor": (
        *("sponsor", "project sponsor", "executive sponsor", "project owner"),
        *("commanditaire", "commanditaire du projet", "maitre d ouvrage", "auftraggeber"),
    ),
    "manager": (
        *("project manager", "project lead", "chef de projet", "cheffe de projet"),
        *("directeur de projet", "directrice de projet", "projektleiter"),
    ),
    "start": (
        *("start date", "project start", "project start date", "planned start", "date de debut"),
        *("debut du projet", "date de demarrage", "startdatum"),
    ),
    "finish": (
        *("end date", "finish date", "project end", "project end date", "project finish"),
        *("planned end", "date de fin", "fin du projet", "date de cloture", "enddatum"),
    ),
    "budget": (
        *("budget", "total budget", "project budget", "approved budget", "authorised budget"),
        *("budget total", "budget du projet", "budget global", "budget autorise", "gesamtbudget"),
    ),
    "currency": ("currency", "devise", "wahrung"),
}
_BY_LABEL = {label: name for name, labels in _LABELS.items() for label in labels}
_LINE = re.compile(r"\A\s*([^:：]{2,40}?)\s*[:：]\s*(\S.{0,120}?)\s*\Z")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})\.\s+")
_HEAD_ROWS = 60
_LONGEST = 120


@dataclass(frozen=True)
class Statement:
    """What one document states: text, a day or an amount, with its place."""

    about: str
    text: str
    document: str
    location: str
    day: date | None = None
    amount: Decimal | None = None
    currency: str = ""


def statements(reading: Reading) -> tuple[Statement, ...]:
    """Return what a document states of its project, the first word on each thing."""
    found: dict[str, Statement] = {}
    for statement in (*_in_tables(reading), *_in_lines(reading)):
        found.setdefault(statement.about, statement)
    return tuple(found.values())


def _in_tables(reading: Reading) -> Iterator[Statement]:
    """Look at rows that are a label and its value, alone or pair by pair."""
    for table in reading.content.tables:
        if table.hidden:
            continue
        for row in table.rows[:_HEAD_ROWS]:
            filled = [cell for cell in row if cell.value.strip()]
            if len(filled) not in (2, 4):
                continue
            for label, value in zip(filled[::2], filled[1::2], strict=True):
                yield from _stated(reading, label.value, value)


def _in_lines(reading: Reading) -> Iterator[Statement]:
    for paragraph in reading.content.paragraphs:
        if paragraph.part not in ("body", "text box", "header"):
            continue
        for sentence in _SENTENCE_END.split(paragraph.text):
            match = _LINE.match(sentence)
            if match is not None:
                cell = Cell(value=match.group(2).rstrip("."), location=paragraph.location)
                yield from _stated(reading, match.group(1), cell)


def _stated(reading: Reading, label: str, cell: Cell) -> Iterator[Statement]:
    about = _BY_LABEL.get(fold(re.sub(r"\([^)]*\)", " ", label)))
    value = cell.value.strip()
    if about is None or is_blank(value) or len(value) > _LONGEST:
        return
    day: date | None = None
    figure: Decimal | None = None
    unit = ""
    if about in ("start", "finish"):
        day = cell_day(cell) or day_of(value)
        if day is None:
            return
    elif about == "budget":
        said = amount(value)
        figure = cell_number(cell) if cell.number is not None else said.value if said else None
        unit = (said.currency if said else "") or currency(label) or currency(cell.unit)
        if figure is None:
            return
    elif about == "currency":
        unit = currency(value) or value.upper()
    yield Statement(about, value, reading.path, cell.location, day, figure, unit)
