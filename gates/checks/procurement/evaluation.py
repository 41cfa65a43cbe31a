"""How offers were evaluated: criteria with weights, marks of each bidder, totals as stated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gates.checks.check import Subject
from gates.evidence.content import Cell, Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import cell_number
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

CRITERIA = ("criterion", "acceptance_criterion", "item", "description", "name", "category")
"""The concepts under which a row names a criterion, by preference."""

_FILLED = 0.5
_MARKS = frozenset({"mark", "score"})


@dataclass(frozen=True)
class Marks:
    """The marks of one bidder by criterion, with the cells; ``total`` is the one stated."""

    bidder: str
    cells: tuple[Cell | None, ...]
    total: Cell | None = None

    @property
    def values(self) -> list[Decimal | None]:
        """The marks, None where there is none."""
        return [None if cell is None else cell_number(cell) for cell in self.cells]


@dataclass(frozen=True)
class Evaluation:
    """A table of criteria with weights, one column of marks for each bidder."""

    reading: Reading
    register: Register
    criteria: tuple[Row, ...]
    bidders: tuple[Marks, ...] = ()
    evaluators: frozenset[str] = field(default_factory=frozenset)

    @property
    def names(self) -> list[str]:
        """What the criteria are called."""
        return [row.text(*CRITERIA) for row in self.criteria]

    @property
    def weights(self) -> list[Decimal | None]:
        """Their weights as they are written."""
        return [row.number("weight") for row in self.criteria]

    @property
    def is_in_hundredths(self) -> bool:
        """Whether the weights are shares of a whole and not coefficients."""
        place = self.register.columns["weight"]
        header = self.register.headers[place] if place < len(self.register.headers) else ""
        cells = [row.cell("weight") for row in self.criteria]
        if "%" in header or any(c is not None and (c.unit == "%" or "%" in c.value) for c in cells):
            return True
        known = [value for value in self.weights if value is not None]
        total = sum(known, Decimal(0))
        shares = bool(known) and all(value <= 1 for value in known) and total < len(known)
        return shares or Decimal(80) <= total <= Decimal(120)


def evaluations(subject: Subject) -> list[Evaluation]:
    """Return the tables of weighted criteria in the deliverable's documents."""
    return [_opened(*each) for each in subject.registers("selection") if _is_weighted(each[1])]


def by_evaluator(subject: Subject) -> dict[tuple[str, str], list[Row]]:
    """Return the marks of tables with a row for each bidder, criterion and evaluator."""
    found: dict[tuple[str, str], list[Row]] = {}
    for _, register in subject.registers("selection", "offers"):
        if _is_long(register) and "evaluator" in register.columns:
            for row in register.rows:
                key = fold(row.text("bidder")), fold(row.text(*CRITERIA))
                found.setdefault(key, []).append(row)
    return found


def elsewhere(subject: Subject, found: Sequence[Evaluation]) -> Iterator[Evaluation]:
    """Yield such tables in other documents of the package, such as the tender itself."""
    own = {each.reading.path for each in found}
    for reading, register in subject.registers_anywhere("selection"):
        if reading.path not in own and _is_weighted(register):
            yield _opened(reading, register)


def _is_weighted(register: Register) -> bool:
    return "weight" in register.columns and not _is_long(register)


def _is_long(register: Register) -> bool:
    """Tell whether a table has a row for each mark, and not a column for each bidder."""
    return "bidder" in register.columns and not _MARKS.isdisjoint(register.columns)


def _opened(reading: Reading, register: Register) -> Evaluation:
    rows = tuple(row for row in register.rows if row.text(*CRITERIA))
    evaluators = {fold(row.text("evaluator")) for row in rows if row.text("evaluator")}
    return Evaluation(
        reading, register, rows, tuple(_bidders(register, rows)), frozenset(evaluators)
    )


def _bidders(register: Register, rows: Sequence[Row]) -> Iterator[Marks]:
    """Yield a bidder for each column after the weight that no concept claims and figures fill."""
    claimed = set(register.columns.values())
    start = register.columns["weight"]
    for place, header in enumerate(register.headers):
        if place <= start or place in claimed or not header.strip():
            continue
        cells = tuple(row.cells[place] if place < len(row.cells) else None for row in rows)
        figures = [cell for cell in cells if cell is not None and cell_number(cell) is not None]
        if len(figures) < _FILLED * len(rows) or not figures:
            continue
        yield Marks(header.strip(), cells, _total(register, place))


def _total(register: Register, place: int) -> Cell | None:
    for row in reversed(register.totals):
        if place < len(row.cells) and cell_number(row.cells[place]) is not None:
            return row.cells[place]
    return None
