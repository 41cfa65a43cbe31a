"""The facts of a budget: what its lines add up to, the total it states, reserve and currency."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.finding import Fact
from gates.evidence.content import Content
from gates.evidence.understanding.columns import is_total
from gates.evidence.understanding.fields import Field
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import amounts, currency, plain, scale
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

AMOUNTS = ("amount", "forecast", "most_likely_cost", "actual_cost", "baseline_cost", "unit_cost")
"""The columns that may hold the cost of a line, by preference."""

LABELS = ("item", "task", "description", "name", "category", "resource", "deliverable", "wbs")
"""The columns that may name a line, by preference."""

_VALUES = load("values")
_RESERVES = Phrases.listed(_VALUES["reserves"])
_TIMES = Phrases.listed(_VALUES["times"])
_INCOMES = Phrases.listed(_VALUES["incomes"])
_ROW = re.compile(r"(\d+)$")
_CODE = re.compile(r"\d+(?:\.\d+)*")
_NEAR = Decimal("0.5")
_SEVERAL = 2
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a budget with its amount, in units of the currency."""

    row: Row
    value: Decimal
    label: str
    place: str


def cost_facts(
    document: str, content: Content, registers: Sequence[Register], fields: Sequence[Field]
) -> Iterator[Fact]:
    """Yield total, stated total, reserve and currency of a budget.

    ``total`` is the sum of the lines, ``stated_total`` what the document says; they are two
    facts so that a check can compare them.
    """
    sheets = [register for register in registers if register.kind == "cost" and _column(register)]
    unit = _currency(content, sheets, fields)
    if unit:
        yield _fact(document, "currency", unit, "", _currency_place(fields))
    if sheets:
        yield from _of_sheet(document, max(sheets, key=_size), unit)
    else:
        yield from _of_lines(document, content)


def _of_sheet(document: str, sheet: Register, unit: str) -> Iterator[Fact]:
    lines, totals = _read(sheet)
    stated = max(totals, key=lambda line: line.value, default=None)
    reserves = [line for line in lines if _RESERVES.within(fold(line.label))]
    if lines:
        total = _total(lines, reserves, stated)
        yield _fact(document, "total", plain(total), unit, sheet.location)
    if stated is not None:
        yield _fact(document, "stated_total", plain(stated.value), unit, stated.place)
    for line in reserves:
        yield _fact(document, "reserve", plain(line.value), unit, line.place)
    apart = [value for row in sheet.rows if (value := row.number("reserve"))]
    if apart and not reserves:
        place = sheet.rows[0].place("reserve")
        yield _fact(document, "reserve", plain(sum(apart, Decimal(0))), unit, place)


def _of_lines(document: str, content: Content) -> Iterator[Fact]:
    """Yield the stated total of a text: the last line that opens with *Total* and has a sum."""
    found = [
        (sums[-1], paragraph.location)
        for paragraph in content.paragraphs
        if is_total(" ".join(paragraph.text.split()[:2])) and (sums := amounts(paragraph.text))
    ]
    if found:
        stated, place = found[-1]
        yield _fact(document, "stated_total", plain(stated.value), stated.currency, place)


def _read(sheet: Register) -> tuple[list[Line], list[Line]]:
    """Return the lines and the totals; a row that repeats the sum so far is a total too."""
    lines: list[Line] = []
    totals: list[Line] = []
    stated = {id(row) for row in sheet.totals}
    parents = _parents(sheet.rows)
    column = _column(sheet)
    factor = scale(sheet.headers[sheet.columns[column]])
    times = False
    every = since = Decimal(0)
    parts = 0
    for row in sorted((*sheet.rows, *sheet.totals), key=_position):
        section = _section(row, sheet)
        times = _TIMES.within(section) if section else times
        line = _line(row, column, factor)
        if line is None or times or _is_time(line.label) or _is_income(row):
            continue
        code = _code(row)
        repeats = not code and (
            (len(lines) >= _SEVERAL and abs(line.value - every) <= _NEAR)
            or (parts >= _SEVERAL and abs(line.value - since) <= _NEAR)
        )
        if id(row) in stated or (repeats and line.value):
            totals.append(line)
            since, parts = Decimal(0), 0
        elif code not in parents:
            lines.append(line)
            every, since, parts = every + line.value, since + line.value, parts + 1
    return lines, totals


def _total(lines: Sequence[Line], reserves: Sequence[Line], stated: Line | None) -> Decimal:
    """Return what the lines add up to; notes below a total that fits are no lines."""
    every = sum((line.value for line in lines), Decimal(0))
    if stated is None or abs(stated.value - every) <= _NEAR:
        return every
    without = every - sum((line.value for line in reserves), Decimal(0))
    if reserves and abs(stated.value - without) <= _NEAR:
        return without
    running = Decimal(0)
    for count, line in enumerate(lines, 1):
        running += line.value
        if count >= _SEVERAL and abs(running - stated.value) <= _NEAR:
            return running
    return every


def _line(row: Row, column: str, factor: Decimal) -> Line | None:
    value = row.number(column)
    if value is None:
        return None
    return Line(row, value * factor, row.text(*LABELS), row.place(column))


def _column(sheet: Register) -> str:
    """Return the column of the amounts: the first by preference that holds most numbers.

    Where amounts were never calculated there is none: another column would be a guess.
    """
    if any(
        cell.uncalculated
        for row in (*sheet.rows, *sheet.totals, *sheet.prepared)
        for name in AMOUNTS
        if (cell := row.cell(name)) is not None
    ):
        return ""
    counts = {
        name: sum(row.number(name) is not None for row in (*sheet.rows, *sheet.totals))
        for name in AMOUNTS
        if name in sheet.columns
    }
    return max(counts, key=lambda name: counts[name], default="") if any(counts.values()) else ""


def _section(row: Row, sheet: Register) -> str:
    """Return the words that stand left of the label and open a section of the table."""
    label = min((sheet.columns[name] for name in LABELS if name in sheet.columns), default=0)
    return fold(" ".join(cell.value for cell in row.cells[:label] if cell.number is None))


def _is_time(label: str) -> bool:
    """Tell whether a short label counts hours or days, not money."""
    words = fold(label).split()
    return len(words) <= _SHORT and _TIMES.within(" ".join(words))


def _is_income(row: Row) -> bool:
    direction = fold(row.text("direction"))
    return bool(direction) and _INCOMES.open(direction)


def _parents(rows: Sequence[Row]) -> set[str]:
    codes = [_code(row) for row in rows]
    return {code.rpartition(".")[0] for code in codes if "." in code} | (
        {"0"} if "0" in codes and "1" in codes else set()
    )


def _code(row: Row) -> str:
    code = row.text("wbs", "id").rstrip(".")
    return code if _CODE.fullmatch(code) else ""


def _position(row: Row) -> int:
    found = _ROW.search(row.location)
    return int(found[1]) if found else 0


def _size(sheet: Register) -> tuple[int, int]:
    column = _column(sheet)
    return sum(row.number(column) is not None for row in sheet.rows), len(sheet.columns)


def _currency(content: Content, sheets: Sequence[Register], fields: Sequence[Field]) -> str:
    for field in fields:
        if field.name == "currency" and field.filled:
            return currency(field.value) or field.value.strip()[:3].upper()
    said: Counter[str] = Counter()
    for sheet in sheets:
        said.update(code for header in sheet.headers if (code := currency(header)))
        column = _column(sheet)
        cells = [row.cell(column) for row in (*sheet.rows, *sheet.totals)]
        said.update(
            code
            for cell in cells
            if cell is not None and (code := currency(cell.unit) or currency(cell.value))
        )
    if not said:
        texts = [one.text for one in content.paragraphs] + [table.title for table in content.tables]
        said.update(one.currency for text in texts for one in amounts(text))
    return said.most_common(1)[0][0] if said else ""


def _currency_place(fields: Sequence[Field]) -> str:
    return next((field.location for field in fields if field.name == "currency"), "")


def _fact(document: str, name: str, value: str, unit: str, location: str) -> Fact:
    return Fact(name=name, value=value, unit=unit, document=document, location=location)
