"""From registers to their outline, and back from an outline to the registers."""

from collections.abc import Collection, Mapping, Sequence

from gates.evidence.content import Cell, Content, Reading, Table
from gates.evidence.outline import Marks, Outline, RegisterOutline
from gates.evidence.understanding.marks import marks_of
from gates.evidence.understanding.own_words import NONE, OwnWords
from gates.evidence.understanding.registers import Register, find_registers
from gates.evidence.understanding.row import Row

Places = Mapping[int, tuple[int, int]]
"""The table and the row of each row of cells, by its identity."""


def outline_of(content: Content, registers: Sequence[Register]) -> Outline | None:
    """Return the outline of the registers found in a content.

    There is none where two rows are the same value: their places could not be told apart.
    """
    places: dict[int, tuple[int, int]] = {}
    count = 0
    for number, table in enumerate(content.tables):
        for place, cells in enumerate(table.rows):
            if cells:
                places[id(cells)] = number, place
                count += 1
    if len(places) != count:
        return None
    return Outline(tuple(_outlined(each, places) for each in registers), marks_of(content))


def registers_in_outline(content: Content, outline: Outline) -> tuple[Register, ...]:
    """Return the registers that an outline speaks of.

    Raises:
        IndexError: The outline is not one of this content.
    """
    return tuple(_found(content.tables[each.table], each) for each in outline.registers)


def registers_of_reading(reading: Reading, words: OwnWords = NONE) -> tuple[Register, ...]:
    """Return the registers of a document: by its outline, else found anew with these words."""
    if reading.outline is not None:
        try:
            return registers_in_outline(reading.content, reading.outline)
        except IndexError:  # whoever read the file said something that is not so
            pass
    return find_registers(reading.content, words)


def may_hold(reading: Reading, kinds: Collection[str]) -> bool:
    """Tell whether a document may hold a register of one of some kinds, without looking into it."""
    return reading.outline is None or not reading.outline.kinds.isdisjoint(kinds)


def marks_of_reading(reading: Reading) -> Marks:
    """Return what a document says of itself: by its outline, else found anew."""
    return reading.outline.marks if reading.outline is not None else marks_of(reading.content)


def _outlined(register: Register, places: Places) -> RegisterOutline:
    table = next(places[id(row.cells)][0] for row in register.header)
    return RegisterOutline(
        kind=register.kind,
        table=table,
        location=register.location,
        columns=register.columns,
        headers=register.headers,
        header=_rows(register.header, places),
        rows=_rows(register.rows, places),
        totals=_rows(register.totals, places),
        headings=_rows(register.headings, places),
        prepared=_rows(register.prepared, places),
        letters=register.letters,
        strength=register.strength,
    )


def _rows(rows: Sequence[Row], places: Places) -> tuple[int, ...]:
    return tuple(places[id(row.cells)][1] for row in rows)


def _found(table: Table, outline: RegisterOutline) -> Register:
    columns = outline.columns

    def rows(places: Sequence[int]) -> tuple[Row, ...]:
        return tuple(Row(table.rows[each], _first(table.rows[each]), columns) for each in places)

    return Register(
        kind=outline.kind,
        title=table.title,
        location=outline.location,
        columns=columns,
        headers=outline.headers,
        rows=rows(outline.rows),
        totals=rows(outline.totals),
        headings=rows(outline.headings),
        unfilled=len(outline.prepared),
        letters=outline.letters,
        header=tuple(
            Row(table.rows[each], table.rows[each][0].location, columns) for each in outline.header
        ),
        prepared=rows(outline.prepared),
        hidden=table.hidden,
        strength=outline.strength,
    )


def _first(cells: Sequence[Cell]) -> str:
    """Return the place of the first filled cell."""
    return next((cell.location for cell in cells if cell.value and cell.value.strip()), "")
