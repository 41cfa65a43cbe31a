"""Does effort times rate make the labour cost of the cost sheet?"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.staffing_table import labour_of
from gates.checks.wording import money, put
from gates.evidence.content import Reading
from gates.evidence.understanding.columns import is_total
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import scale
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

Tables = Sequence[tuple[Reading, Register]]

_LABOUR = tuple(
    f"{words} "
    for words in (
        *("labour", "labor", "personnel", "staff", "staff costs", "salaries", "manpower"),
        *("internal effort", "main d oeuvre", "salaires", "masse salariale", "personalkosten"),
        *("charges de personnel", "couts de personnel", "frais de personnel", "arbeitskosten"),
        *("personal", "mano de obra", "sueldos", "lonn", "internal labour", "internal labor"),
    )
)
_NO_LABOUR = (
    *("training", "protective", "travel", "equipment", "recruitment", "computer", "insurance"),
    *("formation", "deplacement", "materiel", "equipement", "schutz", "welfare", "meals"),
)
"""What is bought for people is not their work."""

_LABELS = ("item", "category", "description", "name", "resource", "task")


def effort_faults(subject: Subject, tables: Tables, expected: Text) -> Iterator[Verdict]:
    """Yield the rows whose cost is not effort times rate, and a sum that the cost sheet misses."""
    tolerance = subject.number("cost_tolerance", "0.01")
    whole = Decimal(0)
    first: tuple[Reading, Row] | None = None
    for reading, table in tables:
        for row in table.rows:
            cost = labour_of(table, row)
            if cost is None:
                continue
            first = first or (reading, row)
            whole += cost
            stated = row.number("amount")
            each = row.number("quantity") or Decimal(1)
            fits = stated is None or any(_near(stated, c, tolerance) for c in (cost, cost * each))
            if not fits and stated is not None:
                yield failed(
                    put(
                        "{who}: effort times rate is {computed}, the table says {stated}",
                        "{who} : charge fois taux font {computed}, le tableau dit {stated}",
                        who=row.text("person", "resource", "name", "role"),
                        computed=money(cost),
                        stated=money(stated),
                    ),
                    expected=expected,
                    fix=_CORRECT,
                    document=reading.path,
                    location=row.place("amount"),
                )
    if first is None:
        return
    labour = _labour_of_costs(subject, {reading.path for reading, _ in tables})
    if labour is not None and not _near(labour[0], whole, tolerance):
        value, document, location = labour
        yield failed(
            put(
                "effort times rate is {computed} in {file}, the labour cost here is {stated}",
                "charge fois taux font {computed} dans {file}, la main-d'œuvre est ici de {stated}",
                computed=money(whole),
                file=first[0].path,
                stated=money(value),
            ),
            expected=expected,
            fix=_CORRECT,
            document=document,
            location=location,
        )


def _labour_of_costs(subject: Subject, staffing: set[str]) -> tuple[Decimal, str, str] | None:
    """Return the labour cost of the first cost sheet that shows it, with its place."""
    for reading, sheet in subject.registers_anywhere("cost"):
        if {"work", "unit_cost"} <= set(sheet.columns) and reading.path in staffing:
            continue
        rows = [row for row in sheet.rows if row.number("labour_cost")]
        if rows:
            total = _total(sheet, rows, "labour_cost")
            return total, reading.path, rows[0].place("labour_cost")
        lines = [row for row in sheet.rows if _is_labour(row) and row.number("amount")]
        if lines:
            total = _total(sheet, lines, "amount")
            return total, reading.path, lines[0].place("amount")
    return None


def _total(sheet: Register, rows: Sequence[Row], name: str) -> Decimal:
    factor = scale(sheet.headers[sheet.columns[name]])
    return sum((row.number(name) or Decimal(0) for row in rows), Decimal(0)) * factor


def _is_labour(row: Row) -> bool:
    label = fold(row.text(*_LABELS))
    if is_total(label) or not f"{label} ".startswith(_LABOUR):
        return False
    return not any(word.startswith(_NO_LABOUR) for word in label.split())


def _near(one: Decimal, other: Decimal, tolerance: Decimal) -> bool:
    return abs(one - other) <= max(tolerance * max(abs(one), abs(other)), Decimal(1))


_CORRECT = both(
    "Correct the effort, the rate or the cost, so that they agree",
    "Corrigez la charge, le taux ou le coût, pour qu'ils s'accordent",
)
