"""Risks as a register tells them: which are open, how likely, of what kind, and by what name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from gates.checks.check import Subject
from gates.evidence.content import Cell, Reading
from gates.evidence.understanding.columns import concept
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import cell_number
from gates.evidence.understanding.register_facts import is_open
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

_VALUES = load("values")
_NOT_RISKS = Phrases.listed(_VALUES["not_risks"])
_OPPORTUNITIES = Phrases.listed(_VALUES["opportunities"])
_TOP = Phrases.listed(_VALUES["top_lists"])
_FIRST_NUMBER = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d+)?)(?![\d])")
_PERCENT = 100
_LONGEST_NAME = 60
_FEW_WORDS = 3


@dataclass(frozen=True)
class Risks:
    """A register in which risks are followed or priced, and the document that holds it."""

    reading: Reading
    register: Register

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The entries that are risks, threats and opportunities alike."""
        return tuple(row for row in self.register.rows if not is_other_entry(row))

    @cached_property
    def open(self) -> tuple[Row, ...]:
        """The risks that are not over."""
        return tuple(row for row in self.rows if is_open(row))

    def has(self, *concepts: str) -> bool:
        """Tell whether the register has a column for one of the concepts."""
        return bool(set(concepts) & set(self.register.columns))

    def header(self, name: str) -> str:
        """Return the header of the column of a concept, or an empty text."""
        place = self.register.columns.get(name)
        headers = self.register.headers
        return headers[place] if place is not None and place < len(headers) else ""

    def is_used(self, name: str) -> bool:
        """Tell whether somebody filled the column of a concept in at least one row."""
        return name in self._used

    @cached_property
    def _used(self) -> frozenset[str]:
        return frozenset(
            name for name in self.register.columns if any(row.text(name) for row in self.rows)
        )


def followed(subject: Subject) -> list[Risks]:
    """Return the registers in which risks are followed: not those that only price or pick them."""
    found = [Risks(*each) for each in subject.registers("risk")]
    kept = [each for each in found if each.has("owner", "response", "status")]
    kept = [each for each in kept if not is_top_list(each)] or kept
    return kept or found


def is_top_list(risks: Risks) -> bool:
    """Tell whether a table only picks the highest risks of a register."""
    return _TOP.within(fold(risks.register.title))


def is_other_entry(row: Row) -> bool:
    """Tell whether a row of a mixed log is something else: an issue, an assumption."""
    category = fold(row.text("category"))
    return bool(category) and len(category.split()) <= _FEW_WORDS and _NOT_RISKS.open(category)


def is_opportunity(row: Row) -> bool:
    """Tell whether a risk would be welcome, by its kind."""
    kinds = (fold(row.text(name)) for name in ("category", "class", "strategy"))
    return any(_OPPORTUNITIES.open(kind) for kind in kinds)


def name_of(row: Row) -> str:
    """Return the number and the first words of a risk."""
    number, words = row.text("id"), row.text("risk", "event", "description", "name", "cause")
    short = words if len(words) <= _LONGEST_NAME else f"{words[: _LONGEST_NAME - 3]}..."
    return f"{number} {short}".strip() or row.location


def chance(risks: Risks, row: Row, name: str = "probability") -> Decimal | None:
    """Return the probability of a risk from 0 to 1, or None where it is a place on a scale."""
    cell = row.cell(name)
    value = row.number(name)
    if cell is None or value is None or value < 0:
        return None
    if cell.unit == "%" or cell.value.strip().endswith("%"):
        return value if value <= 1 else None
    if "%" in risks.header(name):
        return value / _PERCENT if value <= _PERCENT else None
    return value if value < 1 else None


def level(cell: Cell | None) -> Decimal | None:
    """Return the number that a cell gives to a level: 4 in ``4``, ``4 - High`` or ``High (4)``."""
    if cell is None:
        return None
    value = cell_number(cell)
    if value is not None:
        return value
    found = _FIRST_NUMBER.findall(cell.value)
    return Decimal(found[0].replace(",", ".")) if len(found) == 1 else None


def figures_between(risks: Risks, first: str, last: str) -> Iterator[int]:
    """Yield the columns from one concept to another that hold a number in each rated row."""
    columns = risks.register.columns
    if first not in columns or last not in columns:
        return
    rated = [row for row in risks.rows if row.number(last) is not None]
    for place in range(columns[first], columns[last]):
        cells = [row.cells[place] if place < len(row.cells) else None for row in rated]
        if rated and all(cell is not None and cell_number(cell) is not None for cell in cells):
            yield place


def worded_columns(risks: Risks, names: Iterable[str]) -> list[int]:
    """Return the columns of whole phrases whose header names one of the concepts."""
    wanted = set(names)
    return [
        place
        for place, header in enumerate(risks.register.headers)
        if concept(header) in wanted and _holds_phrases(risks, place)
    ]


def _holds_phrases(risks: Risks, place: int) -> bool:
    texts = [row.cells[place].value for row in risks.rows if place < len(row.cells)]
    worded = [text for text in texts if text.strip()]
    return bool(worded) and sum(text.count(" ") for text in worded) >= 2 * len(worded)
