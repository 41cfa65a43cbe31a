"""The cash flow of a business case: costs and benefits by period, and what is said to follow."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gates.evidence.content import Cell, Reading, Table
from gates.evidence.understanding.columns import is_period, is_total
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import amount, cell_number
from gates.evidence.understanding.vocabulary import Phrases, load

_WORDS = load("control")
_COSTS = Phrases.listed(_WORDS["costs_row"])
_BENEFITS = Phrases.listed(_WORDS["benefits_row"])
_DISCOUNTED = Phrases.listed(_WORDS["discounted"])
_NPV = Phrases.listed(_WORDS["npv"])
_PAYBACK = Phrases.listed(_WORDS["payback"])
_RATE = Phrases.listed(_WORDS["discount_rate"])
_ORDINAL = re.compile(r"(?:year|annee|an|jahr|ano|ar|anno|y|a)? ?(\d{1,2})")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_PERCENT = re.compile(r"(\d{1,2}(?:[.,]\d+)?)\s*%")
_SPAN = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(years?|ans?|annees?|années?|jahre?n?|anos?|años?|anni|yrs?|år"
    r"|months?|mois|monate?n?|meses)\b",
    re.IGNORECASE,
)
_MONTHS = ("mo", "mes")
_LEAST_PERIODS = 2
_LONGEST = 200
_YEAR = Decimal(12)


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A figure that is said to follow from the cash flow, with its place."""

    value: Decimal
    document: str
    location: str
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class CashFlow:
    """Costs and benefits by period, both positive; ``first`` is the number of the first period.

    ``first`` is None where the periods are years of the calendar.
    """

    costs: tuple[Decimal, ...]
    benefits: tuple[Decimal, ...]
    first: int | None
    document: str
    location: str

    @property
    def net(self) -> tuple[Decimal, ...]:
        """What each period brings."""
        return tuple(b - c for b, c in zip(self.benefits, self.costs, strict=True))

    def present_values(self, rate: Decimal) -> tuple[Decimal, ...]:
        """Return the net present value with the first period undiscounted, and discounted once."""
        value = sum((each / (1 + rate) ** t for t, each in enumerate(self.net)), Decimal(0))
        if self.first is None or self.first > 0:
            return value, value / (1 + rate)
        return (value,)

    def weight(self, rate: Decimal) -> Decimal:
        """Return what moves in all, discounted: the measure of rounding."""
        both = zip(self.benefits, self.costs, strict=True)
        return sum(((b + c) / (1 + rate) ** t for t, (b, c) in enumerate(both)), Decimal(0))

    def paybacks(self, rate: Decimal) -> tuple[Decimal, ...]:
        """Return after how many periods the money is back, plain and discounted; none if never."""
        discounted = [each / (1 + rate) ** t for t, each in enumerate(self.net)]
        found = (_back(self.net), _back(discounted))
        return tuple(each for each in found if each is not None)


def cash_flow_of(reading: Reading) -> CashFlow | None:
    """Return the first cash flow in a document that has costs and benefits by period."""
    for table in reading.content.tables:
        if table.hidden:
            continue
        for place, cells in enumerate(table.rows):
            columns = _periods(cells)
            if len(columns) >= _LEAST_PERIODS:
                found = _flow(reading, table, place, columns)
                if found is not None:
                    return found
    return None


def net_present_value(reading: Reading) -> Stated | None:
    """Return the net present value that a document states."""
    return next(_stated(reading, _NPV), None)


def payback(reading: Reading) -> Stated | None:
    """Return the payback that a document states, in years."""
    for text, cell, place in _beside(reading, _PAYBACK):
        span = _SPAN.search(text)
        if span is not None:
            value = Decimal(span[1].replace(",", "."))
            years = value / _YEAR if span[2].lower().startswith(_MONTHS) else value
            return Stated(value=years, document=reading.path, location=place)
        number = cell_number(cell) if cell is not None else None
        if number is not None and number > 0:
            return Stated(value=number, document=reading.path, location=place)
    return None


def discount_rate(reading: Reading) -> Decimal | None:
    """Return the discount rate that a document states, as a share."""
    for text, cell, _ in _beside(reading, _RATE):
        number = cell_number(cell) if cell is not None else None
        if number is not None and 0 < number < 1:
            return number
        percent = _PERCENT.search(text)
        if percent is not None:
            return Decimal(percent[1].replace(",", ".")) / 100
        if number is not None and 1 <= number < 100:  # noqa: PLR2004 - per cent
            return number / 100
    return None


def _flow(
    reading: Reading, table: Table, place: int, columns: Sequence[tuple[int, int | None]]
) -> CashFlow | None:
    first_column = columns[0][0]
    costs: list[tuple[bool, list[Decimal]]] = []
    benefits: list[tuple[bool, list[Decimal]]] = []
    for cells in table.rows[place + 1 :]:
        label = next((cell.value for cell in cells[:first_column] if cell.value.strip()), "")
        plain = fold(label)
        if not plain:
            continue
        if len(_periods(cells)) >= _LEAST_PERIODS and cell_number(cells[first_column]) is None:
            break
        values = [cell_number(cells[at]) if at < len(cells) else None for at, _ in columns]
        if all(each is None for each in values) or _DISCOUNTED.within(plain) or _NPV.within(plain):
            continue
        if _BENEFITS.within(plain) and _COSTS.within(plain):
            continue  # what remains of both
        row = (is_total(label), [abs(each or Decimal(0)) for each in values])
        if _BENEFITS.within(plain):
            benefits.append(row)
        elif _COSTS.within(plain):
            costs.append(row)
    if not costs or not benefits:
        return None
    return CashFlow(
        costs=_added(costs),
        benefits=_added(benefits),
        first=columns[0][1],
        document=reading.path,
        location=table.rows[place][first_column].location,
    )


def _added(rows: Sequence[tuple[bool, list[Decimal]]]) -> tuple[Decimal, ...]:
    """Return the total row where there is one, else the sum of all."""
    totals = [values for total, values in rows if total]
    kept = totals[:1] or [values for _, values in rows]
    return tuple(sum(column, Decimal(0)) for column in zip(*kept, strict=True))


def _periods(cells: Sequence[Cell]) -> list[tuple[int, int | None]]:
    """Return the columns whose header is a year, with its number where it counts from the start."""
    found: list[tuple[int, int | None]] = []
    for at, cell in enumerate(cells):
        plain = fold(_ASIDE.sub(" ", cell.value))
        ordinal = _ORDINAL.fullmatch(plain) if plain else None
        if ordinal is not None:
            number = int(ordinal[1])
            if not found or found[-1][1] is None or number == found[-1][1] + 1:
                found.append((at, number))
        elif plain and is_period(plain) and plain[-4:].isdigit():
            found.append((at, None))
    return found


def _stated(reading: Reading, names: Phrases) -> Iterator[Stated]:
    for text, cell, place in _beside(reading, names):
        number = cell_number(cell) if cell is not None else None
        money = None if number is not None else amount(text)
        if number is None and money is not None:
            number = money.value
        if number is not None:
            unit = cell.unit if cell is not None else (money.currency if money else "")
            yield Stated(value=number, document=reading.path, location=place, unit=unit)


def _beside(reading: Reading, names: Phrases) -> Iterator[tuple[str, Cell | None, str]]:
    """Yield what stands beside a label in a table, or behind it in a line."""
    for table in reading.content.tables:
        if table.hidden:
            continue
        for cells in table.rows:
            for at, cell in enumerate(cells):
                if not cell.value or not names.open(fold(cell.value)) or len(cell.value) > _LONGEST:
                    continue
                following = [each for each in cells[at + 1 :] if each.value.strip()]
                numbers = [each for each in following if cell_number(each) is not None]
                best = (numbers or following)[-1:]
                if best:
                    yield best[0].value, best[0], best[0].location
                elif ":" in cell.value:
                    yield cell.value.partition(":")[2], None, cell.location
    for paragraph in reading.content.paragraphs:
        label, colon, value = paragraph.text.partition(":")
        if colon and len(paragraph.text) <= _LONGEST and names.open(fold(label)):
            yield value.strip(), None, paragraph.location


def _back(net: Sequence[Decimal]) -> Decimal | None:
    total = Decimal(0)
    for at, each in enumerate(net):
        before, total = total, total + each
        if total >= 0 and before < 0 and each > 0:
            return Decimal(at) - 1 + (-before / each) + 1
    return None
