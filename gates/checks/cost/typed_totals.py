"""Typed numbers where the other totals of a table are formulas: they stay when lines change."""

from collections.abc import Collection, Iterator

from domain.text import both
from gates.checks.check import Verdict, failed
from gates.checks.structures.breakdown import line_of
from gates.checks.structures.ledger_of_cost import Sheet
from gates.checks.wording import money, put
from gates.evidence.content import Cell, Reading
from gates.evidence.understanding.row import Row


def typed_totals(reading: Reading, sheet: Sheet, told: Collection[int]) -> Iterator[Verdict]:
    """Yield the totals that somebody typed; lines in ``told`` were told of already."""
    for row in sheet.totals:
        cell = row.cell(sheet.concept)
        if cell is None or cell.formula or cell.number is None or line_of(row) in told:
            continue
        siblings = [*_beside(row, cell), *_above_and_below(sheet, row)]
        if siblings and all(each.formula for each in siblings):
            yield failed(
                put(
                    "{value} is typed, the other totals are formulas",
                    "{value} est saisi, les autres totaux sont des formules",
                    value=money(sheet.value(row), sheet.currency),
                ),
                expected=both("a formula, as in the other totals", "une formule, comme ailleurs"),
                fix=both("Put the formula back", "Remettez la formule"),
                document=reading.path,
                location=row.place(sheet.concept),
            )


def _beside(row: Row, own: Cell) -> list[Cell]:
    """Return the other figures of the row under columns that are understood."""
    cells = (row.cell(name) for name in row.columns)
    return [
        cell for cell in cells if cell is not None and cell is not own and cell.number is not None
    ]


def _above_and_below(sheet: Sheet, row: Row) -> list[Cell]:
    cells = (each.cell(sheet.concept) for each in sheet.totals if each is not row)
    return [cell for cell in cells if cell is not None and cell.number is not None]
