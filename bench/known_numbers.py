"""The numbers that the list of sources gives for documents, against those that we read.

What the list says in words is looked for by its words; no figure of a sample stands here. Each
number is taken the way that a check would take it: from facts, or from the rows of a register by
concept; one that belongs to no concept must at least be read as that number in some cell.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from gates.evidence.content import Reading
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import cell_number
from gates.evidence.understanding.register_facts import is_open
from gates.evidence.understanding.registers import Register, find_registers
from gates.evidence.understanding.row import Row

_FEW = 5
_DAY = r"\d{4}-\d\d-\d\d"


@dataclass(frozen=True)
class Answer:
    """A number that is known of a document, and what was read for it."""

    document: str
    what: str
    known: str
    read: str

    @property
    def right(self) -> bool:
        """Tell whether both are the same number, or the same words."""
        try:
            return Decimal(self.known) == Decimal(self.read)
        except ArithmeticError:
            return self.known == self.read


def answers(reading: Reading, said: str) -> Iterator[Answer]:
    """Yield the numbers that a line of the list gives, each with what was read."""
    document = _Document(reading)
    for pattern, names in _SAID.items():
        for match in re.finditer(pattern, said):
            for name, known in zip(names, match.groups(), strict=True):
                read = _TAKEN[name](document, known) if name in _TAKEN else document.fact(name)
                yield Answer(reading.path, name.replace("_", " "), known, read)


class _Document:
    """A document as a check sees it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.registers = [one for one in find_registers(reading.content) if not one.hidden]

    def fact(self, name: str) -> str:
        return next((fact.value for fact in self.reading.facts if fact.name == name), "nothing")

    def rows(self, *kinds: str) -> list[Row]:
        """Return the rows of some kinds, or those of the largest register."""
        chosen = [one for one in self.registers if one.kind in kinds] or sorted(
            self.registers, key=lambda one: -len(one.rows)
        )[:1]
        return [row for one in chosen for row in (*one.rows, *([] if kinds else one.totals))]

    def numbers(self) -> set[Decimal]:
        """Return every number that stands in a cell."""
        found = {
            number
            for table in self.reading.content.tables
            for row in table.rows
            for cell in row
            if (number := cell_number(cell)) is not None
        }
        return found | {number * 100 for number in found if 0 < number < 1}


def _lines(document: _Document, _known: str) -> str:
    rows = document.rows("cost")
    return str(sum(row.number("amount") is not None for row in rows))


def _entries(document: _Document, _known: str) -> str:
    return str(len(document.rows("risk")))


def _every(document: _Document, _known: str) -> str:
    return str(len(document.rows()))


def _issues(document: _Document, known: str) -> str:
    listed = [one for one in document.registers if one.kind == "issues"]
    return str(sum(len(one.rows) for one in listed)) if listed else _of("issue")(document, known)


def _highest(document: _Document, _known: str) -> str:
    scores = [score for row in document.rows("risk") if (score := row.number("score")) is not None]
    return str(max(scores)) if scores else "nothing"


def _products(document: _Document, _known: str) -> str:
    return str(
        sum(
            (score := row.number("score")) is not None
            and score == (row.number("probability") or 0) * (row.number("impact") or 0)
            for row in document.rows("risk")
        )
    )


def _of(category: str) -> Callable[[_Document, str], str]:
    """Return how many entries of a log have a category."""
    return lambda document, _known: str(
        sum(fold(row.text("category")).startswith(category) for row in document.rows("risk"))
    )


def _open(document: _Document, _known: str) -> str:
    return str(sum(is_open(row) for row in document.rows("risk")))


def _closed(document: _Document, _known: str) -> str:
    return str(sum(not is_open(row) for row in document.rows("risk")))


def _somewhere(document: _Document, known: str) -> str:
    return known if Decimal(known) in document.numbers() else "nothing"


def _section(document: _Document, known: str) -> str:
    """Return a sum by two columns of few values, such as section and direction."""
    for register in document.registers:
        for wanted in _sums(register):
            if wanted == Decimal(known):
                return known
    return "nothing"


def _sums(register: Register) -> Iterator[Decimal]:
    places = range(len(register.headers))
    values = {
        place: [row.cells[place].value if place < len(row.cells) else "" for row in register.rows]
        for place in places
    }
    few = [place for place in places if 1 < len(set(values[place])) <= _FEW]
    amounts = [row.number("amount") or Decimal(0) for row in register.rows]
    for one, other in combinations(few, 2):
        found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for key, amount in zip(zip(values[one], values[other], strict=True), amounts, strict=True):
            found[key] += amount
        yield from found.values()


def _classed(name: str) -> Callable[[_Document, str], str]:
    """Return how many entries are put into a class."""
    return lambda document, _known: str(
        sum(fold(row.text("class")) == name for row in document.rows("risk"))
    )


_SAID: Mapping[str, tuple[str, ...]] = {
    r"(\d+) cost lines, sum of Estimate = (\d+)": ("lines", "total"),
    rf"; (\d+) tasks, ({_DAY}) to ({_DAY})": ("tasks", "start", "finish"),
    r"; (\d+) risks[ ,(]": ("risks",),
    r"(?:maximum|highest score) (\d+)": ("highest_score",),
    r"; (\d+) entries R": ("risks",),
    r"; (\d+) entries: (\d+) risks, (\d+) assumptions, (\d+) issues, (\d+) dependenc": (
        *("entries", "risks", "assumptions", "issues", "dependencies"),
    ),
    r"; (\d+) closed, (\d+) open": ("closed", "open"),
    r"; (\d+) issue;": ("issues",),
    r"; total (\d+) over": ("stated_total",),
    r"\((\d+) per month\), (\d+) working days, (\d+) hours": ("read",) * 3,
    r"old price (\d+), new price (\d+), rise (\d+)": ("read",) * 3,
    r"discount rate (\d+) %, discounted costs (\d+) [A-Z]+, discounted benefits (\d+)": (
        *("read",) * 3,
    ),
    r"NPV (\d+)": ("read",),
    r"; [^;|]*?(\d+) lines with FTE": ("every",),
    r"(\d+) data lines; operating section ([\d.]+) [^,]*, investment section ([\d.]+)": (
        *("lines", "section", "section"),
    ),
    r"score = L x I in all (\d+); (\d+) Critical, (\d+) High, (\d+) Medium": (
        *("products", "critical", "high", "medium"),
    ),
}
"""How the list says a number, and what it is a number of: a fact, or a way to take it."""

_TAKEN: Mapping[str, Callable[[_Document, str], str]] = {
    "lines": _lines,
    "entries": _entries,
    "every": _every,
    "issues": _issues,
    "highest_score": _highest,
    "products": _products,
    "assumptions": _of("assumption"),
    "dependencies": _of("dependenc"),
    "open": _open,
    "closed": _closed,
    "read": _somewhere,
    "section": _section,
    "critical": _classed("critical"),
    "high": _classed("high"),
    "medium": _classed("medium"),
}
