"""Which entries of registers came, went or changed, cell by cell."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from domain.revision_change import ChangeHow, ChangeKind, RevisionChange, Spot
from domain.text import both
from gates.checks.wording import put
from gates.evidence.content import Cell
from gates.evidence.understanding.dates import cell_day
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.numbers import cell_number
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row
from gates.revisions.writing import change, plain, shown

_CODES = ("id", "wbs")
_NAMES = (
    *("name", "task", "item", "risk", "event", "milestone", "deliverable", "requirement"),
    *("stakeholder", "person", "role", "description", "change", "issue", "benefit", "assumption"),
    *("lesson", "message", "period", "test", "version", "supplier", "resource"),
    *("acceptance_criterion", "cause", "category"),
)


def row_changes(
    before: Sequence[Register], after: Sequence[Register], *, was: str, now: str
) -> Iterator[RevisionChange]:
    """Yield the rows and cells that differ between the registers of a document.

    Args:
        before: The registers of the older document.
        after: Those of the newer one.
        was: The path of the older document.
        now: The path of the newer one.
    """
    for old, new in _paired(before, after):
        for left, right in _rows(old.rows if old else (), new.rows if new else ()):
            if left is None and right is not None:
                yield _came(right, now)
            elif right is None and left is not None:
                yield _went(left, was)
            elif left is not None and right is not None and old is not None and new is not None:
                yield from _cells(old, new, left, right, was=was, now=now)


def name_of(row: Row) -> str:
    """Return what an entry is called: its number and its name."""
    code, name = row.text(*_CODES), row.text(*_NAMES)
    return f"{code} {name}".strip() or next(
        (cell.value.strip() for cell in row.cells if cell.value.strip()), ""
    )


def _paired(
    before: Sequence[Register], after: Sequence[Register]
) -> list[tuple[Register | None, Register | None]]:
    """Pair registers of a kind by their title, then in their order."""
    old, new = list(before), list(after)
    found: list[tuple[Register | None, Register | None]] = []
    keys: tuple[Callable[[Register], tuple[str, ...]], ...] = (
        lambda each: (each.kind, fold(each.title), each.location),
        lambda each: (each.kind, fold(each.title)),
        lambda each: (each.kind,),
        lambda each: (fold(each.title),) if each.title else ("", each.location),
    )
    for key in keys:
        for register in list(new):
            same = next((each for each in old if key(each) == key(register)), None)
            if same is not None:
                old.remove(same)
                new.remove(register)
                found.append((same, register))
    return [*found, *((None, each) for each in new), *((each, None) for each in old)]


def _rows(old: Sequence[Row], new: Sequence[Row]) -> list[tuple[Row | None, Row | None]]:
    """Pair rows by number and name, then by number, then by name; both sides in order."""
    left, right = list(old), list(new)
    found: list[tuple[Row | None, Row | None]] = []
    for key in (_code_and_name, _code, _name):
        waiting: dict[str, list[Row]] = {}
        for row in left:
            waiting.setdefault(key(row), []).append(row)
        rest = []
        for row in right:
            same = waiting.get(key(row)) if key(row) else None
            if same:
                found.append((same.pop(0), row))
            else:
                rest.append(row)
        paired = {id(each) for each, _ in found}
        left = [row for row in left if id(row) not in paired]
        right = rest
    return [*found, *((None, row) for row in right), *((row, None) for row in left)]


def _code(row: Row) -> str:
    return fold(row.text(*_CODES))


def _name(row: Row) -> str:
    return fold(row.text(*_NAMES))


def _code_and_name(row: Row) -> str:
    code, name = _code(row), _name(row)
    return f"{code}\n{name}" if code and name else ""


def _came(row: Row, document: str) -> RevisionChange:
    return change(
        ChangeKind.ROW,
        ChangeHow.ADDED,
        plain(name_of(row)),
        is_at=Spot(document=document, location=row.location),
    )


def _went(row: Row, document: str) -> RevisionChange:
    return change(
        ChangeKind.ROW,
        ChangeHow.REMOVED,
        plain(name_of(row)),
        was_at=Spot(document=document, location=row.location),
    )


def _cells(
    old: Register, new: Register, left: Row, right: Row, *, was: str, now: str
) -> Iterator[RevisionChange]:
    columns_old, columns_new = _columns(old), _columns(new)
    for name, place in columns_new.items():
        if name not in columns_old:
            continue
        one = _cell(left, columns_old[name])
        other = _cell(right, place)
        if _same(one, other):
            continue
        about = put(
            "{row} · {column}",
            "{row} · {column}",
            row=plain(name_of(right)),
            column=plain(new.headers[place] if place < len(new.headers) else name),
        )
        yield _changed(one, other, about, was=(was, left.location), now=(now, right.location))


def _changed(
    one: Cell | None,
    other: Cell | None,
    about: dict[str, str],
    *,
    was: tuple[str, str],
    now: tuple[str, str],
) -> RevisionChange:
    a, b = _number(one), _number(other)
    first, last = _day(one), _day(other)
    return change(
        ChangeKind.ROW,
        ChangeHow.CHANGED,
        about,
        before=_shown(one),
        after=_shown(other),
        unit=(other.unit if other else "") or (one.unit if one else ""),
        amount=b - a if a is not None and b is not None and not (first and last) else None,
        days=(last - first).days if first and last else None,
        was_at=Spot(document=was[0], location=(one.location if one else "") or was[1]),
        is_at=Spot(document=now[0], location=(other.location if other else "") or now[1]),
    )


def _columns(register: Register) -> dict[str, int]:
    """Return the columns by concept, then the others by their header."""
    found = {**register.columns, **register.letters}
    known = set(found.values())
    for place, header in enumerate(register.headers):
        if place not in known and fold(header):
            found.setdefault(f"= {fold(header)}", place)
    return found


def _cell(row: Row, place: int) -> Cell | None:
    return row.cells[place] if place < len(row.cells) else None


def _same(one: Cell | None, other: Cell | None) -> bool:
    a, b = _number(one), _number(other)
    if a is not None and b is not None:
        return a == b
    first, last = _day(one), _day(other)
    if first is not None and last is not None:
        return first == last
    return fold(one.value if one else "") == fold(other.value if other else "")


def _number(cell: Cell | None) -> Decimal | None:
    return None if cell is None or not cell.value.strip() else cell_number(cell)


def _day(cell: Cell | None) -> date | None:
    return None if cell is None or not cell.value.strip() else cell_day(cell)


def _shown(cell: Cell | None) -> dict[str, str]:
    if cell is None or not cell.value.strip():
        return both("nothing", "rien")
    written = cell_day(cell)
    return shown(written.isoformat()) if written is not None else plain(cell.value)
