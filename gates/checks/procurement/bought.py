"""What a package says is bought, and what it says is made although a supplier is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gates.checks.check import Subject
from gates.checks.procurement.purchases import words
from gates.checks.structures.breakdown import breakdown_of, line_of, normal
from gates.checks.wording import is_blank
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

_BUY, _MAKE, _CATEGORY = words("bought"), words("made"), words("bought_category")
_NAMES = ("task", "item", "deliverable", "description", "name")


@dataclass(frozen=True)
class Element:
    """An element of the budget or the breakdown, and where it stands."""

    code: str
    name: str
    reading: Reading
    row: Row

    @property
    def label(self) -> str:
        """The code and the name."""
        return f"{self.code} {self.name}".strip()

    @property
    def place(self) -> str:
        """The document and the place in it."""
        return f"{self.reading.path}, {self.row.place('wbs', 'item', 'task')}"


def bought(subject: Subject) -> Iterator[Element]:
    """Yield what the tables of cost and the breakdown mark as bought, each element once."""
    seen: set[str] = set()
    for element in _elements(subject):
        key = element.code or fold(element.name)
        if key and key not in seen and _is_bought(element.row):
            seen.add(key)
            yield element


def made_by_suppliers(subject: Subject) -> Iterator[Element]:
    """Yield what the same tables mark as made in house although they name a supplier."""
    for element in _elements(subject):
        row = element.row
        if says_made(row.text("make_or_buy")) and not is_blank(row.text("supplier")):
            yield element


def says_bought(text: str) -> bool:
    """Tell whether a decision is to buy."""
    folded = fold(text)
    return _BUY.within(folded) and not _MAKE.within(folded)


def says_made(text: str) -> bool:
    """Tell whether a decision is to make."""
    folded = fold(text)
    return _MAKE.within(folded) and not _BUY.within(folded)


def _elements(subject: Subject) -> Iterator[Element]:
    """Yield the rows below which there is nothing in their table."""
    for reading, register in subject.registers_anywhere("cost", "wbs"):
        parents = _parents(register)
        for row in register.rows:
            if line_of(row) not in parents:
                yield Element(normal(row.text("wbs")), row.text(*_NAMES), reading, row)


def _parents(register: Register) -> set[int]:
    breakdown = breakdown_of(register)
    above = [breakdown.elements[code] for code in breakdown.children if code in breakdown.elements]
    return {line_of(each.row) for each in above if each.row is not None}


def _is_bought(row: Row) -> bool:
    said = row.text("make_or_buy")
    if said:
        return says_bought(said)
    if (row.number("purchase_cost") or Decimal(0)) > 0 or not is_blank(row.text("supplier")):
        return True
    return any(_CATEGORY.within(fold(row.text(each))) for each in ("category", "resource"))
