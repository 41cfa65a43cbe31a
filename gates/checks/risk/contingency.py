"""Check 18: do the contingency and the schedule margin cover what the risks may cost?"""

from collections.abc import Iterator
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.risk.cover import reserve_by_percentile, response_costs, time_cover
from gates.checks.structures.cost_plan import CostPlan, Placed, cost_plan, near
from gates.checks.structures.exposure import Priced, priced
from gates.checks.structures.risks import Risks, name_of
from gates.checks.wording import money, put, share

EXPECTED = both(
    "a contingency that covers the expected value of the open risks",
    "une provision qui couvre la valeur attendue des risques ouverts",
)
_FORBIDDEN = "forbidden"
_FLAT = Decimal("0.025")
"""Contingencies that are whole multiples of so much of the work look like a flat rate."""


@check("RISK-18")
def contingency_covers_risks(subject: Subject) -> Iterator[Verdict]:
    """Compare the expected cost and delay of the open risks with what is set apart for them.

    ``flat_percentage`` set to *forbidden* refuses a contingency that is a flat share of the
    work without analysis; ``responses_funded`` (true, but not in a first draft) asks that the
    costs of responses stand in the cost plan.
    """
    plan = cost_plan(subject)
    tables = priced(subject)
    faults = [fault for table in tables for fault in _wrong_products(table)]
    faults += _money(plan, tables)
    faults += time_cover(subject)
    if subject.use.settings.get("responses_funded", not subject.is_first_draft):
        faults += response_costs(subject, plan)
    faults += reserve_by_percentile(subject, plan)
    is_flat = not any(_values(table) for table in tables) and _flat_share(plan) is not None
    if is_flat and subject.words("flat_percentage", "") == _FORBIDDEN:
        faults.append(_flat(plan))
    if faults:
        yield from faults
        return
    values = [value for table in tables for value in _values(table)]
    if not values or plan.contingency is None:
        yield _nothing_to_compare(subject, plan, priced_at_all=bool(values))
        return
    yield passed(
        put(
            "the contingency {apart} covers the expected {expected} of {count} risks",
            "la provision de {apart} couvre les {expected} attendus de {count} risques",
            apart=money(plan.contingency.value),
            expected=money(sum(values, Decimal(0))),
            count=len(values),
        ),
        expected=EXPECTED,
        document=plan.contingency.reading.path,
        location=plan.contingency.location,
    )


def _values(table: Priced) -> list[Decimal]:
    found = (table.expected(row) for row in table.rows)
    return [value for value in found if value is not None]


def _wrong_products(table: Priced) -> Iterator[Verdict]:
    """Tell of expected values, and of their total, that are not what they are made of."""
    risks = table.risks
    for row in table.rows:
        stated, due = row.number("expected_value"), table.product(row)
        plain = None if row.number("response_cost") else due
        if stated is None or plain is None or near(stated, plain):
            continue
        yield _differs(risks, name_of(row), stated, plain, row.place("expected_value"))
    values = [row.number("expected_value") for row in risks.register.rows]
    due = sum((value for value in values if value is not None), Decimal(0))
    for row in risks.register.totals:
        stated = row.number("expected_value")
        if stated is not None and not near(stated, due):
            yield _differs(risks, "Total", stated, due, row.place("expected_value"))


def _differs(risks: Risks, name: str, stated: Decimal, due: Decimal, place: str) -> Verdict:
    found = put(
        "{name}: expected value {stated} stated, {due} recomputed",
        "{name} : valeur attendue {stated} affichée, {due} recalculée",
        name=name,
        stated=money(stated),
        due=money(due),
    )
    return failed(
        found,
        expected=both("probability times cost", "probabilité fois coût"),
        fix=both("Correct the value or what it is made of", "Corrigez la valeur ou ses termes"),
        document=risks.reading.path,
        location=place,
    )


def _money(plan: CostPlan, tables: list[Priced]) -> Iterator[Verdict]:
    expected = sum((value for table in tables for value in _values(table)), Decimal(0))
    if not expected or not plan.sheets:
        return
    apart = plan.contingency
    if apart is not None and (expected <= apart.value or near(expected, apart.value)):
        return
    if apart is None and plan.main is not None:
        apart = Placed(Decimal(0), plan.main[0], plan.main[1].place)
    if apart is None:
        return
    found = put(
        "expected value {expected}, contingency {apart}",
        "valeur attendue {expected}, provision {apart}",
        expected=money(expected),
        apart=money(apart.value),
    )
    yield failed(
        found,
        expected=EXPECTED,
        fix=both(
            "Raise the contingency, or lower the risks by responses that are paid for",
            "Relevez la provision, ou réduisez les risques par des réponses financées",
        ),
        document=apart.reading.path,
        location=apart.location,
    )


def _flat_share(plan: CostPlan) -> Decimal | None:
    """Return the flat share of the work that the contingency is, or None for another sum."""
    apart, work = plan.contingency, plan.work
    if apart is None or not work or not apart.value:
        return None
    steps = apart.value / work / _FLAT
    whole = Decimal(round(steps))
    return whole * _FLAT if whole and near(apart.value, whole * _FLAT * work) else None


def _flat(plan: CostPlan) -> Verdict:
    apart = plan.contingency
    return failed(
        _flat_words(plan),
        expected=both(
            "a contingency that comes from an analysis of the risks",
            "une provision issue d'une analyse des risques",
        ),
        fix=_PRICE,
        document=apart.reading.path if apart else "",
        location=apart.location if apart else "",
    )


def _flat_words(plan: CostPlan) -> Text:
    return put(
        "the contingency is a flat {share} of the work, without analysis of the risks",
        "la provision est un forfait de {share} des travaux, sans analyse des risques",
        share=share(_flat_share(plan) or Decimal(0)),
    )


def _nothing_to_compare(subject: Subject, plan: CostPlan, *, priced_at_all: bool) -> Verdict:
    if priced_at_all:
        found: Text = both(
            "the risks have a price, but no contingency was found in the package",
            "les risques sont chiffrés, mais aucune provision trouvée dans le dossier",
        )
    elif _flat_share(plan) is not None:
        found = _flat_words(plan)
    else:
        found = both(
            "the risks have no probability and cost", "les risques n'ont ni probabilité ni coût"
        )
    return cannot_tell(
        found,
        expected=EXPECTED,
        fix=_SET_APART if priced_at_all else _PRICE,
        document=subject.documents[0].path,
    )


_PRICE = both(
    "Give each open risk a probability in per cent and a cost, and derive the contingency",
    "Donnez à chaque risque ouvert une probabilité en % et un coût, et tirez-en la provision",
)
_SET_APART = both(
    "Add a row for the contingency to the table of costs",
    "Ajoutez une ligne de provision au tableau des coûts",
)
