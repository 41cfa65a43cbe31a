"""The facts of registers: risks, responsibilities, lessons, stakeholders, and plans in sheets."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.finding import Fact
from gates.evidence.understanding.blanks import is_blank
from gates.evidence.understanding.dates import cell_day, months_come_first
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.letters import letters
from gates.evidence.understanding.numbers import currency, plain
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

_VALUES = load("values")
_CLOSED = Phrases.listed(_VALUES["closed"])
_NOT_RISKS = Phrases.listed(_VALUES["not_risks"])
_DIGITS = re.compile(r"\d+(?:\.\d+)*")
_PERCENT = 100


def risk_facts(document: str, registers: Sequence[Register]) -> Iterator[Fact]:
    """Yield how many risks there are, are open, have no owner, and what they expose to.

    Exposure is the expected value of the open risks in money where the register has costs,
    else the sum of their scores, in points.
    """
    found = [register for register in registers if register.kind == "risk"]
    if not found:
        return
    rows = list(_risks(found))
    place = found[0].location
    ownerless = [row for row in rows if not _said(row.text("owner"))]
    live = [row for row in rows if is_open(row)]
    counts = {
        "risks": len(rows),
        "open_risks": len(live),
        "risks_without_owner": len(ownerless),
    }
    for name, count in counts.items():
        yield _fact(document, name, str(count), location=place)
    yield from _exposure(document, found[0], live)


def is_open(row: Row) -> bool:
    """Tell whether an entry is still open: its status does not say that it is over."""
    status = fold(row.text("status"))
    return not (status and len(status.split()) <= 3 and _CLOSED.open(status))  # noqa: PLR2004 - a status, not a comment


def responsibility_facts(document: str, registers: Sequence[Register]) -> Iterator[Fact]:
    """Yield the rows of a responsibility matrix, and those without or with several accountable."""
    matrix = next((register for register in registers if register.kind == "raci"), None)
    if matrix is None:
        return
    accountable = [
        sum("A" in letters(row.cells[place].value) for place in matrix.letters.values()
            if place < len(row.cells))
        for row in matrix.rows
    ]  # fmt: skip
    counts = {
        "rows": len(accountable),
        "rows_without_accountable": accountable.count(0),
        "rows_with_several_accountable": sum(count > 1 for count in accountable),
    }
    for name, count in counts.items():
        yield _fact(document, name, str(count), location=matrix.location)


def counted(document: str, registers: Sequence[Register], kind: str, name: str) -> Iterator[Fact]:
    """Yield how many entries the registers of a kind hold."""
    found = [register for register in registers if register.kind == kind]
    if found:
        count = sum(len(register.rows) for register in found)
        yield _fact(document, name, str(count), location=found[0].location)


def planned(document: str, registers: Sequence[Register]) -> Iterator[Fact]:
    """Yield the size and the dates of a plan that is kept in a sheet.

    Rows that only open a section, and rows whose code others continue, are summaries.
    """
    plans = [register for register in registers if register.kind == "schedule"]
    if not plans:
        return
    plan = max(plans, key=lambda register: len(register.rows))
    codes = [_code(row) for row in plan.rows]
    parents = {code.rpartition(".")[0] for code in codes if "." in code}
    leaves = [
        row for row, code in zip(plan.rows, codes, strict=True) if not code or code not in parents
    ]
    counts = {
        "tasks": len(plan.rows),
        "task_rows": len(plan.rows) + len(plan.headings) + plan.unfilled,
        "leaf": len(leaves),
        "summary": len(plan.rows) - len(leaves) + len(plan.headings),
    }
    for name, count in counts.items():
        yield _fact(document, name, str(count), location=plan.location)
    texts = [row.text(name) for row in plan.rows for name in ("start", "finish")]
    american = months_come_first(texts)
    for name, columns, choose in (("start", ("start",), min), ("finish", ("finish", "due"), max)):
        dated = [
            (day, cell.location)
            for row in leaves
            for column in columns
            if (cell := row.cell(column)) and (day := cell_day(cell, month_first=american))
        ]
        if dated:
            day, place = choose(dated)
            yield _fact(document, name, day.isoformat(), location=place)


def _leaves(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that no other row details: by their codes, or by having no dates."""
    codes = [_code(row) for row in rows]
    parents = {code.rpartition(".")[0] for code in codes if "." in code}
    dated = [bool(row.text("start", "finish", "due")) for row in rows]
    undated_open = sum(dated) * 2 > len(rows)
    leaves = []
    for place, row in enumerate(rows):
        opens = undated_open and not dated[place] and any(dated[place + 1 : place + 3])
        if codes[place] not in parents and not opens:
            leaves.append(row)
    return leaves


def _code(row: Row) -> str:
    code = row.text("wbs", "id").rstrip(".")
    plain_code = code.removesuffix(".0") if code.count(".") == 1 else code
    return plain_code if _DIGITS.fullmatch(plain_code) else ""


def _risks(registers: Sequence[Register]) -> Iterator[Row]:
    """Yield each risk once: sheets of one document may repeat it by its number."""
    seen: set[str] = set()
    for place, register in enumerate(registers):
        for row in register.rows:
            category = fold(row.text("category"))
            if category and len(category.split()) == 1 and _NOT_RISKS.open(category):
                continue
            number = fold(row.text("id"))
            if place and number in seen:
                continue
            seen.add(number)
            yield row


def _exposure(document: str, register: Register, rows: Sequence[Row]) -> Iterator[Fact]:
    columns = register.columns
    for money, values in (
        ("expected_value", [row.number("expected_value") for row in rows]),
        ("cost_impact", [_expected(row) for row in rows]),
    ):
        if money in columns and any(value is not None for value in values):
            header = register.headers[columns[money]]
            total = sum((value for value in values if value is not None), Decimal(0))
            yield _fact(document, "exposure", plain(total), currency(header), register.location)
            return
    scores = [_score(row) for row in rows]
    if any(score is not None for score in scores):
        total = sum((score for score in scores if score is not None), Decimal(0))
        yield _fact(document, "exposure", plain(total), "points", register.location)


def _expected(row: Row) -> Decimal | None:
    probability, cost = row.number("probability"), row.number("cost_impact")
    if probability is None or cost is None:
        return None
    return cost * (probability if probability <= 1 else probability / _PERCENT)


def _score(row: Row) -> Decimal | None:
    score = row.number("score")
    if score is not None:
        return score if score > 0 else None
    probability, impact = row.number("probability"), row.number("impact")
    return None if probability is None or impact is None else probability * impact


def _said(text: str) -> bool:
    return bool(text) and not is_blank(text)


def _fact(document: str, name: str, value: str, unit: str = "", location: str = "") -> Fact:
    return Fact(name=name, value=value, unit=unit, document=document, location=location)
