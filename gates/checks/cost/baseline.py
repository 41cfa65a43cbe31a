"""Check 11: does the money add up, from the lines to the baseline and the budget?"""

from collections.abc import Iterator
from decimal import Decimal

from domain.text import both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.cost.apart import apart
from gates.checks.cost.same_total import other_totals
from gates.checks.cost.typed_totals import typed_totals
from gates.checks.structures.breakdown import line_of, unsound_sums
from gates.checks.structures.cost_plan import CostPlan, is_detail
from gates.checks.structures.ledger_of_cost import Sheet, open_sheet
from gates.checks.wording import money, put
from gates.evidence.content import Reading
from gates.evidence.understanding.row import Row

EXPECTED = both(
    "lines that add up to each total, with the contingency apart",
    "des lignes dont la somme fait chaque total, avec la provision à part",
)


@check("COST-11")
def budget_adds_up(subject: Subject) -> Iterator[Verdict]:
    """Judge every table of costs: parents against children, totals against lines.

    ``contingency`` (true, but not in a first draft) asks for a contingency where risks are
    open; ``tolerance`` (0.001) is the share by which other documents may state another total.
    """
    sheets = [
        (reading, open_sheet(register))
        for reading, register in subject.registers("cost")
        if not is_detail(register)
    ]
    sheets = [(reading, sheet) for reading, sheet in sheets if sheet.lines]
    if not sheets:
        document = subject.documents[0].path
        yield cannot_tell(_NO_TABLE, expected=EXPECTED, fix=_AS_TABLE, document=document)
        return
    faults = [fault for each in sheets for fault in _of_sheet(*each)]
    faults += _totals_missing(sheets)
    plan = CostPlan(tuple(sheets))
    faults += apart(subject, plan)
    if not subject.is_first_draft:
        faults += other_totals(subject, plan, subject.number("tolerance", "0.001"))
    if faults:
        yield from faults
        return
    reading, sheet = max(sheets, key=lambda each: each[1].largest)
    found = put(
        "{lines} lines, {totals} totals, up to {amount}",
        "{lines} lignes, {totals} totaux, jusqu'à {amount}",
        lines=sum(len(each.lines) for _, each in sheets),
        totals=sum(len(each.totals) for _, each in sheets),
        amount=money(sheet.largest, sheet.currency),
    )
    yield passed(found, expected=EXPECTED, document=reading.path, location=sheet.place)


def _of_sheet(reading: Reading, sheet: Sheet) -> Iterator[Verdict]:
    for row in sheet.uncalculated:
        yield cannot_tell(
            both("a formula that was never calculated", "une formule jamais calculée"),
            expected=EXPECTED,
            fix=both(
                "Open the file in a spreadsheet, recalculate and save it",
                "Ouvrez le fichier dans un tableur, recalculez et enregistrez",
            ),
            document=reading.path,
            location=row.place(sheet.concept),
        )
    if sheet.uncalculated:
        return
    named = set()
    for parent, stated, total in unsound_sums(sheet.breakdown, sheet.concept):
        if parent.row is not None:
            named.add(line_of(parent.row))
            yield _wrong_sum(reading, sheet, parent.row, stated, total)
    for row, stated, total in sheet.unsound_totals():
        if line_of(row) not in named:
            named.add(line_of(row))
            yield _wrong_sum(reading, sheet, row, stated, total)
    yield from typed_totals(reading, sheet, named)


def _wrong_sum(
    reading: Reading, sheet: Sheet, row: Row, stated: Decimal, total: Decimal
) -> Verdict:
    cell = row.cell(sheet.concept)
    typed = cell is not None and not cell.formula and sheet.has_formulas
    low = stated < total
    found = put(
        "{stated} stated, {gap} {side} than the sum{typed}",
        "{stated} affichés, {gap} de {side} que la somme{typed}",
        stated=money(stated, sheet.currency),
        gap=money(abs(stated - total), sheet.currency),
        side=both("less" if low else "more", "moins" if low else "plus"),
        typed=both(
            "; a typed number stands where a formula should" if typed else "",
            " ; un nombre saisi tient la place d'une formule" if typed else "",
        ),
    )
    return failed(
        found,
        expected=put(
            "{total}, the sum of the lines",
            "{total}, la somme des lignes",
            total=money(total, sheet.currency),
        ),
        fix=both(
            "Put the formula back, or correct the line that is wrong",
            "Remettez la formule, ou corrigez la ligne fausse",
        ),
        document=reading.path,
        location=row.place(sheet.concept),
    )


def _totals_missing(sheets: list[tuple[Reading, Sheet]]) -> Iterator[Verdict]:
    if any(sheet.totals or sheet.is_added_up_by_codes for _, sheet in sheets):
        return
    reading, sheet = max(sheets, key=lambda each: len(each[1].lines))
    yield cannot_tell(
        put(
            "{lines} lines and no total; they add up to {total}",
            "{lines} lignes et aucun total ; leur somme est {total}",
            lines=len(sheet.lines),
            total=money(sheet.sum_of_lines, sheet.currency),
        ),
        expected=both("a stated total", "un total affiché"),
        fix=both("Add a row with the total", "Ajoutez une ligne de total"),
        document=reading.path,
        location=sheet.place,
    )


_NO_TABLE = both(
    "no table of costs was found in the document", "aucun tableau de coûts trouvé dans le document"
)
_AS_TABLE = both(
    "Write the costs as a table: a line, an amount, and a total that adds them up",
    "Écrivez les coûts dans un tableau : un poste, un montant, et un total qui les additionne",
)
