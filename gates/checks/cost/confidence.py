"""Whether the budget reaches the confidence that the method asks for."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, failed
from gates.checks.cost.three_point_tables import three_point_tables
from gates.checks.structures.cost_plan import CostPlan
from gates.checks.structures.percentiles import Percentile, percentiles
from gates.checks.structures.three_point import sum_of
from gates.checks.wording import money, put
from gates.evidence.content import State

_PART = Decimal("0.5")
"""Values below so large a share of the work are those of the contingency alone."""


def confidence(subject: Subject, plan: CostPlan) -> Iterator[Verdict]:
    """Yield a fault when the budget lies below the percentile that the method sets."""
    asked = subject.number("confidence", 0)
    if not asked or plan.main is None:
        return
    found = [
        each
        for reading in subject.dossier.readings
        if reading.state in (State.FILLED, State.PARTIAL)
        for each in percentiles(reading.content)
    ]
    due = _at(found, asked)
    if due is None:
        due = _from_three_points(subject, asked)
    expected = put(
        "a budget at a confidence of {percent}%",
        "un budget au niveau de confiance de {percent} %",
        percent=f"{asked.normalize():f}",
    )
    if due is None:
        yield cannot_tell(
            both("no analysis of the cost risk was found", "aucune analyse du risque trouvée"),
            expected=expected,
            fix=both(
                "Attach the percentiles of the cost, or estimates of three points",
                "Joignez les percentiles du coût, ou des estimations à trois points",
            ),
            document=plan.main[0].path,
            location=plan.main[1].place,
        )
        return
    budget = plan.baseline + plan.management_reserve
    if due < plan.work * _PART and plan.contingency is not None:
        budget = plan.contingency.value
    if budget < due:
        yield _below(plan, budget, due, expected)


def _at(found: Sequence[Percentile], asked: Decimal) -> Decimal | None:
    """Return the value at a percentile, on the line between its neighbours where need be."""
    points = sorted({(Decimal(each.percent), each.value) for each in found})
    below = [point for point in points if point[0] <= asked]
    above = [point for point in points if point[0] >= asked]
    if not below or not above:
        return None
    (low, first), (high, last) = below[-1], above[0]
    if low == high:
        return first
    return first + (last - first) * (asked - low) / (high - low)


def _from_three_points(subject: Subject, asked: Decimal) -> Decimal | None:
    lines = [
        points
        for table in three_point_tables(subject)
        if table.is_money
        for _, points in table.rows
    ]
    return sum_of(lines).quantile(asked / 100) if lines else None


def _below(plan: CostPlan, budget: Decimal, due: Decimal, expected: Text) -> Verdict:
    main = plan.main
    return failed(
        put(
            "{budget} budgeted, {due} are needed for that confidence",
            "{budget} budgétés, il en faut {due} pour cette confiance",
            budget=money(budget),
            due=money(due),
        ),
        expected=expected,
        fix=both(
            "Raise the contingency, or lower the cost risk",
            "Relevez la provision, ou réduisez le risque de coût",
        ),
        document=main[0].path if main else "",
        location=main[1].place if main else "",
    )
