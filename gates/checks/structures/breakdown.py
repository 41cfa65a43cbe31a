"""Rows with codes such as ``1.2.3``: parents, children, leaves, and what should add up."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from gates.evidence.content import Schedule
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

_CODE = re.compile(r"[A-Za-z]{0,6}[ .\-_]?\d+(?:[.\-/]\d+)*\.?\Z|[A-Za-z](?:\.\d+)*\Z")
_PART = re.compile(r"[.\-/]")
_LAST_NUMBER = re.compile(r"(\d+)\D*\Z")

ROOT = "0"
"""The code of a row that stands for the whole project, above all branches."""

FIGURES = ("work", "amount", "forecast", "actual_cost", "weight")
NAMES = ("task", "deliverable", "item", "name", "description")


@dataclass(frozen=True)
class Element:
    """A coded piece of work: its code, the code above it, its name, its place, its figures."""

    code: str
    name: str
    location: str
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    row: Row | None = None

    @property
    def parent(self) -> str:
        """The code one level up, or an empty text at the top."""
        return self.code.rpartition(".")[0]

    @property
    def label(self) -> str:
        """The code and the name."""
        return f"{self.code} {self.name}".strip()


@dataclass(frozen=True)
class Breakdown:
    """Coded elements by code, in their order; ``twice`` holds those whose code came before."""

    elements: Mapping[str, Element]
    children: Mapping[str, tuple[Element, ...]]
    twice: tuple[Element, ...] = ()

    @property
    def leaves(self) -> tuple[Element, ...]:
        """The elements without children."""
        return tuple(each for each in self.elements.values() if each.code not in self.children)


def breakdown_of(register: Register) -> Breakdown:
    """Return the coded rows of a register, headings and totals among them."""
    rows = sorted((*register.rows, *register.headings, *register.totals), key=line_of)
    return built(_of_row(row) for row in rows)


def breakdown_of_schedule(schedule: Schedule) -> Breakdown:
    """Return the tasks of a schedule by their codes; milestones without work are no work."""
    return built(
        Element(
            code=normal(task.wbs),
            name=task.name,
            location=f"UID {task.uid}",
            figures={
                name: value
                for name, value in (("work", task.work), ("amount", task.cost))
                if value is not None
            },
        )
        for task in schedule.tasks
        if task.active
        and not task.external
        and (task.summary or not task.milestone or task.work or task.cost)
    )


def _of_row(row: Row) -> Element:
    figures = {name: value for name in FIGURES if (value := row.number(name)) is not None}
    code = normal(row.text("wbs", "id"))
    return Element(code, row.text(*NAMES), row.place("wbs", "id"), figures, row)


def built(found: Iterable[Element]) -> Breakdown:
    """Return elements put in order by their codes; those without a code are left out."""
    coded = [element for element in found if element.code]
    codes = {element.code for element in coded}
    elements: dict[str, Element] = {}
    twice = []
    for each in coded:
        above = each.code.removesuffix(".0")
        # 1.0 heads 1.1 and 1.2 where nothing else does.
        element = each if above == each.code or above in codes else replace(each, code=above)
        if element.code in elements:
            twice.append(element)
        else:
            elements[element.code] = element
    children: dict[str, list[Element]] = {}
    top = elements.get(ROOT)
    for element in elements.values():
        if element.parent:
            children.setdefault(element.parent, []).append(element)
        elif top is not None and element is not top:
            children.setdefault(ROOT, []).append(element)
    return Breakdown(
        elements, {code: tuple(below) for code, below in children.items()}, tuple(twice)
    )


def normal(text: str) -> str:
    """Return a code in one spelling, or an empty text for what is no code."""
    plain = text.strip().rstrip(".")
    if not plain or not _CODE.match(plain):
        return ""
    return ".".join(part.lstrip("0") or "0" for part in _PART.split(plain)).upper()


def line_of(row: Row) -> int:
    """Return the number of a row in its sheet, table or file."""
    found = _LAST_NUMBER.search(row.location)
    return int(found.group(1)) if found else 0


def adds_up(stated: Decimal, parts: Iterable[Decimal]) -> bool:
    """Tell whether parts add up to a stated sum, but for the rounding of each."""
    values = list(parts)
    return abs(stated - sum(values, Decimal(0))) <= rounding(stated, len(values))


def rounding(stated: Decimal, parts: int) -> Decimal:
    """Return how far a sum may be off: half a unit for each part, more where units are small."""
    unit = Decimal(1) if abs(stated) >= 1000 else Decimal("0.01")  # noqa: PLR2004 - cents show below
    return unit * max(1, parts) / 2


def unsound_sums(breakdown: Breakdown, concept: str) -> Iterator[tuple[Element, Decimal, Decimal]]:
    """Yield each parent whose figure differs from the sum of its children: stated, and sum."""
    for code, below in breakdown.children.items():
        parent = breakdown.elements.get(code)
        if parent is None:
            continue
        stated = parent.figures.get(concept)
        parts = [each.figures.get(concept) for each in below]
        known = [part for part in parts if part is not None]
        if stated is None or len(known) != len(parts):
            continue
        if not adds_up(stated, known):
            yield parent, stated, sum(known, Decimal(0))


def with_ancestors(codes: Iterable[str]) -> set[str]:
    """Return codes and all those above them."""
    found: set[str] = set()
    for code in codes:
        above = code
        while above and above not in found:
            found.add(above)
            above = above.rpartition(".")[0]
    return found


def is_within(code: str, codes: set[str]) -> bool:
    """Tell whether a code, or one above it, is among others."""
    while code:
        if code in codes:
            return True
        code = code.rpartition(".")[0]
    return False


def alike(one: str, other: str) -> bool:
    """Tell whether two names mean the same: equal words, or one within the other."""
    a, b = fold(one), fold(other)
    if not a or not b:
        return False
    return a == b or f" {a} " in f" {b} " or f" {b} " in f" {a} "
