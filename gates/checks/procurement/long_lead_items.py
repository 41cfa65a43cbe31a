"""The list of long-lead items of a package: lead time, need, order, and the last day for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gates.checks.check import Subject
from gates.checks.procurement.lead_times import span
from gates.checks.procurement.purchases import NAMES, words
from gates.checks.structures.entries import label_of
from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

_KINDS = ("long_lead", "contracts", "make_or_buy", "cost", "wbs", "schedule", "acceptance_criteria")
_DAYS = frozenset({"needed_by", "order_date", "due"})
_ORDERED, _NOT_ORDERED = words("ordered"), words("not_ordered")


@dataclass(frozen=True)
class Item:
    """A row of the list of long-lead items. ``latest`` is the last day to order it."""

    reading: Reading
    register: Register
    row: Row
    lead: timedelta | None
    needed: date | None
    stated: date | None
    latest: date | None

    @property
    def name(self) -> str:
        """Its code and its name."""
        return label_of(self.row, *NAMES, "supplier")

    @property
    def is_ordered(self) -> bool:
        """Whether its status says that the order is placed."""
        status = fold(self.row.text("status", "decision"))
        return _ORDERED.within(status) and not _NOT_ORDERED.within(status)

    @property
    def order(self) -> date | None:
        """The day of the order: the stated one, else the latest possible."""
        return self.stated or self.latest


def long_lead_items(subject: Subject) -> Iterator[Item]:
    """Yield the rows of tables with lead times: of the deliverable, else of the package."""
    own = [each for each in subject.registers(*_KINDS) if _is_list(each[1])]
    found = own or [each for each in subject.registers_anywhere(*_KINDS) if _is_list(each[1])]
    spare = timedelta(days=int(subject.number("margin_days", 0)))
    for reading, register in found:
        for row in register.rows:
            lead = span(register, row, "lead_time")
            margin = span(register, row, "order_margin")
            needed = row.day("needed_by") or row.day("due") or row.day("date") or row.day("start")
            latest = None
            if lead is not None and needed is not None:
                latest = needed - lead - (spare if margin is None else margin)
            stated = row.day("order_date") or row.day("award")
            yield Item(reading, register, row, lead, needed, stated, latest)


def _is_list(register: Register) -> bool:
    """Tell whether a table says how long items take and when they are needed or ordered."""
    return "lead_time" in register.columns and bool(_DAYS & set(register.columns))
