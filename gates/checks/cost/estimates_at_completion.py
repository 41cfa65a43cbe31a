"""What a report of earned value expects in the end: by which method, and whether it can be."""

from collections.abc import Iterator
from decimal import Decimal

from domain.text import Text, both
from gates.checks.check import Verdict, failed
from gates.checks.cost.value_report import Report, half_unit, slack
from gates.checks.cost.value_words import differs, figure
from gates.checks.structures.earned_value import METHODS, etc_typical, to_complete
from gates.checks.wording import put
from gates.evidence.understanding.earned_value_figures import Figure
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import Phrases, load

_ESTIMATED_ANEW = Phrases.listed(load("values")["bottom_up"])


def estimates_at_completion(report: Report, band: Decimal) -> Iterator[Verdict]:
    """Yield what is wrong with EAC, ETC, VAC and TCPI; ``band`` is how far CPI may be from 1."""
    for stated in report.all("eac"):
        yield from _below_spent(report, stated)
        fault = _still_the_budget(report, stated, band)
        if fault is not None:
            yield fault
        elif not methods(report, stated):
            yield from _by_no_method(report, stated)
    yield from _rest(report)
    yield from _at_completion(report)
    yield from _to_complete(report)


def method_of(report: Report) -> Text:
    """Return the estimate at completion with the method that gives it, or what BAC/CPI gives."""
    for stated in report.all("eac"):
        found = methods(report, stated)
        if found:
            how = METHODS[found[0]]
            return put("EAC {eac} = {how}", "EAC {eac} = {how}", eac=figure(stated.value), how=how)
    if report.all("eac"):
        return both("EAC estimated anew", "EAC réestimé")
    due = report.whole.value.estimates().get("typical")
    if due is None:
        return both("no EAC", "pas d'EAC")
    return put("BAC / CPI makes {due}", "BAC / IPC donne {due}", due=figure(due))


def methods(report: Report, stated: Figure) -> list[str]:
    """Return the methods that give an estimate at completion, from exact or rounded indices."""
    whole, value = report.whole, report.whole.value
    parts = (value.budget, value.earned, value.actual)
    found = []
    for cpi, spi in ((None, None), (whole.get("cpi"), whole.get("spi"))):
        for name, due in value.estimates(cpi, spi, whole.get("etc")).items():
            if abs(stated.value - due) <= slack(stated.value, due, *parts) and name not in found:
                found.append(name)
    return found


def _below_spent(report: Report, stated: Figure) -> Iterator[Verdict]:
    actual = report.whole.get("actual_cost")
    if actual is not None and stated.value < actual - half_unit(actual):
        found = put(
            "EAC {eac} is less than the {actual} already spent",
            "l'EAC {eac} est inférieur aux {actual} déjà dépensés",
            eac=figure(stated.value),
            actual=figure(actual),
        )
        yield failed(
            found,
            expected=both("an EAC of at least AC", "un EAC au moins égal au coût réel"),
            fix=_ESTIMATE_AGAIN,
            document=report.reading.path,
            location=stated.location,
        )


def _still_the_budget(report: Report, stated: Figure, band: Decimal) -> Verdict | None:
    value = report.whole.value
    if value.budget is None or value.cpi is None or value.earned == value.budget:
        return None
    if abs(value.cpi - 1) <= band or abs(stated.value - value.budget) > half_unit(value.budget):
        return None
    found = put(
        "EAC is still the budget {budget} although CPI is {cpi}",
        "l'EAC est toujours le budget {budget} alors que l'IPC vaut {cpi}",
        budget=figure(value.budget),
        cpi=figure(round(value.cpi, 3)),
    )
    return failed(
        found,
        expected=both(
            "an EAC that follows from the performance", "un EAC qui découle de la performance"
        ),
        fix=_ESTIMATE_AGAIN,
        document=report.reading.path,
        location=stated.location,
    )


def _by_no_method(report: Report, stated: Figure) -> Iterator[Verdict]:
    due = report.whole.value.estimates().get("typical")
    if due is None or _is_estimated_anew(report):
        return
    yield differs(report, stated, due, METHODS["typical"])


def _is_estimated_anew(report: Report) -> bool:
    """Tell whether the document says that its estimate was made anew, from the work to come."""
    content = report.reading.content
    texts = [paragraph.text for paragraph in content.paragraphs]
    texts += [cell.value for table in content.tables for row in table.rows for cell in row]
    return any(_ESTIMATED_ANEW.within(fold(text)) for text in texts if text)


def _rest(report: Report) -> Iterator[Verdict]:
    """Judge what is still to be spent: the estimate at completion less what was spent."""
    value, stated = report.whole.value, report.whole.stated.get("etc")
    if stated is None or value.actual is None:
        return
    dues = [each.value - value.actual for each in report.all("eac")]
    if not dues and value.budget is not None and value.earned is not None and value.cpi:
        dues = [etc_typical(value.budget, value.earned, value.cpi), value.budget - value.earned]
        if _is_estimated_anew(report):
            return
    parts = (value.budget, value.earned, value.actual)
    yield from _against(report, stated, dues, parts, both("EAC - AC", "EAC - CR"))


def _at_completion(report: Report) -> Iterator[Verdict]:
    value, stated = report.whole.value, report.whole.stated.get("vac")
    if stated is None or value.budget is None:
        return
    ends = [each.value for each in report.all("eac")] or list(value.estimates().values())
    dues = [value.budget - end for end in ends]
    parts = (value.budget, value.earned, value.actual)
    yield from _against(report, stated, dues, parts, both("BAC - EAC", "BAC - EAC"))


def _to_complete(report: Report) -> Iterator[Verdict]:
    value, stated = report.whole.value, report.whole.stated.get("tcpi")
    if stated is None or value.budget is None or value.earned is None or value.actual is None:
        return
    goals = [None, *(each.value for each in report.all("eac"))]
    dues = [
        due
        for goal in goals
        if (due := to_complete(value.budget, value.earned, value.actual, goal)) is not None
    ]
    parts = (value.budget, value.earned, value.actual)
    how = both("(BAC - EV) / (BAC - AC)", "(BAC - VA) / (BAC - CR)")
    yield from _against(report, stated, dues, parts, how)


def _against(
    report: Report,
    stated: Figure,
    dues: list[Decimal],
    parts: tuple[Decimal | None, ...],
    how: Text,
) -> Iterator[Verdict]:
    """Tell of a figure that none of its dues comes near to."""
    room = sum((half_unit(part) for part in parts if part is not None), Decimal(0))
    if stated.name == "tcpi":
        room = Decimal(0)
    if dues and not any(
        abs(stated.value - due) <= slack(stated.value, due, *parts) + room for due in dues
    ):
        yield differs(report, stated, dues[0], how)


_ESTIMATE_AGAIN = both(
    "Estimate the final cost again from the present performance",
    "Réestimez le coût final à partir de la performance actuelle",
)
