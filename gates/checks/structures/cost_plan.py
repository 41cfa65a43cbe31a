"""The cost plan of a package: its tables of costs, what they add up to, and what is apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from gates.checks.check import Subject
from gates.checks.structures.ledger_of_cost import LABELS, Sheet, open_sheet
from gates.evidence.content import Reading
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

_VALUES = load("values")
_MANAGEMENT = Phrases.listed(_VALUES["management_reserves"])
_BASELINES = Phrases.listed(_VALUES["cost_baselines"])
_RESPONSES = Phrases.listed(_VALUES["risk_responses"])
_MONEY = ("amount", "baseline_cost", "forecast")
_LONGEST_LABEL = 8


@dataclass(frozen=True)
class Placed:
    """An amount with the document and the place where it stands."""

    value: Decimal
    reading: Reading
    location: str


@dataclass(frozen=True)
class CostPlan:
    """The tables of costs, the one with most lines first."""

    sheets: tuple[tuple[Reading, Sheet], ...]

    @property
    def main(self) -> tuple[Reading, Sheet] | None:
        """The table of the plan: the one with most lines."""
        return self.sheets[0] if self.sheets else None

    @cached_property
    def contingency(self) -> Placed | None:
        """What is set apart for risks: the first table that has it tells, or None."""
        for reading, sheet in self.sheets:
            rows = sheet.contingency_rows
            if rows:
                value = sum((in_units(sheet, row) for row in rows), Decimal(0))
                return Placed(value, reading, rows[0].place(sheet.concept))
        for reading, _ in self.sheets:
            facts = [fact for fact in reading.facts if fact.name == "reserve"]
            if facts:
                return Placed(Decimal(facts[0].value), reading, facts[0].location)
        return None

    @cached_property
    def management_reserve(self) -> Decimal:
        """What is set apart above the baseline, zero where there is nothing."""
        for _, sheet in self.sheets:
            rows = [row for row in every_row(sheet) if is_management_reserve(row)]
            if rows:
                return sum((in_units(sheet, row) for row in rows), Decimal(0))
        return Decimal(0)

    @cached_property
    def work(self) -> Decimal:
        """The sum of the lines of the plan without contingency and reserve."""
        if self.main is None:
            return Decimal(0)
        sheet = self.main[1]
        # A running total, under whatever name, counts its lines a second time.
        apart = {id(row) for row in (*sheet.contingency_rows, *sheet.unnamed_totals)}
        return sum(
            (
                in_units(sheet, row)
                for row in sheet.lines
                if id(row) not in apart and not is_management_reserve(row) and not is_baseline(row)
            ),
            Decimal(0),
        )

    @cached_property
    def baseline(self) -> Decimal:
        """The work with its contingency: the budget at completion."""
        apart = self.contingency
        return self.work + (apart.value if apart else Decimal(0))

    @cached_property
    def totals(self) -> list[Decimal]:
        """All that may be called the cost: work, baseline, budget, and the totals stated."""
        stated = [
            value
            for _, sheet in self.sheets
            for row in (*sheet.totals, *sheet.unnamed_totals)
            for name in _MONEY
            if (value := row.number(name)) is not None
        ]
        return [self.work, self.baseline, self.baseline + self.management_reserve, *stated]

    @property
    def responses(self) -> list[Placed]:
        """The lines that pay for what is done against risks."""
        return [
            Placed(in_units(sheet, row), reading, row.place(sheet.concept))
            for reading, sheet in self.sheets
            for row in sheet.lines
            if _RESPONSES.within(label_of(row)) and row not in sheet.contingency_rows
        ]


def cost_plan(subject: Subject) -> CostPlan:
    """Return the cost plan of a deliverable; where it has none, that of the package."""
    for found in (subject.registers("cost"), subject.registers_anywhere("cost")):
        sheets = [
            (reading, open_sheet(register))
            for reading, register in found
            if not is_detail(register)
        ]
        kept = [(reading, sheet) for reading, sheet in sheets if sheet.lines]
        if kept:
            return CostPlan(tuple(sorted(kept, key=lambda each: -len(each[1].lines))))
    return CostPlan(())


def is_detail(register: Register) -> bool:
    """Tell whether a table only says how prices are made: rates without a sum."""
    return not {"amount", "forecast", "actual_cost", "baseline_cost"} & set(register.columns)


def in_units(sheet: Sheet, row: Row) -> Decimal:
    """Return the figure of a row in units of the currency, where the header says thousands."""
    return sheet.value(row) * sheet.factor


def every_row(sheet: Sheet) -> Sequence[Row]:
    """Return lines and totals of a table."""
    return (*sheet.lines, *sheet.totals)


def label_of(row: Row) -> str:
    """Return the words that name a line, as they are compared."""
    return row.words(LABELS)


def is_management_reserve(row: Row) -> bool:
    """Tell whether a line is the reserve that lies above the baseline."""
    return _MANAGEMENT.within(label_of(row))


def is_baseline(row: Row) -> bool:
    """Tell whether a line states the cost baseline."""
    label = label_of(row)
    return label.count(" ") < _LONGEST_LABEL and _BASELINES.within(label)


def near(one: Decimal, other: Decimal, share: Decimal = Decimal("0.001")) -> bool:
    """Tell whether two amounts are the same, but for a share of the larger, and rounding."""
    return abs(one - other) <= max(share * max(abs(one), abs(other)), Decimal("0.51"))
