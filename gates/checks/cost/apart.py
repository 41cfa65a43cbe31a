"""What a budget keeps apart: the contingency beside the lines, the reserve above the baseline."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.structures.breakdown import rounding
from gates.checks.structures.cost_plan import (
    CostPlan,
    every_row,
    in_units,
    is_baseline,
    is_management_reserve,
    label_of,
    near,
)
from gates.checks.structures.ledger_of_cost import Sheet
from gates.checks.wording import money, put
from gates.evidence.content import Reading
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

_INCLUSIVE = Phrases.listed(load("values")["inclusive"])
_LONGEST_LABEL = 10
"""Longer texts describe a project, they name no line."""


def apart(subject: Subject, plan: CostPlan) -> Iterator[Verdict]:
    """Yield what is wrong with contingency and management reserve."""
    wanted = subject.use.settings.get("contingency", not subject.is_first_draft)
    inside = [each for sheet in plan.sheets for each in _hidden(*sheet)]
    yield from inside
    if wanted and not inside:
        yield from _no_contingency(subject, plan.sheets)
    for reading, sheet in plan.sheets:
        yield from _reserve_inside(plan, reading, sheet)
    yield from _reserve_in_value(subject, plan)


def _no_contingency(subject: Subject, sheets: Sequence[tuple[Reading, Sheet]]) -> Iterator[Verdict]:
    """Ask for a contingency where a baseline is asked and risks are open."""
    amounts = [value for _, sheet in sheets for value in sheet.contingencies]
    stated = any(
        fact.name == "reserve" and Decimal(fact.value) > rounding(Decimal(0), 1)
        for document in subject.documents
        for fact in document.facts
        if not _is_reserve_of_management(sheets, fact.location)
    )
    if any(value > 0 for value in amounts) or stated:
        return
    if not any(register.rows for _, register in subject.registers_anywhere("risk")):
        return
    reading, sheet = sheets[0]
    yield failed(
        both("no contingency, although risks are open", "aucune provision, malgré les risques"),
        expected=both(
            "a contingency, shown apart from the lines", "une provision, à part des lignes"
        ),
        fix=both(
            "Add a row for the contingency, from the value of the risks",
            "Ajoutez une ligne de provision, tirée de la valeur des risques",
        ),
        document=reading.path,
        location=sheet.place,
    )


def _is_reserve_of_management(sheets: Sequence[tuple[Reading, Sheet]], location: str) -> bool:
    return any(
        row.place(sheet.concept) == location and is_management_reserve(row)
        for _, sheet in sheets
        for row in every_row(sheet)
    )


def _hidden(reading: Reading, sheet: Sheet) -> Iterator[Verdict]:
    """Tell of a line that holds a contingency together with something else."""
    for row in sheet.contingency_rows:
        label = label_of(row)
        if label.count(" ") > _LONGEST_LABEL or "provision of" in label:
            continue
        if _INCLUSIVE.within(label) and row not in sheet.totals:
            yield failed(
                put(
                    "{line}: the contingency is inside the line",
                    "{line} : la provision est dans la ligne",
                    line=_name(row),
                ),
                expected=both(
                    "a contingency, shown apart from the lines", "une provision, à part des lignes"
                ),
                fix=both(
                    "Take the contingency out of the line and give it a row of its own",
                    "Sortez la provision de la ligne et donnez-lui la sienne",
                ),
                document=reading.path,
                location=row.place(sheet.concept),
            )


def _reserve_inside(plan: CostPlan, reading: Reading, sheet: Sheet) -> Iterator[Verdict]:
    """Tell of a baseline that counts the management reserve in."""
    for row in every_row(sheet):
        value = in_units(sheet, row)
        if is_baseline(row) and not is_management_reserve(row) and _counts_reserve(plan, value):
            yield _too_much(reading, value, plan, row.place(sheet.concept), _NAME)


def _reserve_in_value(subject: Subject, plan: CostPlan) -> Iterator[Verdict]:
    """Tell of a report whose budget at completion counts the management reserve in."""
    for reading in subject.dossier.readings:
        for fact in reading.facts:
            if fact.name == "budget_at_completion":
                value = Decimal(fact.value) * _FACTORS.get(fact.unit[:1], Decimal(1))
                if _counts_reserve(plan, value):
                    yield _too_much(reading, value, plan, fact.location, both("BAC", "BAC"))


def _counts_reserve(plan: CostPlan, value: Decimal) -> bool:
    reserve = plan.management_reserve
    return bool(reserve and near(value, plan.baseline + reserve) and not near(value, plan.baseline))


def _too_much(reading: Reading, value: Decimal, plan: CostPlan, place: str, name: Text) -> Verdict:
    return failed(
        put(
            "{name} {value} holds the management reserve of {reserve}",
            "{name} {value} contient la réserve de management de {reserve}",
            name=name,
            value=money(value),
            reserve=money(plan.management_reserve),
        ),
        expected=put(
            "{due}, without the management reserve",
            "{due}, sans la réserve de management",
            due=money(plan.baseline),
        ),
        fix=both(
            "Put the management reserve above the baseline, in the budget only",
            "Mettez la réserve de management au-dessus de la référence, dans le budget seul",
        ),
        document=reading.path,
        location=place,
    )


def _name(row: Row) -> str:
    return row.text("item", "task", "description", "name", "category") or row.location


_NAME = both("the baseline", "la référence")
_FACTORS = {"k": Decimal(1000), "M": Decimal(1_000_000)}
