"""What each entry of a register must say: columns that are missing, and cells left blank."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from domain.text import Text
from gates.checks.check import Verdict, failed
from gates.checks.wording import is_blank, put
from gates.evidence.content import Reading
from gates.evidence.understanding.registers import Register
from gates.evidence.understanding.row import Row

_ROOM = 60


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Something that each entry must say, under one of some concepts.

    ``column`` is told once where there is no column for it, ``cell`` (with ``{name}``) of each
    entry that leaves it blank.
    """

    concepts: tuple[str, ...]
    column: Text
    cell: Text
    fix: Text


def lacking(
    reading: Reading,
    register: Register,
    wanted: Sequence[Wanted],
    *,
    expected: Text,
    name: Callable[[Row], str],
    rows: Sequence[Row] | None = None,
) -> Iterator[Verdict]:
    """Yield what a register has no column for, then what its entries leave blank."""
    entries = register.rows if rows is None else rows
    for each in wanted:
        known = [concept for concept in each.concepts if concept in register.columns]
        if not known:
            yield failed(
                each.column,
                expected=expected,
                fix=each.fix,
                document=reading.path,
                location=register.location,
            )
            continue
        for row in entries:
            if all(is_blank(row.text(concept)) for concept in known):
                yield failed(
                    put(each.cell["en"], each.cell["fr"], name=name(row)),
                    expected=expected,
                    fix=each.fix,
                    document=reading.path,
                    location=row.place(*known),
                )


def label_of(row: Row, *concepts: str) -> str:
    """Return the number of an entry and the first words of what it says, else its place."""
    number, words = row.text("wbs", "id"), " ".join(row.text(*concepts).split())
    if number == words:
        number = ""
    short = words if len(words) <= _ROOM else f"{words[: _ROOM - 3]}..."
    return f"{number} {short}".strip() or row.location
