"""The contracts of a package: what each is for, its kind, its value, where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gates.checks.check import Subject
from gates.checks.procurement.purchases import NAMES, factor, words
from gates.checks.structures.breakdown import normal
from gates.checks.structures.entries import label_of
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

FIXED, OTHER = words("fixed_price"), words("other_types")
_DETAILS = frozenset({"contract_type", "award", "tender", "payments"})
_WORTH = ("amount", "forecast", "buy_cost")


@dataclass(frozen=True)
class Contract:
    """A row of a table of contracts."""

    reading: Reading
    register: Register
    row: Row

    @property
    def code(self) -> str:
        """Its code in the breakdown, or an empty text."""
        return normal(self.row.text("wbs"))

    @property
    def subject(self) -> str:
        """What it is for."""
        return self.row.text(*NAMES, "supplier")

    @property
    def label(self) -> str:
        """Its number and what it is for."""
        return label_of(self.row, *NAMES, "supplier")

    @property
    def kind(self) -> str:
        """The kind of contract as it is written."""
        return self.row.text("contract_type")

    @property
    def is_fixed_price(self) -> bool:
        """Whether the price is fixed whatever the work takes."""
        folded = fold(self.kind)
        return FIXED.within(folded) and not OTHER.within(folded)

    @property
    def worth(self) -> Decimal | None:
        """Its value in the currency of its table."""
        for concept in _WORTH:
            value = self.row.number(concept)
            if value is not None:
                return value * factor(self.register, concept)
        return None

    @property
    def worth_place(self) -> str:
        """Where its value stands."""
        return self.row.place(*_WORTH)


def contracts(subject: Subject) -> list[Contract]:
    """Return the contracts of the deliverable's documents, else those of the package."""
    own = list(_contracts(subject.registers("contracts")))
    return own or list(_contracts(subject.registers_anywhere("contracts")))


def _contracts(found: Iterator[tuple[Reading, Register]]) -> Iterator[Contract]:
    for reading, register in found:
        if _DETAILS & set(register.columns):
            for row in register.rows:
                yield Contract(reading, register, row)
