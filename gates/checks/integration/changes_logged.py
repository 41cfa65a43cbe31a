"""The changes that a package logs, each with its decision and what it does to cost and time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from gates.checks.check import Subject
from gates.checks.structures.entries import label_of
from gates.checks.wording import is_blank
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import amounts, scale
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

_WORDS = load("control")
_REJECTED = Phrases.listed(_WORDS["rejected"])
_APPROVED = Phrases.listed(_WORDS["approved"])
_PENDING = Phrases.listed(_WORDS["pending"])
_SPAN = re.compile(
    r"([+\-\N{MINUS SIGN}]?\s*\d+(?:[.,]\d+)?)\s*"
    r"(days?|jours?|jrs?|j|d|tage?n?|dias?|weeks?|semaines?|sem|wochen?|semanas?|wks?|w"
    r"|months?|mois|monate?n?|mes(?:es)?)?\b",
    re.IGNORECASE,
)
_WEEK, _MONTH = 7, 30
_MONTHS = ("mo", "mes")
_WEEKS = ("w", "sem")


class Decided(StrEnum):
    """Where a change stands."""

    APPROVED = "approved"
    REJECTED = "rejected"
    PENDING = "pending"
    UNSAID = "unsaid"


@dataclass(frozen=True, kw_only=True)
class Change:
    """An entry of a change log. ``days`` are those that it says, of whatever kind."""

    reading: Reading
    register: Register
    row: Row
    decided: Decided
    cost: Decimal | None
    days: Decimal | None

    @property
    def label(self) -> str:
        """The number and the first words of the change."""
        return label_of(self.row, "change", "description")

    @property
    def code(self) -> str:
        """The number of the change, as it is compared."""
        return fold(self.row.text("id"))

    @property
    def decided_on(self) -> date | None:
        """The day of the decision, where the log says it."""
        return self.row.day("decision_date") or self.row.day("date") or self.row.day("closed")

    @property
    def words(self) -> str:
        """Everything that the entry says, as it is compared."""
        return fold(" | ".join(cell.value for cell in self.row.cells))


def changes_logged(subject: Subject) -> list[Change]:
    """Return the changes in the deliverable's documents, else those of the package."""
    own = list(subject.registers("changes"))
    return _changes(own or subject.registers_anywhere("changes"))


def changes_before(subject: Subject) -> list[Change]:
    """Return the changes that the package approved before logged."""
    return _changes(subject.registers_before("changes"))


def _changes(found: Iterable[tuple[Reading, Register]]) -> list[Change]:
    return [
        Change(
            reading=reading,
            register=register,
            row=row,
            decided=_decided(row),
            cost=_cost(register, row),
            days=_days(register, row),
        )
        for reading, register in found
        for row in register.rows
    ]


def _decided(row: Row) -> Decided:
    for concept in ("decision", "status", "result"):
        said = fold(row.text(concept))
        if not said or is_blank(said):
            continue
        if _REJECTED.open(said):
            return Decided.REJECTED
        if _PENDING.open(said):
            return Decided.PENDING
        if _APPROVED.open(said):
            return Decided.APPROVED
    return Decided.UNSAID


def _cost(register: Register, row: Row) -> Decimal | None:
    for concept in ("cost_impact", "amount"):
        place = register.columns.get(concept)
        if place is None:
            continue
        number = row.number(concept)
        header = register.headers[place] if place < len(register.headers) else ""
        if number is not None:
            return number * scale(header)
        stated = amounts(row.text(concept))
        if stated:
            sign = -1 if row.text(concept).lstrip().startswith(("-", "\N{MINUS SIGN}")) else 1
            return abs(stated[0].value) * sign
    return None


def _days(register: Register, row: Row) -> Decimal | None:
    """Return how many days a change takes, by the unit of the cell or of the header."""
    place = register.columns.get("delay_impact")
    if place is None:
        return None
    number = row.number("delay_impact")
    header = register.headers[place] if place < len(register.headers) else ""
    if number is not None:
        inside = re.search(r"[(\[]([^)\]]+)[)\]]", header)
        return number * _factor(inside[1] if inside else "")
    found = _SPAN.search(row.text("delay_impact"))
    if found is None:
        return None
    value = Decimal(found[1].replace(" ", "").replace(",", ".").replace("\N{MINUS SIGN}", "-"))
    return value * _factor(found[2] or "")


def _factor(unit: str) -> int:
    plain = fold(unit)
    if plain.startswith(_MONTHS):
        return _MONTH
    return _WEEK if plain.startswith(_WEEKS) else 1
