"""How the check of earned value names its figures and tells that one of them is wrong."""

from decimal import ROUND_HALF_UP, Decimal

from domain.text import Text, both
from gates.checks.check import Verdict, failed
from gates.checks.cost.value_report import Report
from gates.checks.wording import NARROW, put
from gates.evidence.understanding.earned_value_figures import Figure

NAMES = {
    "budget_at_completion": both("BAC", "BAC"),
    "planned_value": both("PV", "VP"),
    "earned_value": both("EV", "VA"),
    "actual_cost": both("AC", "CR"),
    "cost_variance": both("CV", "écart de coût"),
    "schedule_variance": both("SV", "écart de délai"),
    "cpi": both("CPI", "IPC"),
    "spi": both("SPI", "IPD"),
    "eac": both("EAC", "EAC"),
    "etc": both("ETC", "reste à faire"),
    "vac": both("VAC", "écart à l'achèvement"),
    "tcpi": both("TCPI", "TCPI"),
}
AGREE = both(
    "Correct the figure, or those that it follows from",
    "Corrigez ce chiffre, ou ceux dont il découle",
)
_FINEST = Decimal("0.0001")


def figure(value: Decimal) -> Text:
    """Return a figure with groups of thousands, four decimals at most."""
    short = value.quantize(_FINEST, ROUND_HALF_UP).normalize()
    exponent = short.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    en = f"{short:,.{places}f}"
    return both(en, en.replace(",", NARROW).replace(".", ","))


def differs(report: Report, stated: Figure, due: Decimal, how: Text) -> Verdict:
    """Tell that a stated figure is not what the others make of it."""
    found = put(
        "{name} {stated} stated, {due} recomputed ({how})",
        "{name} {stated} affiché, {due} recalculé ({how})",
        name=NAMES[stated.name],
        stated=figure(stated.value),
        due=figure(due),
        how=how,
    )
    return failed(
        found,
        expected=put("{due}, {how}", "{due}, {how}", due=figure(due), how=how),
        fix=AGREE,
        document=report.reading.path,
        location=stated.location,
    )
