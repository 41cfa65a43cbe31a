"""The facts of an earned-value sheet, from its labels and its table."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from domain.finding import Fact
from gates.evidence.content import Content
from gates.evidence.understanding.earned_value_figures import NAMES, RATIOS, Figure, figures
from gates.evidence.understanding.numbers import currency, plain, scale
from gates.evidence.understanding.registers import Register


def earned_value_facts(
    document: str, content: Content, registers: Sequence[Register]
) -> Iterator[Fact]:
    """Yield the earned-value figures as the document states them, each once, with its place.

    Totals of the table come first, then figures beside their label. Figures are given in the
    unit that the sheet uses, such as ``kUSD``. Nothing is computed here.
    """
    unit = _unit(next((one for one in registers if one.kind == "earned_value"), None))
    found: dict[str, Figure] = {}
    for figure in figures(content, registers):
        found.setdefault(figure.name, figure)
    for name in NAMES:
        if name in found:
            yield Fact(
                name=name,
                value=plain(found[name].value),
                unit="" if name in RATIOS else unit,
                document=document,
                location=found[name].location,
            )


def _unit(sheet: Register | None) -> str:
    if sheet is None:
        return ""
    headers = [sheet.headers[place] for place in sheet.columns.values()]
    header = next((one for one in headers if currency(one)), "")
    if not header:
        return ""
    prefix = {Decimal(1000): "k", Decimal(1_000_000): "M"}.get(scale(header), "")
    return prefix + currency(header)
