"""The parts a document is made of, the same for text, print and spreadsheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from examples.write.cell import Formula, Value


@dataclass(frozen=True)
class Grid:
    """A table: its head, its rows, the width of its columns in characters, its strong rows."""

    head: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int] = ()
    strong: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Block:
    """One part of a document: ``h1``, ``h2``, ``p``, ``list`` or ``table``."""

    kind: str
    text: str = ""
    items: Sequence[str] = ()
    grid: Grid | None = None


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, with its title, the facts over its tables, and the tables."""

    name: str
    title: str
    facts: Sequence[tuple[str, Value]] = ()
    grids: Sequence[tuple[str, Grid]] = ()


@dataclass(frozen=True)
class Paper:
    """A document to be written, with what its properties say."""

    file: str
    title: str
    author: str
    language: str
    day: date
    running: str
    blocks: Sequence[Block] = ()
    sheets: Sequence[Sheet] = ()
    schedule: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


def grid_of(data: Mapping[str, Any]) -> Grid:
    """Make a table of plain data; a row that starts with ``=`` in its first cell is strong."""
    rows, strong, size = list[list[Value]](), set[int](), len(data["head"])
    for number, row in enumerate(data["rows"]):
        if len(row) != size:
            raise ValueError(f"a row of {size} cells was meant: {row}")
        cells = [cell_of(cell) for cell in row]
        if isinstance(cells[0], str) and cells[0].startswith("="):
            cells[0] = cells[0][1:]
            strong.add(number)
        rows.append(cells)
    return Grid(data["head"], rows, data.get("widths", ()), frozenset(strong))


def cell_of(data: Any) -> Value:
    """Make a cell of plain data: a formula is ``{formula, value}``."""
    if isinstance(data, Mapping):
        return Formula(data["formula"], data["value"])
    return data  # type: ignore[no-any-return] # what YAML gives is text, a number, a day or nothing


def blocks_of(data: Sequence[Mapping[str, Any]]) -> list[Block]:
    """Make blocks of plain data: one key for each, such as ``{h1: Objectifs}``."""
    return [_block(kind, body) for entry in data for kind, body in entry.items()]


def _block(kind: str, body: Any) -> Block:
    if kind == "table":
        return Block("table", grid=grid_of(body))
    if kind == "list":
        return Block("list", items=[str(item).strip() for item in body])
    return Block(kind, text=" ".join(str(body).split(" ")).strip())
