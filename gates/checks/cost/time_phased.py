"""Check 12: is the curve of costs over time whole, and does it fit the schedule?"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.cost.within_schedule import baseline_cost, outside_schedule
from gates.checks.structures.cost_plan import CostPlan, cost_plan, near
from gates.checks.structures.periods import gaps
from gates.checks.structures.spending import Curve, Point, Series, curves
from gates.checks.wording import money, put

EXPECTED = both(
    "costs over contiguous periods that add up to the budget at completion",
    "des coûts sur des périodes contiguës dont la somme fait le budget à l'achèvement",
)
KINDS = ("funding", "cost", "earned_value", "wbs", "schedule")
_MOST = Decimal("0.6")


@check("COST-12")
def curve_is_whole(subject: Subject) -> Iterator[Verdict]:
    """Judge each table that spreads costs over periods.

    ``payment_lag_days`` (62) is how long after the work costs may still be paid.
    """
    found = [curve for curve in curves(subject.registers(*KINDS)) if is_of_money(curve)]
    if not found:
        document = subject.documents[0].path
        yield cannot_tell(_NO_CURVE, expected=EXPECTED, fix=_SPREAD, document=document)
        return
    plan = cost_plan(subject)
    faults = [fault for curve in found for fault in _of_curve(curve)]
    faults += _against_plan(plan, found)
    faults += outside_schedule(subject, found)
    faults += baseline_cost(subject, plan)
    if faults:
        yield from faults
        return
    curve = found[0]
    words = put(
        "{periods} periods from {first} to {last}, {sum} in all",
        "{periods} périodes de {first} à {last}, {sum} en tout",
        periods=len(curve.periods),
        first=curve.periods[0].label,
        last=curve.periods[-1].label,
        sum=money(_budget_of(plan, totals_of(curve)) or max(totals_of(curve))),
    )
    yield passed(
        words,
        expected=EXPECTED,
        document=curve.reading.path,
        location=curve.register.location,
    )


def totals_of(curve: Curve) -> list[Decimal]:
    """Return what the curve may come to in all: its total, its running sum, or its accounts."""
    ends = [series.points[-1].value for series in curve.of("cumulative")]
    totals = [series.sum for series in curve.of("total")]
    accounts = [series.sum for series in curve.of("account")]
    sums = [*ends, *totals]
    return [*sums, *accounts, sum(accounts, Decimal(0))]


def is_of_money(curve: Curve) -> bool:
    """Tell whether a table spreads costs, not the bars or the hours of a plan of work."""
    if curve.register.kind in ("wbs", "schedule") and "amount" not in curve.register.columns:
        return False
    return bool(curve.of("account") or curve.of("total") or curve.of("cumulative"))


def _of_curve(curve: Curve) -> Iterator[Verdict]:
    for one, other in gaps(curve.periods):
        found = put(
            "{other} follows {one}: the periods are not contiguous",
            "{other} suit {one} : les périodes ne sont pas contiguës",
            one=one.label,
            other=other.label,
        )
        yield _told(curve, found, _PLACE_IN_ORDER, _place(curve, other.label))
    for series in curve.of("cumulative"):
        yield from _falls(curve, series)
        yield from _off_running_sum(curve, series)
    for series in (*curve.of("account"), *curve.of("total")):
        yield from _row_sum(curve, series)


def _falls(curve: Curve, series: Series) -> Iterator[Verdict]:
    for one, other in pairwise(series.points):
        if other.value < one.value and not near(one.value, other.value):
            found = put(
                "the running sum falls from {one} to {other} in {period}",
                "le cumul baisse de {one} à {other} en {period}",
                one=money(one.value),
                other=money(other.value),
                period=other.period.label,
            )
            yield _told(curve, found, _CORRECT, other.location)


def _off_running_sum(curve: Curve, series: Series) -> Iterator[Verdict]:
    """Tell of a running sum that leaves the amounts which it follows in most periods."""
    candidates = [*curve.of("total"), *curve.of("account")]
    if len(candidates) > 1:
        candidates.append(_together(curve.of("account")))
    runs = [_running(each) for each in candidates]
    scored = [
        (sum(_meets(run, point) for point in series.points), run)
        for run in runs
        if all(point.period.index in run for point in series.points)
    ]
    if not scored:
        return
    hits, run = max(scored, key=lambda each: each[0])
    # A wrong figure in the beginning moves all that follow: then steps count, not sums.
    wrong = [point for point in series.points if not _meets(run, point)]
    if wrong and hits >= _MOST * len(series.points):
        due = run[wrong[0].period.index]
        found = put(
            "running sum {stated}, the periods so far make {due}",
            "cumul {stated}, les périodes jusque-là font {due}",
            stated=money(wrong[0].value),
            due=money(due),
        )
        yield _told(curve, found, _CORRECT, wrong[0].location)


def _together(accounts: list[Series]) -> Series:
    points = [point for series in accounts for point in series.points]
    return Series("total", "", "", tuple(sorted(points, key=lambda each: each.period.index)))


def _running(series: Series) -> dict[int, Decimal]:
    sums: dict[int, Decimal] = {}
    running = Decimal(0)
    for point in series.points:
        running += point.value
        sums[point.period.index] = running
    return sums


def _meets(run: dict[int, Decimal], point: Point) -> bool:
    return near(run[point.period.index], point.value)


def _row_sum(curve: Curve, series: Series) -> Iterator[Verdict]:
    """Tell of an account whose periods do not make its stated sum."""
    if series.stated is None:
        return
    room = Decimal("0.51") * max(1, len(series.points) // 2)
    if near(series.sum, series.stated) or abs(series.sum - series.stated) <= room:
        return
    found = put(
        "{name}: {stated} stated, the periods make {sum}",
        "{name} : {stated} affichés, les périodes font {sum}",
        name=series.name or both("total", "total"),
        stated=money(series.stated),
        sum=money(series.sum),
    )
    yield _told(curve, found, _CORRECT, series.location)


def _against_plan(plan: CostPlan, found: list[Curve]) -> Iterator[Verdict]:
    """Tell where no curve comes to the budget at completion, or to the work in it."""
    if plan.main is None:
        if not any(series.stated is not None for curve in found for series in curve.series):
            yield _no_budget(found[0])
        return
    curve = max(found, key=lambda each: max(totals_of(each), default=Decimal(0)))
    ends = [series.points[-1] for series in curve.of("cumulative")]
    if not any(_budget_of(plan, totals_of(each)) for each in found):
        yield _not_budget(curve, plan, max(totals_of(curve)), curve.register.location)
    elif ends and not _budget_of(plan, [ends[-1].value]):
        yield _not_budget(curve, plan, ends[-1].value, ends[-1].location)


def _budget_of(plan: CostPlan, sums: list[Decimal]) -> Decimal | None:
    """Return the sum that is a total of the plan; the management reserve is in none of them."""
    dues = [due for due in plan.totals if due and (due < plan.baseline or near(due, plan.baseline))]
    return max((each for each in sums if any(near(each, due) for due in dues)), default=None)


def _not_budget(curve: Curve, plan: CostPlan, value: Decimal, place: str) -> Verdict:
    found = put(
        "the curve comes to {sum}, the budget at completion is {due}",
        "la courbe atteint {sum}, le budget à l'achèvement est {due}",
        sum=money(value),
        due=money(plan.baseline),
    )
    return _told(curve, found, _CORRECT, place)


def _no_budget(curve: Curve) -> Verdict:
    return cannot_tell(
        both("no budget to compare the curve with", "aucun budget auquel comparer la courbe"),
        expected=EXPECTED,
        fix=both(
            "Add the table of costs and its total", "Ajoutez le tableau des coûts et son total"
        ),
        document=curve.reading.path,
        location=curve.register.location,
    )


def _place(curve: Curve, label: str) -> str:
    points = [point for series in curve.series for point in series.points]
    return next((p.location for p in points if p.period.label == label), curve.register.location)


def _told(curve: Curve, found: Text, fix: Text, place: str) -> Verdict:
    return failed(found, expected=EXPECTED, fix=fix, document=curve.reading.path, location=place)


_NO_CURVE = both(
    "no table of costs over time was found in the document",
    "aucun tableau de coûts dans le temps trouvé dans le document",
)
_SPREAD = both(
    "Spread the costs over months, with their running sum",
    "Répartissez les coûts par mois, avec leur cumul",
)
_PLACE_IN_ORDER = both(
    "Write each period once, one after the other, also those without cost",
    "Écrivez chaque période une fois, dans l'ordre, même sans coût",
)
_CORRECT = both("Correct the figure that is wrong", "Corrigez le chiffre faux")
