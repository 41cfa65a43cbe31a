"""The figures of earned value that a document states, each as often as it is stated."""

import itertools
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gates.evidence.content import Cell, Content, Paragraph, Table
from gates.evidence.understanding.columns import is_period, is_total
from gates.evidence.understanding.dates import day
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import amount, cell_number, number
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import listed, load

NAMES: tuple[str, ...] = tuple(load("earned_value"))
"""The names of the figures, in the order in which they are told."""

RATIOS = frozenset({"cpi", "spi", "tcpi"})

_NAMES = {label: name for name, labels in load("earned_value").items() for label in listed(labels)}
_SHORT = {label: name for label, name in _NAMES.items() if label.isalpha() and len(label) <= 4}  # noqa: PLR2004 - the length of an acronym
_STATED = re.compile(
    r"^\s*([A-Za-zÀ-ÿ' ()]{2,60}?)\s*[=:]\s*([-\d][\d.,  ]*)\s*(?:[kKM]?[€$£]|[A-Z]{3})?\s*$"
)
_ASIDE = re.compile(r"\(([A-Za-z]{2,4})\)")
_SPOKEN = re.compile(
    rf"\b({'|'.join(sorted((label.upper() for label in _SHORT), key=len, reverse=True))})\b"
    r"\)?\s*(?:=|:|is|of|at|est|de|à|von|ist|es|é)?\s*"
    r"(-?\d(?:[\d.,'’\u00a0\u202f\u2009 ]*\d)?"
    r"(?:\s?(?:k|K|M)?(?:€|\$|£|EUR|USD|GBP|CHF)(?!\w)|\s?%)?)"
)
_COLUMNS = {
    "amount": "budget_at_completion",
    "baseline_cost": "budget_at_completion",
    "planned_value": "planned_value",
    "earned_value": "earned_value",
    "actual_cost": "actual_cost",
    "forecast": "eac",
    "remaining": "etc",
}
_CURVE = frozenset({"planned_value", "earned_value", "actual_cost"})
_REACH = 2
_FEWEST_PERIODS = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as stated: its name, the words before it, the value in the document's unit."""

    name: str
    label: str
    value: Decimal
    location: str


def named(label: str) -> str:
    """Return the name of the figure that a label announces, or an empty text."""
    short = _ASIDE.search(label)
    if short and fold(short[1]) in _NAMES:
        return _NAMES[fold(short[1])]
    return _NAMES.get(fold(_ASIDE.sub(" ", label)), "")


def _named_header(header: str) -> str:
    """Return the figure that a header names; of two header rows the lower one counts."""
    return named(header) or _NAMES.get(fold(header).rpartition(" ")[2], "")


def figures(content: Content, registers: Sequence[Register]) -> list[Figure]:
    """Return all figures: totals of the tables, then those beside a label, then in the text.

    Words alone make no figures of earned value: without a table, more than two of the names
    must be there. Text counts for what no table states.
    """
    sheets = [one for one in registers if one.kind == "earned_value"]
    totals = [figure for sheet in sheets for figure in _totals(sheet)]
    headers = {id(row.cells) for one in registers for row in one.header}
    beside = [found for table in content.tables for found in _labels(table, headers)]
    spoken = [found for paragraph in content.paragraphs for found in _in_text(paragraph)]
    names = {name for name, _ in beside} | {figure.name for figure in spoken}
    if not sheets and len(names) <= _REACH:
        return []
    stated = [*totals, *(figure for _, figure in beside if figure is not None)]
    known = {figure.name for figure in stated}
    return [*stated, *(figure for figure in spoken if figure.name not in known)]


def columns(sheet: Register) -> dict[str, int]:
    """Return the columns of a table by the name of the figure that they hold."""
    found: dict[str, int] = {}
    for place, header in enumerate(sheet.headers):
        name = _named_header(header)
        if name:
            found.setdefault(name, place)
    for concept, name in _COLUMNS.items():
        if concept in sheet.columns and sheet.columns[concept] not in found.values():
            found.setdefault(name, sheet.columns[concept])
    return found


def line_figures(sheet: Register, row: Row) -> dict[str, Figure]:
    """Return the figures in a row of a table of earned value, by name."""
    found: dict[str, Figure] = {}
    for name, place in columns(sheet).items():
        cell = row.cells[place] if place < len(row.cells) else None
        value = None if cell is None else cell_number(cell)
        if cell is not None and value is not None:
            found[name] = Figure(name, sheet.headers[place], value, cell.location or row.location)
    return found


def total_row(sheet: Register) -> Row | None:
    """Return the row of a table that adds up the others, or None."""
    first = next(iter(sheet.totals), None)
    return first or next((row for row in sheet.rows if _adds_up(row)), None)


def is_over_time(sheet: Register) -> bool:
    """Tell whether the rows of a table are periods or days, not pieces of work."""
    labels = [next((cell for cell in row.cells if cell.value.strip()), None) for row in sheet.rows]
    dated = [cell for cell in labels if cell is not None and _is_time(cell)]
    return len(dated) >= _FEWEST_PERIODS and len(dated) * 2 > len(labels)


def _is_time(cell: Cell) -> bool:
    return cell.day is not None or is_period(cell.value) or day(cell.value) is not None


def _totals(sheet: Register) -> Iterator[Figure]:
    """Yield the totals of a table: its total row, else the sum of its rows or its last date."""
    row = total_row(sheet)
    if row is not None:
        yield from line_figures(sheet, row).values()
        return
    lines = [line_figures(sheet, one) for one in sheet.rows]
    if is_over_time(sheet):
        yield from _at_last_date(lines)
        return
    if len([line for line in lines if line]) == 1:
        yield from next(line for line in lines if line).values()
        return
    for name in columns(sheet):
        held = [line[name] for line in lines if name in line]
        if held and name not in RATIOS:
            total = sum((figure.value for figure in held), Decimal(0))
            yield Figure(name, held[0].label, total, sheet.location)


def _at_last_date(lines: Sequence[dict[str, Figure]]) -> Iterator[Figure]:
    """Yield the figures on the last date with an earned value, running sums where needed."""
    reported = [index for index, line in enumerate(lines) if "earned_value" in line]
    if not reported:
        return
    so_far = lines[: reported[-1] + 1]
    for name, figure in so_far[-1].items():
        values = [line[name].value for line in so_far if name in line]
        running = all(one <= other for one, other in itertools.pairwise(values))
        if name in _CURVE and not running:
            yield Figure(name, figure.label, sum(values, Decimal(0)), figure.location)
        else:
            yield figure


def _adds_up(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell.value.strip()]
    if len(filled) <= _REACH:
        return False
    return is_total(filled[0].value) or named(filled[0].value) == "budget_at_completion"


def _labels(table: Table, headers: Container[int]) -> Iterator[tuple[str, Figure | None]]:
    """Yield the figures that cells name, with the value in the cell or beside it, if any."""
    for cells in table.rows:
        if id(cells) in headers:
            continue
        for place, cell in enumerate(cells):
            if not cell.value.strip() or cell.number is not None:
                continue
            for part in _parts(cell.value):
                stated = _STATED.fullmatch(part)
                name = named(stated[1] if stated else part.split("=")[0])
                if not name:
                    continue
                value = number(stated[2].strip()) if stated else None
                where = cell.location
                if not stated:
                    value, where = _beside(cells, place)
                yield name, None if value is None else Figure(name, part.strip(), value, where)


def _parts(text: str) -> list[str]:
    """Return the figures that one text states, divided by strokes; a formula is not divided."""
    parts = text.split("/")
    return parts if any(_STATED.fullmatch(part) for part in parts) else [text]


def _beside(cells: Sequence[Cell], place: int) -> tuple[Decimal | None, str]:
    for cell in cells[place + 1 : place + 1 + _REACH]:
        value = cell_number(cell)
        if value is not None:
            return value, cell.location
        if cell.value.strip():
            break
    return None, ""


def _in_text(paragraph: Paragraph) -> Iterator[Figure]:
    if paragraph.part not in {"body", "text box"}:
        return
    stated = _STATED.fullmatch(paragraph.text)
    if stated and (name := named(stated[1])) and (value := number(stated[2].strip())) is not None:
        yield Figure(name, stated[1].strip(), value, paragraph.location)
        return
    for match in _SPOKEN.finditer(paragraph.text):
        found = number(match[2])
        if found is None and (sum_of_money := amount(match[2])):
            found = sum_of_money.value
        if found is not None:
            yield Figure(_SHORT[match[1].lower()], match[1], found, paragraph.location)
