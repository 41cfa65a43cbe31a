"""Check 15: do the figures of earned value agree with each other?"""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain

from domain.text import Text, both
from gates.checks.check import Subject, Verdict, cannot_tell, check, failed, passed
from gates.checks.cost.estimates_at_completion import estimates_at_completion, method_of
from gates.checks.cost.explanations import unexplained
from gates.checks.cost.value_report import BASE, Line, Report, half_unit, open_report, slack
from gates.checks.cost.value_words import AGREE, NAMES, differs, figure
from gates.checks.wording import named, put

EXPECTED = both(
    "BAC, PV, EV and AC, and all other figures as they follow from them",
    "BAC, VP, VA et CR, et toutes les autres valeurs comme elles en découlent",
)
_PLACES = Decimal("0.001")


@check("COST-15")
def earned_value_agrees(subject: Subject) -> Iterator[Verdict]:
    """Recompute variances, indices and estimates from BAC, PV, EV and AC.

    ``threshold`` (0.1) is how far CPI or SPI may be from 1 before the report must say why;
    ``cpi_band`` (0.1) how far CPI may be from 1 while the estimate at completion is the budget.
    """
    found = [open_report(subject.dossier, reading) for reading in subject.documents]
    reports = [report for report in found if report is not None]
    if not reports:
        yield cannot_tell(
            _NOTHING, expected=EXPECTED, fix=_STATE_THEM, document=subject.documents[0].path
        )
        return
    faults = [fault for report in reports for fault in _of_report(subject, report)]
    if faults:
        yield from faults
        return
    yield passed(_summary(reports[0]), expected=EXPECTED, document=reports[0].reading.path)


def _of_report(subject: Subject, report: Report) -> Iterator[Verdict]:
    yield from _missing(report)
    yield from _stated_twice(report)
    yield from _sums(report)
    whole = report.whole
    earned = whole.stated.get("earned_value")
    lines = [line for line in report.lines if line.stated["earned_value"] != earned]
    for line in (whole, *lines):
        yield from _within_budget(report, line)
        yield from _recomputed(report, line)
    for line in lines:
        yield from _gaps(report, line)
    band = subject.number("cpi_band", "0.1")
    yield from estimates_at_completion(report, band)
    yield from unexplained(subject, report)


def _missing(report: Report) -> Iterator[Verdict]:
    absent = [name for name in BASE if name not in report.whole.stated]
    if absent:
        yield cannot_tell(
            put(
                "{names} not stated: the indices cannot be recomputed",
                "{names} absent : les indices ne peuvent pas être recalculés",
                names=_listed(absent),
            ),
            expected=EXPECTED,
            fix=_STATE_THEM,
            document=report.reading.path,
            location=report.figures[0].location,
        )


def _stated_twice(report: Report) -> Iterator[Verdict]:
    """Tell where one document gives two values to a figure of the whole project."""
    for name in (*BASE, "cpi", "spi", "tcpi", "cost_variance", "schedule_variance"):
        stated = report.all(name)
        for first, other in ((stated[0], each) for each in stated[1:]):
            if _is_scaled(first.value, other.value):
                continue
            apart = abs(first.value - other.value)
            if apart > half_unit(first.value) + half_unit(other.value):
                found = put(
                    "{name}: {one} here, {two} in {place}",
                    "{name} : {one} ici, {two} en {place}",
                    name=NAMES[name],
                    one=figure(other.value),
                    two=figure(first.value),
                    place=first.location,
                )
                yield failed(
                    found,
                    expected=EXPECTED,
                    fix=AGREE,
                    document=report.reading.path,
                    location=other.location,
                )


def _is_scaled(one: Decimal, other: Decimal) -> bool:
    """Tell whether two figures are the same in thousands or millions."""
    big, small = max(abs(one), abs(other)), min(abs(one), abs(other))
    return bool(small) and any(abs(big / small / by - 1) < Decimal("0.001") for by in (1000, 10**6))


def _sums(report: Report) -> Iterator[Verdict]:
    if not report.adds_up:
        return
    for name in BASE:
        parts = [line.stated[name].value for line in report.lines if name in line.stated]
        total = report.whole.stated.get(name)
        if total is None or len(parts) != len(report.lines) or len(parts) < 2:  # noqa: PLR2004 - one line adds nothing up
            continue
        due = sum(parts, Decimal(0))
        room = half_unit(total.value) + sum(map(half_unit, parts), Decimal(0))
        if abs(total.value - due) > room:
            yield differs(report, total, due, both("sum of the lines", "somme des lignes"))


def _within_budget(report: Report, line: Line) -> Iterator[Verdict]:
    earned, budget = line.stated.get("earned_value"), line.get("budget_at_completion")
    if earned is None or budget is None:
        return
    if earned.value > budget + half_unit(earned.value) + half_unit(budget):
        found = put(
            "{line}EV {earned} exceeds the budget {budget}",
            "{line}la VA {earned} dépasse le budget {budget}",
            line=_opening(line),
            earned=figure(earned.value),
            budget=figure(budget),
        )
        yield failed(
            found,
            expected=both("no more earned than budgeted", "pas plus acquis que budgété"),
            fix=both("Correct the progress or the budget", "Corrigez l'avancement ou le budget"),
            document=report.reading.path,
            location=earned.location,
        )


def _recomputed(report: Report, line: Line) -> Iterator[Verdict]:
    value = line.value
    for name, due, how, parts in (
        ("cost_variance", value.cost_variance, "EV - AC", ()),
        ("schedule_variance", value.schedule_variance, "EV - PV", ()),
        ("cpi", value.cpi, "EV / AC", (value.earned, value.actual)),
        ("spi", value.spi, "EV / PV", (value.earned, value.planned)),
    ):
        stated = line.stated.get(name)
        if stated is None or due is None:
            continue
        room = slack(stated.value, due, *parts)
        if not parts:
            rest = value.actual if name == "cost_variance" else value.planned
            room += sum(half_unit(each) for each in (value.earned, rest) if each is not None)
        if abs(stated.value - due) > room:
            yield differs(report, stated, due, both(how, how))


def _gaps(report: Report, line: Line) -> Iterator[Verdict]:
    """Tell of a line that has earned, but does not say what was spent or planned."""
    earned = line.get("earned_value")
    columns = set(chain.from_iterable(each.stated for each in report.lines))
    absent = [
        name for name in ("actual_cost", "planned_value") if name in columns - line.stated.keys()
    ]
    if earned and absent:
        yield failed(
            put(
                "{line}earned, but no {names}",
                "{line}de la valeur acquise, mais pas de {names}",
                line=_opening(line),
                names=_listed(absent),
            ),
            expected=EXPECTED,
            fix=_STATE_THEM,
            document=report.reading.path,
            location=line.stated["earned_value"].location,
        )


def _opening(line: Line) -> str:
    return f"{line.name.strip()}: " if line.name.strip() else ""


def _listed(names: Sequence[str]) -> Text:
    return both(
        named([NAMES[name]["en"] for name in names])["en"],
        named([NAMES[name]["fr"] for name in names])["fr"],
    )


def _summary(report: Report) -> Text:
    value = report.whole.value
    cpi, spi = (
        figure(each.quantize(_PLACES, ROUND_HALF_UP)) if each is not None else both("-", "-")
        for each in (value.cpi, value.spi)
    )
    return put(
        "CPI {cpi}, SPI {spi}; {estimate}",
        "IPC {cpi}, IPD {spi} ; {estimate}",
        cpi=cpi,
        spi=spi,
        estimate=method_of(report),
    )


_NOTHING = both(
    "no figures of earned value were found in the document",
    "aucun chiffre de valeur acquise trouvé dans le document",
)
_STATE_THEM = both(
    "State BAC, PV, EV and AC at the status date, in a table",
    "Donnez BAC, VP, VA et CR à la date d'état, dans un tableau",
)
