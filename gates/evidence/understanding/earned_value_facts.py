"""The facts of an earned-value sheet, from its labels and its table."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.finding import Fact
from gates.evidence.content import Cell, Content, Table
from gates.evidence.understanding.columns import is_total
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import cell_number, currency, number, plain, scale
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

_NAMES = {
    "bac": "budget_at_completion", "budget at completion": "budget_at_completion",
    "budget a l achevement": "budget_at_completion", "pv": "planned_value",
    "planned value": "planned_value", "bcws": "planned_value", "valeur planifiee": "planned_value",
    "ev": "earned_value", "earned value": "earned_value", "bcwp": "earned_value",
    "valeur acquise": "earned_value", "ac": "actual_cost", "actual cost": "actual_cost",
    "acwp": "actual_cost", "ac budget": "actual_cost", "budget": "budget_at_completion",
    "cout reel": "actual_cost", "cpi": "cpi",
    "cost performance index": "cpi", "ipc": "cpi", "indice de performance des couts": "cpi",
    "spi": "spi", "schedule performance index": "spi", "ipd": "spi",
    "indice de performance des delais": "spi", "eac": "eac", "estimate at completion": "eac",
    "estimation a l achevement": "eac", "etc": "etc", "estimate to complete": "etc",
    "vac": "vac", "variance at completion": "vac", "tcpi": "tcpi",
    "to complete performance index": "tcpi",
}  # fmt: skip
_RATIOS = frozenset({"cpi", "spi", "tcpi"})
_STATED = re.compile(
    r"^\s*([A-Za-zÀ-ÿ' ()]{2,60}?)\s*[=:]\s*([-\d][\d.,  ]*)\s*(?:[kKM]?[€$£]|[A-Z]{3})?\s*$"
)
_ASIDE = re.compile(r"\(([A-Za-z]{2,4})\)")
_COLUMNS = {
    "amount": "budget_at_completion",
    "planned_value": "planned_value",
    "earned_value": "earned_value",
    "actual_cost": "actual_cost",
}
_REACH = 2


def earned_value_facts(
    document: str, content: Content, registers: Sequence[Register]
) -> Iterator[Fact]:
    """Yield the earned-value figures as the document states them, each once, with its place.

    Totals of the table come first, then figures beside their label. Figures are given in the
    unit that the sheet uses, such as ``kUSD``. Nothing is computed here.
    """
    sheet = next((one for one in registers if one.kind == "earned_value"), None)
    found: dict[str, Fact] = {}
    unit = _unit(sheet)
    if sheet is not None:
        for name, value, place in _totals(sheet):
            found.setdefault(name, _fact(document, name, value, unit, place))
    named: set[str] = set()
    labelled: dict[str, Fact] = {}
    for table in content.tables:
        for name, stated, place in _labels(table):
            named.add(name)
            if stated is not None:
                labelled.setdefault(name, _fact(document, name, stated, unit, place))
    if sheet is not None or len(named) > _REACH:
        found = {**labelled, **found}
    yield from (found[name] for name in dict.fromkeys(_NAMES.values()) if name in found)


def _totals(sheet: Register) -> Iterator[tuple[str, Decimal, str]]:
    """Yield the totals of a table: its total row, else the sum of its rows."""
    row = next(iter(sheet.totals), None) or next((r for r in sheet.rows if _adds_up(r)), None)
    for column, name in _COLUMNS.items():
        if column not in sheet.columns:
            continue
        if row is not None:
            value = row.number(column)
            if value is not None:
                yield name, value, row.place(column)
            continue
        values = [one.number(column) for one in sheet.rows]
        if any(value is not None for value in values):
            total = sum((value for value in values if value is not None), Decimal(0))
            yield name, total, sheet.location


def _adds_up(row: Row) -> bool:
    first = next((cell.value for cell in row.cells if cell.value.strip()), "")
    return is_total(first) or fold(first) in {"bac", "budget at completion"}


def _labels(table: Table) -> Iterator[tuple[str, Decimal | None, str]]:
    """Yield the figures that cells name, with the value in the cell or beside it, if any."""
    for cells in table.rows:
        for place, cell in enumerate(cells):
            if not cell.value.strip() or cell.number is not None:
                continue
            for part in cell.value.split("/") if cell.value.count("=") > 1 else [cell.value]:
                stated = _STATED.fullmatch(part)
                name = _named(stated[1] if stated else part.split("=")[0])
                if not name:
                    continue
                if stated:
                    yield name, number(stated[2].strip()), cell.location
                else:
                    yield name, *_beside(cells, place)


def _beside(cells: Sequence[Cell], place: int) -> tuple[Decimal | None, str]:
    for cell in cells[place + 1 : place + 1 + _REACH]:
        value = cell_number(cell)
        if value is not None:
            return value, cell.location
        if cell.value.strip():
            break
    return None, ""


def _named(label: str) -> str:
    short = _ASIDE.search(label)
    if short and fold(short[1]) in _NAMES:
        return _NAMES[fold(short[1])]
    return _NAMES.get(fold(_ASIDE.sub(" ", label)), "")


def _unit(sheet: Register | None) -> str:
    if sheet is None:
        return ""
    headers = [sheet.headers[place] for place in sheet.columns.values()]
    header = next((one for one in headers if currency(one)), "")
    if not header:
        return ""
    prefix = {Decimal(1000): "k", Decimal(1_000_000): "M"}.get(scale(header), "")
    return prefix + currency(header)


def _fact(document: str, name: str, value: Decimal, unit: str, location: str) -> Fact:
    return Fact(
        name=name,
        value=plain(value),
        unit="" if name in _RATIOS else unit,
        document=document,
        location=location,
    )
