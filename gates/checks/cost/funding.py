"""Check 13: does the money come before it is spent, from a known source, gate by gate?"""

from collections.abc import Iterator
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.cost.confidence import confidence
from gates.checks.cost.granted import (
    FUNDS,
    SOURCES,
    STATES,
    Grants,
    Step,
    funding_curves,
    granted_by_day,
    granted_by_period,
    grants,
    texts,
)
from gates.checks.cost.time_phased import KINDS, is_of_money
from gates.checks.structures.cost_plan import CostPlan, cost_plan, near
from gates.checks.structures.spending import Curve, Point, curves
from gates.checks.wording import money, put

EXPECTED = both(
    "money granted that covers the costs at every date, with its source and its state",
    "un financement qui couvre les coûts à chaque date, avec sa source et son état",
)


@check("COST-13")
def funding_covers_costs(subject: Subject) -> Iterator[Verdict]:
    """Compare what is granted with what is spent, period by period.

    ``confidence`` is the percentile of a cost risk analysis that the budget must reach;
    ``tied_to_gates`` (true, but not in a first draft) asks that each tranche names its gate;
    ``source`` (false) asks for a source also where no table lists the grants one by one.
    """
    plan = cost_plan(subject)
    granted = funding_curves(subject)
    tables = grants(subject)
    if not granted and not tables:
        document = subject.documents[0].path
        yield cannot_tell(_NO_FUNDING, expected=EXPECTED, fix=_SHOW, document=document)
        return
    spent = _spent(subject)
    faults = list(_uncovered(subject, plan, spent))
    faults += _source_and_state(subject, tables)
    if subject.use.settings.get("tied_to_gates", not subject.is_first_draft):
        faults += [fault for table in tables for fault in _without_gate(subject, table)]
    faults += confidence(subject, plan)
    if faults:
        yield from faults
        return
    if spent is None:
        document = subject.documents[0].path
        yield cannot_tell(_NO_CURVE, expected=EXPECTED, fix=_SPREAD, document=document)
        return
    words = put(
        "funding covers the costs in all {count} periods",
        "le financement couvre les coûts sur les {count} périodes",
        count=len(spent.periods),
    )
    yield passed(
        words, expected=EXPECTED, document=spent.reading.path, location=spent.register.location
    )


def _spent(subject: Subject) -> Curve | None:
    """Return the curve of costs: that of the deliverable, else of the package."""
    for found in (subject.registers(*KINDS), subject.registers_anywhere(*KINDS)):
        kept = [curve for curve in curves(found) if is_of_money(curve)]
        if kept:
            return max(kept, key=lambda each: bool(each.of("cumulative") or each.of("total")))
    return None


def _running(curve: Curve, plan: CostPlan) -> list[Point]:
    """Return what is spent in all by each period, the contingency of the plan in it."""
    whole = curve.of("cumulative")
    if whole:
        points = list(whole[-1].points)
    else:
        parts = curve.of("total")[:1] or curve.of("account")
        points = []
        so_far = Decimal(0)
        for period in curve.periods:
            here = [p for each in parts for p in each.points if p.period.index == period.index]
            so_far += sum((point.value for point in here), Decimal(0))
            if here:
                points.append(Point(period, so_far, here[0].location))
    work, baseline = plan.work, plan.baseline
    if points and work and near(points[-1].value, work) and not near(work, baseline):
        # The planned reserve is spent as the work is.
        points = [Point(p.period, p.value * baseline / work, p.location) for p in points]
    return points


def _uncovered(subject: Subject, plan: CostPlan, curve: Curve | None) -> Iterator[Verdict]:
    if curve is None:
        return
    tables = grants(subject)
    series = funding_curves(subject)
    steps = granted_by_period(series[0][1], plan) if series else {}
    for point in _running(curve, plan):
        before = [index for index in steps if index <= point.period.index]
        step = steps[max(before)] if before else None
        if step is None and point.period.last is not None:
            step = granted_by_day(tables, point.period.last)
        if step is None and not steps and not any(t.day(row) for t in tables for row in t.rows):
            return
        short = step.value if step else Decimal(0)
        if point.value <= short or near(point.value, short):
            continue
        yield _short(curve, point, step)
        return


def _short(curve: Curve, point: Point, step: Step | None) -> Verdict:
    granted = step.value if step else Decimal(0)
    return failed(
        put(
            "by {period} {spent} are to be spent, {granted} are granted",
            "fin {period}, {spent} à dépenser, {granted} accordés",
            period=point.period.label,
            spent=money(point.value),
            granted=money(granted),
        ),
        expected=EXPECTED,
        fix=both(
            "Ask for the money earlier, or plan the work later",
            "Demandez l'argent plus tôt, ou planifiez le travail plus tard",
        ),
        document=curve.reading.path,
        location=step.location if step else point.location,
    )


def _source_and_state(subject: Subject, tables: list[Grants]) -> Iterator[Verdict]:
    """Tell of money of which nothing says whether it is granted, or who gives it."""
    for words, found, fix in ((STATES, _NO_STATE, _SAY_STATE), (SOURCES, _NO_SOURCE, _SAY_SOURCE)):
        if tables:
            for table in tables:
                lacking = [row for row in table.rows if not table.has(row, words)]
                if lacking:
                    place = lacking[0].location
                    yield _told(found, fix, table.reading.path, place)
            continue
        if words is SOURCES and not subject.use.settings.get("source", False):
            continue
        said = any(
            FUNDS.within(text) and words.within(text)
            for reading in subject.dossier.readings
            for text in texts(reading)
        )
        if not said and not subject.is_first_draft:
            curve, series = funding_curves(subject)[0]
            yield _told(found, fix, curve.reading.path, series.points[0].location)


def _without_gate(subject: Subject, table: Grants) -> Iterator[Verdict]:
    if not table.are_tranches:
        return
    for row in table.rows:
        if not table.names_gate(row, subject.dossier):
            yield _told(_NO_GATE, _TIE, table.reading.path, row.location)


def _told(found: Text, fix: Text, document: str, place: str) -> Verdict:
    return failed(found, expected=EXPECTED, fix=fix, document=document, location=place)


_NO_FUNDING = both(
    "no money granted was found in the package", "aucun financement trouvé dans le dossier"
)
_SHOW = both(
    "Add the money granted beside the costs of each month",
    "Ajoutez le financement accordé à côté des coûts de chaque mois",
)
_NO_CURVE = both(
    "no costs over time to compare the money with",
    "aucun coût dans le temps auquel comparer le financement",
)
_SPREAD = both("Spread the costs over months", "Répartissez les coûts par mois")
_NO_STATE = both(
    "nothing says whether the money is approved or requested",
    "rien ne dit si le financement est accordé ou demandé",
)
_SAY_STATE = both(
    "Say what is approved and what is requested", "Dites ce qui est accordé ou demandé"
)
_NO_SOURCE = both("nothing says who gives the money", "rien ne dit d'où vient l'argent")
_SAY_SOURCE = both("Name the source of the money", "Nommez la source du financement")
_NO_GATE = both("a tranche that is tied to no gate", "une tranche qui n'est liée à aucun jalon")
_TIE = both(
    "Name the gate at which the tranche is released",
    "Nommez le jalon qui libère la tranche",
)
