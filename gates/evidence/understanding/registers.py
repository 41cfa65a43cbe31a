"""Registers found in the tables of a document: risks, budgets, plans, matrices, logs.

Use ``find_registers(content)`` and ask each row by concept::

    for register in find_registers(content):
        if register.kind == "risk":
            for row in register.rows:
                row.text("owner"), row.number("score"), row.day("due"), row.place("owner")

Header rows are found wherever they start; a sheet may hold several registers, one under the
other. ``rows`` are real entries only: blank rows, rows that were only numbered beforehand,
headings inside the table, totals and legends are told apart.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gates.evidence.content import Content, Table
from gates.evidence.understanding.body import Body
from gates.evidence.understanding.columns import concept
from gates.evidence.understanding.headers import Header, find_headers
from gates.evidence.understanding.letters import Matrix, find_matrix, letters
from gates.evidence.understanding.own_words import NONE, OwnWords
from gates.evidence.understanding.row import Row


@dataclass(frozen=True, slots=True)
class Register:
    """A table whose columns are understood.

    ``kind`` is one of: risk, issues, stakeholders, communication, cost, earned_value, schedule,
    milestones, wbs, acceptance_criteria, tests, make_or_buy, contracts, payments, long_lead,
    selection, offers, lessons, changes, benefits, requirements, people, staffing, assumptions,
    funding, approvals, versions, raci. ``columns`` maps a concept (see ``columns.yaml``) to the
    index of its column; ``headers`` are all header texts by index. In a ``raci``, ``letters``
    maps each role or person to its column. ``headings`` are rows that only open a section,
    ``totals`` rows that add up; ``unfilled`` counts the ``prepared`` rows that were left blank;
    ``header`` are the rows of the header itself.
    """

    kind: str
    title: str
    location: str
    columns: Mapping[str, int]
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...] = ()
    headings: tuple[Row, ...] = ()
    unfilled: int = 0
    letters: Mapping[str, int] = field(default_factory=dict)
    header: tuple[Row, ...] = ()
    prepared: tuple[Row, ...] = ()
    hidden: bool = False
    strength: float = 0.0


def find_registers(content: Content, words: OwnWords = NONE) -> tuple[Register, ...]:
    """Return all registers of a document, in reading order, blank ones among them."""
    return tuple(register for table in content.tables for register in registers_of(table, words))


def registers_of(table: Table, words: OwnWords = NONE) -> Iterator[Register]:
    """Yield the registers in one table."""
    matrix = find_matrix(table)
    if matrix is not None:
        yield _responsibilities(table, matrix, words)
        return
    headers = find_headers(table, words)
    for header, following in zip(headers, [*headers[1:], None], strict=False):
        end = len(table.rows) if following is None else following.first
        yield _register(table, header, end)


def _register(table: Table, header: Header, end: int) -> Register:
    body = Body(header, table)
    body.read(header.last + 1, end)
    first = next((cell for cell in table.rows[header.first] if cell.value.strip()), None)
    return Register(
        kind=header.kind.name,
        title=table.title,
        location=first.location if first else table.location,
        columns=header.columns,
        headers=header.texts,
        rows=tuple(body.rows),
        totals=tuple(body.totals),
        headings=tuple(body.headings),
        unfilled=len(body.prepared),
        prepared=tuple(body.prepared),
        header=_header_rows(table, header.first, header.last, header.columns),
        hidden=table.hidden,
        strength=header.strength,
    )


def _responsibilities(table: Table, matrix: Matrix, words: OwnWords) -> Register:
    """Return a responsibility matrix; its rows hold letters, or name work and hold none."""
    texts = tuple(cell.value.strip() for cell in table.rows[matrix.header])
    names: dict[str, int] = {}
    first_letter = min(matrix.columns.values(), default=0)
    for place, text in enumerate(texts[:first_letter]):
        names.setdefault(
            concept(text, words) or ("task" if place == first_letter - 1 else "id"), place
        )
    if not names and first_letter:
        names["task"] = first_letter - 1
    rows: list[Row] = []
    headings: list[Row] = []
    for cells in table.rows[matrix.first :]:
        filled = [cell for cell in cells if cell.value.strip()]
        if not filled:
            continue
        row = Row(cells, filled[0].location, names)
        lettered = any(letters(cells[p].value) for p in matrix.columns.values() if p < len(cells))
        named = [place for place in names.values() if place < len(cells) and cells[place].value]
        if lettered or (len(named) == len(names) and len(names) > 1):
            rows.append(row)
        else:
            headings.append(row)
    return Register(
        kind="raci",
        title=table.title,
        location=table.rows[matrix.header][0].location or table.location,
        columns=names,
        headers=texts,
        rows=tuple(rows),
        headings=tuple(headings),
        letters=matrix.columns,
        header=_header_rows(table, matrix.header, matrix.first - 1, names),
        hidden=table.hidden,
        strength=float(len(matrix.columns)),
    )


def _header_rows(
    table: Table, first: int, last: int, columns: Mapping[str, int]
) -> tuple[Row, ...]:
    return tuple(
        Row(cells, cells[0].location, columns) for cells in table.rows[first : last + 1] if cells
    )
