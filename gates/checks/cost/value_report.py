"""A report of earned value: what it states in all, and line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gates.checks.structures.earned_value import EarnedValue
from gates.dossier import Dossier
from gates.evidence.content import Reading, State
from gates.evidence.understanding.earned_value_figures import (
    Figure,
    figures,
    is_over_time,
    line_figures,
    total_row,
)
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import Phrases, load

BASE = ("budget_at_completion", "planned_value", "earned_value", "actual_cost")
"""What all other figures are worked out from."""

_EXPLAINS = Phrases.listed(load("values")["explanations"])
_FEWEST_WORDS = 4
_INEXACT = Decimal("0.005")
"""The share by which the rounding of what goes in may move what comes out, at most."""
_SMALL = Decimal("0.000001")


@dataclass(frozen=True)
class Line:
    """A line of a report, or the whole of it: the figures by name, the first of each."""

    name: str
    stated: dict[str, Figure]

    @property
    def value(self) -> EarnedValue:
        """Where the line stands."""
        budget, planned, earned, actual = (self.get(name) for name in BASE)
        return EarnedValue(budget, planned, earned, actual)

    def get(self, name: str) -> Decimal | None:
        """Return a figure, or None where it is not stated."""
        return self.stated[name].value if name in self.stated else None


@dataclass(frozen=True)
class Report:
    """A document that reports earned value."""

    reading: Reading
    figures: tuple[Figure, ...]
    lines: tuple[Line, ...]
    adds_up: bool
    explanations: int

    @property
    def whole(self) -> Line:
        """The figures of the whole project."""
        found: dict[str, Figure] = {}
        for figure in self.figures:
            found.setdefault(figure.name, figure)
        return Line("", found)

    def all(self, name: str) -> list[Figure]:
        """Return a figure as often as it is stated."""
        return [figure for figure in self.figures if figure.name == name]


def open_report(dossier: Dossier, reading: Reading) -> Report | None:
    """Return a document as a report of earned value, or None when it states none."""
    if reading.state not in (State.FILLED, State.PARTIAL):
        return None
    registers = [each for each in dossier.registers.get(reading.path, ()) if not each.hidden]
    stated = tuple(figures(reading.content, registers))
    if not stated:
        return None
    sheets = [each for each in registers if each.kind == "earned_value"]
    lines = []
    adds_up = False
    for sheet in sheets:
        total = total_row(sheet)
        adds_up = adds_up or (total is not None and not is_over_time(sheet))
        for row in sheet.rows:
            held = line_figures(sheet, row)
            if row is not total and len(held) > 1 and "earned_value" in held:
                lines.append(Line(row.text("task", "item", "wbs", "period", "id", "name"), held))
    explained = sum(map(_explains, _texts(reading)))
    return Report(reading, stated, tuple(lines), adds_up and len(sheets) == 1, explained)


def half_unit(value: Decimal) -> Decimal:
    """Return half of the last place in which a figure is written."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0) / 2


def slack(stated: Decimal, computed: Decimal, *parts: Decimal | None) -> Decimal:
    """Return how far a stated figure may be from the computed one: rounding, here and before."""
    moved = sum(
        (half_unit(part) / abs(part) for part in parts if part), Decimal(0)
    )  # fmt: skip
    return half_unit(stated) + abs(computed) * (min(moved, _INEXACT) + _SMALL)


def _texts(reading: Reading) -> Iterator[str]:
    for paragraph in reading.content.paragraphs:
        yield paragraph.text
    for table in reading.content.tables:
        for cells in table.rows:
            for cell in cells:
                if cell.value and cell.number is None:
                    yield cell.value


def _explains(text: str) -> bool:
    words = fold(text)
    return words.count(" ") >= _FEWEST_WORDS and _EXPLAINS.within(words)
