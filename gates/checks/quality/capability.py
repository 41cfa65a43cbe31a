"""Figures of capability and of measuring systems, against the limits of control."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.text import both
from gates.checks.check import Subject, Verdict, failed
from gates.checks.wording import put
from gates.evidence.content import Cell, Reading
from gates.evidence.understanding.columns import concept
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import cell_number, number
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load


@dataclass(frozen=True)
class _Measure:
    """A figure that is judged: its name, its usual limit, and whether more is better."""

    concept: str
    name: str
    limit: Decimal
    more_is_better: bool


MEASURES = (
    _Measure("ppk", "Ppk", Decimal("1.33"), more_is_better=True),
    _Measure("cpk", "Cpk", Decimal("1.33"), more_is_better=True),
    _Measure("gauge_rr", "GR&R", Decimal(30), more_is_better=False),
)
_LIMITS = Phrases.listed(load("criteria")["limits"])
_NAMES = r"(?P<name>Ppk|Cpk|(?:%\s*)?G(?:a[u]?ge\s)?R\s?&\s?R|(?:%\s*)?GRR)"
_NUMBER = r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<percent>%)?"
_STATED = re.compile(
    rf"\b{_NAMES}\b[^\d≥≤<>=:.;]{{0,25}}(?P<sign>>=|<=|=>|=<|≥|≤|<|>|=|:)\s*{_NUMBER}",
    re.IGNORECASE,
)
_BOUNDS = frozenset({">=", "<=", "=>", "=<", "≥", "≤", "<", ">"})
_HUNDRED = Decimal(100)


def figures_beyond_limits(subject: Subject) -> Iterator[Verdict]:
    """Yield the figures that miss their limit: the row's own, the method's, or the plan's."""
    for measure in MEASURES:
        bounds = [value for _, _, value in _in_text(subject, measure, is_bound=True)]
        limit = _limit(subject, measure, bounds)
        for reading, place, value in _in_text(subject, measure, is_bound=False):
            if _misses(measure, value, limit):
                yield _fault(reading, place, measure, value, limit)
        yield from _in_tables(subject, measure, limit)


def _in_tables(subject: Subject, measure: _Measure, limit: Decimal) -> Iterator[Verdict]:
    for reading, register in subject.registers_anywhere("capability", "tests"):
        for row in register.rows:
            own = _in_column(register, row, measure, is_limit=True)
            cell = _in_column(register, row, measure, is_limit=False)
            value = None if cell is None else _value(cell, measure)
            stated = None if own is None else _value(own, measure)
            asked = limit if stated is None else stated
            if cell is not None and value is not None and _misses(measure, value, asked):
                yield _fault(reading, cell.location, measure, value, asked, _name(row))


def _limit(subject: Subject, measure: _Measure, bounds: list[Decimal]) -> Decimal:
    if measure.concept in subject.use.settings or not bounds:
        return subject.number(measure.concept, measure.limit)
    return min(bounds) if measure.more_is_better else max(bounds)


def _misses(measure: _Measure, value: Decimal, limit: Decimal) -> bool:
    return value < limit if measure.more_is_better else value > limit


def _in_column(register: Register, row: Row, measure: _Measure, *, is_limit: bool) -> Cell | None:
    """Return the cell of a figure, or of its limit, told by the header of its column."""
    for place, header in enumerate(register.headers):
        if place < len(row.cells) and concept(header) == measure.concept:
            cell = row.cells[place]
            if _LIMITS.within(fold(header)) is is_limit and cell_number(cell) is not None:
                return cell
    return None


def _value(cell: Cell, measure: _Measure) -> Decimal | None:
    """Return a figure; a share of measuring error in per cent, however it is written."""
    value = cell_number(cell)
    if value is None or measure.more_is_better:
        return value
    is_share = cell.unit == "%" or cell.value.strip().endswith("%") or value <= 1
    return value * _HUNDRED if is_share and value <= 1 else value


def _in_text(
    subject: Subject, measure: _Measure, *, is_bound: bool
) -> Iterator[tuple[Reading, str, Decimal]]:
    """Yield figures, or bounds, that the running text of the deliverable states."""
    for reading in subject.documents:
        for paragraph in reading.content.paragraphs:
            if paragraph.part not in {"body", "text box"}:
                continue
            for match in _STATED.finditer(paragraph.text):
                value = number(match["number"])
                same = _concept_of(match["name"]) == measure.concept
                if value is not None and same and (match["sign"] in _BOUNDS) is is_bound:
                    yield reading, paragraph.location, value


def _concept_of(name: str) -> str:
    plain = fold(name)
    return plain if plain in {"ppk", "cpk"} else "gauge_rr"


def _name(row: Row) -> str:
    return row.text("characteristic", "item", "name", "deliverable", "description", "id")


def _fault(
    reading: Reading, place: str, measure: _Measure, value: Decimal, limit: Decimal, name: str = ""
) -> Verdict:
    sign = both("at least", "au moins") if measure.more_is_better else both("at most", "au plus")
    unit = "" if measure.more_is_better else " %"
    label = f"{name}, {measure.name}" if name else measure.name
    return failed(
        put("{label}: {value}", "{label} : {value}", label=label, value=_written(value, unit)),
        expected=put(
            "{name} {sign} {limit}",
            "{name} {sign} {limit}",
            name=measure.name,
            sign=sign,
            limit=_written(limit, unit),
        ),
        fix=both(
            "Improve the process or the measuring system, and measure again",
            "Améliorez le procédé ou le moyen de mesure, puis mesurez à nouveau",
        ),
        document=reading.path,
        location=place,
    )


def _written(value: Decimal, unit: str) -> dict[str, str]:
    plain = f"{value.normalize():f}{unit}"
    return both(plain, plain.replace(".", ","))
