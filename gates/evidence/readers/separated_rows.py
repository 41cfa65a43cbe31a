"""CSV files: rows of cells, whatever sign separates them, with what is wrong and in which line."""

import csv
import re
from dataclasses import dataclass, field

from domain.text import Text, both
from gates.evidence.content import Cell, Table
from gates.evidence.guard import limits
from gates.evidence.guard.plain_text import Decoded
from gates.evidence.guard.refusal import RefusedError
from gates.evidence.guard.separated import separator_of
from gates.evidence.readers.gathering import Gathering
from gates.evidence.readers.numbers import day_of, number_of

_SHOWN = 5
_QUOTED_WORDS = re.compile(r'(?:^|\s)"(?=\S)[^"]*(?<=\S)"')
"""Words between quotation marks; a mark after a number, as in 37.8", is a sign of its own."""


@dataclass
class _Faults:
    """The lines in which something is wrong, the first of them only."""

    uneven: list[int] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)
    open_at: int = 0


def read_separated(decoded: Decoded, gathering: Gathering) -> Text:
    """Gather the rows of a CSV file; return what is wrong with it, if anything.

    Raises:
        RefusedError: It has more rows or columns, or a longer field, than the limits.
    """
    separator = separator_of(decoded.text) or ","
    faults = _quotation_faults(decoded.text, separator)
    records = _records(decoded.text, separator)
    width = _width(records)
    rows: list[tuple[Cell, ...]] = []
    next_line = 1
    for line, record in records:
        if len(record) not in {1, width}:
            faults.uneven.append(line)
        # A blank line keeps its place, so that the rows can be counted by eye.
        rows.extend([()] * (line - next_line) if rows else [])
        next_line = line + 1 + sum(value.count("\n") for value in record)
        rows.append(_row(record, line, decimal_comma=separator == ";"))
    gathering.lay(Table(location="line 1", rows=tuple(rows)))
    return _said(faults, width)


def _records(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """Return the records that hold anything, each with the line on which it begins."""
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    records: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for record in reader:
            if len(records) >= limits.TEXT_ROWS or len(record) > limits.TEXT_COLUMNS:
                raise _too_large()
            values = [value.strip() for value in record]
            if any(values):
                records.append((line, values))
            line = reader.line_num + 1
    except csv.Error as error:
        raise RefusedError(
            f"Line {line} holds a field of more than {limits.FIELD_CHARACTERS} characters: check "
            "whether a quotation mark is missing there.",
            f"La ligne {line} contient un champ de plus de {limits.FIELD_CHARACTERS} caractères : "
            "vérifiez s’il y manque un guillemet.",
            kind="csv",
        ) from error
    return records


def _quotation_faults(text: str, separator: str) -> _Faults:
    """Find the quotation marks that are left when all well-formed cells are taken away."""
    faults = _Faults()
    if '"' not in text:
        return faults
    sign = re.escape(separator)
    quoted = re.compile(
        rf'(?:(?<=^)|(?<={sign}))[ \t]*"[^"]*(?:""[^"]*)*"(?=\s*(?:{sign}|$))', re.MULTILINE
    )
    opened = re.compile(rf'(?:^|{sign})[ \t]*"')
    bare = quoted.sub(lambda found: "\n" * found[0].count("\n"), text)
    for number, line in enumerate(bare.split("\n"), start=1):
        if opened.search(line) and not faults.open_at:
            faults.open_at = number
        elif _QUOTED_WORDS.search(line):
            faults.quoted.append(number)
    return faults


def _width(records: list[tuple[int, list[str]]]) -> int:
    """Return the number of columns: that of the first row with several cells."""
    return next((len(record) for _, record in records if len(record) > 1), 0)


def _row(record: list[str], line: int, *, decimal_comma: bool) -> tuple[Cell, ...]:
    location = f"line {line}"
    cells = []
    for value in record:
        number, unit = number_of(value, decimal_comma=decimal_comma)
        cells.append(
            Cell(value=value, number=number, unit=unit, day=day_of(value), location=location)
        )
    return tuple(cells)


def _said(faults: _Faults, width: int) -> Text:
    if faults.open_at:
        return both(
            f"Line {faults.open_at}: a quotation mark is opened and never closed; what follows "
            "may stand in the wrong cell. Close it, or double it where it belongs to the text.",
            f"Ligne {faults.open_at} : un guillemet est ouvert et jamais fermé ; la suite peut "
            "se trouver dans la mauvaise cellule. Fermez-le, ou doublez-le s’il fait partie du "
            "texte.",
        )
    if faults.uneven:
        lines = _listed(faults.uneven)
        return both(
            f"Line {lines}: not {width} cells like the first line; cells may be missing or stand "
            "in the wrong column. Complete these lines, or put the text that holds the separator "
            "between quotation marks.",
            f"Ligne {lines} : pas {width} cellules comme la première ligne ; des cellules peuvent "
            "manquer ou se trouver dans la mauvaise colonne. Complétez ces lignes, ou mettez "
            "entre guillemets le texte qui contient le séparateur.",
        )
    if faults.quoted:
        lines = _listed(faults.quoted)
        return both(
            f"Line {lines}: a quotation mark stands inside a cell; double it and put the cell "
            "between quotation marks.",
            f"Ligne {lines} : un guillemet se trouve à l’intérieur d’une cellule ; doublez-le et "
            "mettez la cellule entre guillemets.",
        )
    return {}


def _listed(lines: list[int]) -> str:
    return ", ".join(map(str, lines[:_SHOWN])) + (", …" if len(lines) > _SHOWN else "")


def _too_large() -> RefusedError:
    return RefusedError(
        f"The table has more than {limits.TEXT_ROWS} rows or {limits.TEXT_COLUMNS} columns: hand "
        "in the part that the gate asks for.",
        f"Le tableau compte plus de {limits.TEXT_ROWS} lignes ou {limits.TEXT_COLUMNS} colonnes : "
        "déposez la partie que le jalon demande.",
        kind="csv",
    )
