"""Whether the business case still holds: its options, its sensitivity, its figures."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.integration.cash_flow import (
    CashFlow,
    cash_flow_of,
    discount_rate,
    net_present_value,
    payback,
)
from gates.checks.structures.passages import passages
from gates.checks.wording import money, put
from gates.evidence.content import Reading, State, Table
from gates.evidence.understanding.vocabulary import Phrases, load

_WORDS = load("control")
_SENSITIVITY = Phrases.listed(_WORDS["sensitivity"])
_NOTHING = Phrases.listed(_WORDS["do_nothing"])
_ROUGHLY = Decimal("0.01")
"""Share of all that moves by which rounded factors may be off."""

_YEAR = Decimal(1)
_SEVERAL = 2
_MOVED = re.compile(r"[+\-\N{MINUS SIGN}\N{EN DASH}±]\s*\d+(?:[.,]\d+)?\s*%")


def business_case_holds(subject: Subject, *, expected: Text) -> Iterator[Verdict]:
    """Yield what the business cases of the package lack, and figures that do not follow."""
    cases = [
        each
        for each in subject.dossier.readings
        if each.role == "business case" and each.state in (State.FILLED, State.PARTIAL)
    ]
    if not cases or subject.is_first_draft:
        return
    yield from _lacking(cases, expected)
    flows = [found for each in cases if (found := cash_flow_of(each)) is not None]
    if flows:
        yield from _figures(subject, cases, flows[0], expected)


def _lacking(cases: Sequence[Reading], expected: Text) -> Iterator[Verdict]:
    texts = [each.folded for each in passages(cases)]
    document = cases[0].path
    if not any(_NOTHING.within(text) for text in texts):
        yield failed(_NO_OPTION, expected=expected, fix=_ADD_OPTION, document=document)
    varied = any(_varies(table) for each in cases for table in each.content.tables)
    if not varied and not any(_SENSITIVITY.within(text) for text in texts):
        yield failed(_NO_SENSITIVITY, expected=expected, fix=_ADD_SENSITIVITY, document=document)


def _varies(table: Table) -> bool:
    """Tell whether a table gives what follows when something rises or falls by a share."""
    moved = [cell for cells in table.rows for cell in cells if _MOVED.fullmatch(cell.value.strip())]
    return len(moved) >= _SEVERAL


def _figures(
    subject: Subject, cases: Sequence[Reading], flow: CashFlow, expected: Text
) -> Iterator[Verdict]:
    rates = [rate for each in cases if (rate := discount_rate(each)) is not None]
    stated = [value for each in cases if (value := net_present_value(each)) is not None]
    if rates:
        near = max(flow.weight(rates[0]) * _ROUGHLY, Decimal(1))
        values = flow.present_values(rates[0])
        for each in stated:
            if all(abs(each.value - value) > near for value in values):
                yield failed(
                    put(
                        "the net present value is {said}, its costs and benefits give {due}",
                        "la valeur actuelle nette est {said}, ses coûts et gains donnent {due}",
                        said=money(each.value, each.unit),
                        due=money(values[0], each.unit),
                    ),
                    expected=expected,
                    fix=_RECOMPUTE,
                    document=each.document,
                    location=each.location,
                )
    rate = rates[0] if rates else Decimal(0)
    for each in [value for case in cases if (value := payback(case)) is not None]:
        due = flow.paybacks(rate)
        if not due or not min(due) - _YEAR <= each.value <= max(due) + _YEAR:
            yield failed(
                put(
                    "the payback is {said} years, its costs and benefits give {due}",
                    "le temps de retour est de {said} ans, ses coûts et gains donnent {due}",
                    said=_years(each.value),
                    due=_years(due[0]) if due else both("none", "aucun"),
                ),
                expected=expected,
                fix=_RECOMPUTE,
                document=each.document,
                location=each.location,
            )
    yield from _old_costs(subject, flow, expected)


def _years(value: Decimal) -> Text:
    text = f"{value:.1f}"
    return both(text, text.replace(".", ","))


def _old_costs(subject: Subject, flow: CashFlow, expected: Text) -> Iterator[Verdict]:
    """Yield costs that are lower than what the project alone costs now."""
    share = subject.number("cost_tolerance", "0.05")
    said = sum(flow.costs, Decimal(0))
    totals = [
        (Decimal(fact.value), fact)
        for reading in subject.dossier.readings
        if reading.role == "cost" and reading.state in (State.FILLED, State.PARTIAL)
        for fact in reading.facts
        if fact.name in ("stated_total", "total")
    ]
    lowest = min(totals, key=lambda each: each[0], default=None)
    if lowest is not None and said < lowest[0] * (1 - share) and said * 100 > lowest[0]:
        yield failed(
            put(
                "its costs are {said} in all, the cost plan says {due}",
                "ses coûts font {said} en tout, le plan des coûts dit {due}",
                said=money(said, lowest[1].unit),
                due=money(lowest[0], lowest[1].unit),
            ),
            expected=expected,
            fix=_RECOMPUTE,
            document=flow.document,
            location=flow.location,
        )


_NO_OPTION = both(
    "the business case has no option to do nothing",
    "le dossier d'opportunité n'a pas d'option « ne rien faire »",
)
_ADD_OPTION = both(
    "Compare the options with doing nothing, or the least",
    "Comparez les options à ne rien faire, ou au minimum",
)
_NO_SENSITIVITY = both(
    "the business case has no sensitivity analysis",
    "le dossier d'opportunité n'a pas d'analyse de sensibilité",
)
_ADD_SENSITIVITY = both(
    "Say what the value becomes when costs rise, benefits fall or come late",
    "Dites ce que devient la valeur si les coûts montent, si les gains baissent ou tardent",
)
_RECOMPUTE = both(
    "Compute it again from the costs and benefits of today",
    "Recalculez-le avec les coûts et les gains d'aujourd'hui",
)
