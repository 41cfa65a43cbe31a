"""One pass of expat over a sheet: how large it is, and what its values alone do not tell.

The rectangle is measured before a reader sees the sheet, because a sheet of two cells in
opposite corners makes a reader ask for half a terabyte.
"""

from collections.abc import Container
from dataclasses import dataclass, field
from xml.parsers import expat

from gates.evidence.guard import limits
from gates.evidence.guard.refusal import damaged, oversized
from gates.evidence.guard.xml_pass import plain_parser, run, too_deep

ROWS = 1_048_576
COLUMNS = 16_384
_MOST_DIGITS = 7
_LONGEST_ERROR = 20

Place = tuple[int, int]
"""Row and column, both from 1."""


@dataclass
class Marks:
    """What stands in a sheet beside its values; ``first`` and ``last`` bound what is filled."""

    cells: int = 0
    first: Place = (ROWS, COLUMNS)
    last: Place = (0, 0)
    formulas: dict[Place, str] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    uncalculated: set[Place] = field(default_factory=set)
    styles: dict[Place, int] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


def pass_sheet(data: bytes, where: str, noted: Container[int] = ()) -> Marks:
    """Pass over a sheet; ``noted`` are the cell styles whose places are wanted.

    Raises:
        RefusedError: It has more cells or a larger rectangle than the limits, an impossible
            cell, a document type, or is nested too deep or damaged.
    """
    parser = plain_parser()
    sheet = _Sheet(where, parser, noted)
    parser.StartElementHandler = sheet.start
    parser.EndElementHandler = sheet.end
    run(parser, data, where)
    return sheet.marks


class _Sheet:
    """The handlers of the pass. A cell without a reference stands after the one before it.

    They are called a million times for a large sheet, so the most frequent elements come first.
    """

    def __init__(self, where: str, parser: expat.XMLParserType, noted: Container[int]) -> None:
        self.where = where
        self.parser = parser
        self.noted = noted
        self.marks = Marks()
        self.depth = 0
        self.row = 0
        self.column = 0
        self.columns: dict[str, int] = {}
        self.formula: list[str] = []
        self.formula_open = False
        self.shared: dict[str, str] = {}
        self.group = ""
        self.valued = False
        self.formulated = False
        self.erring = False
        self.error = ""
        self.top, self.left = ROWS, COLUMNS
        self.bottom, self.right = 0, 0

    def start(self, name: str, attributes: list[str]) -> None:
        self.depth += 1
        if name == "c":
            self.cell(attributes)
        elif name == "v":
            self.value()
        else:
            self.other(name.rpartition(":")[2], attributes)

    def other(self, local: str, attributes: list[str]) -> None:
        if self.depth > limits.DEPTH:
            raise too_deep()
        if local == "c":
            self.cell(attributes)
        elif local == "v":
            self.value()
        elif local == "is":
            self.valued = True
        elif local == "f":
            self.formulated = self.formula_open = True
            self.group = _attribute(attributes, "si")
            self.parser.CharacterDataHandler = self.hear
        elif local == "row":
            self.line(attributes)
        elif local == "mergeCell":
            self.marks.merged.append(_attribute(attributes, "ref"))
        elif local == "col":
            self.hide(attributes)

    def value(self) -> None:
        # A formula never calculated has an empty value or none.
        if self.formulated or self.erring:
            self.parser.CharacterDataHandler = self.hear
        else:
            self.valued = True

    def hear(self, text: str) -> None:
        if self.formula_open:
            self.formula.append(text)
        else:
            self.valued = True
            if self.erring:
                self.error = (self.error + text)[:_LONGEST_ERROR]

    def end(self, name: str) -> None:
        self.depth -= 1
        local = name.rpartition(":")[2] if ":" in name else name
        if local == "c":
            if self.valued or self.formulated:
                self.filled()
        elif (self.formulated or self.erring) and local in {"f", "v"}:
            self.formula_open = False
            self.parser.CharacterDataHandler = None

    def cell(self, attributes: list[str]) -> None:
        self.marks.cells += 1
        if self.marks.cells > limits.CELLS:
            raise oversized(
                f"a sheet holds more than {limits.CELLS} cells",
                f"une feuille compte plus de {limits.CELLS} cellules",
            )
        self.valued = self.formulated = self.erring = False
        self.column += 1
        style = ""
        for at in range(0, len(attributes), 2):
            if attributes[at] == "r":
                self.row, self.column = self.place(attributes[at + 1])
            elif attributes[at] == "s":
                style = attributes[at + 1]
            elif attributes[at] == "t" and attributes[at + 1] == "e":
                self.erring = True
        if style.isdecimal() and int(style[:_MOST_DIGITS]) in self.noted:
            self.marks.styles[self.row, self.column] = int(style)

    def place(self, reference: str) -> Place:
        """Return the place that a reference such as ``BC14`` names."""
        letters = reference.rstrip("0123456789")
        column = self.columns.get(letters)
        if column is None:
            column = self.columns[letters] = _column(letters, self.where)
        digits = reference[len(letters) :]
        if not digits or len(digits) > _MOST_DIGITS or not 1 <= int(digits) <= ROWS:
            raise damaged(self.where)
        return int(digits), column

    def filled(self) -> None:
        row, column = self.row, self.column
        if not (self.top <= row <= self.bottom and self.left <= column <= self.right):
            self.grow(row, column)
        if self.erring:
            self.marks.errors[row, column] = self.error
            self.error = ""
        if self.formulated:
            words = "".join(self.formula)
            self.formula = []
            if self.group:
                words = words or self.shared.get(self.group, "")
                self.shared.setdefault(self.group, words)
            self.marks.formulas[row, column] = words
            if not self.valued:
                self.marks.uncalculated.add((row, column))

    def grow(self, row: int, column: int) -> None:
        """Widen the rectangle to a cell."""
        self.top, self.left = min(self.top, row), min(self.left, column)
        self.bottom, self.right = max(self.bottom, row), max(self.right, column)
        if (self.bottom - self.top + 1) * (self.right - self.left + 1) > limits.BOX:
            raise oversized(
                f"the cells of a sheet span more than {limits.BOX} places",
                f"les cellules d’une feuille s’étendent sur plus de {limits.BOX} emplacements",
            )
        self.marks.first = (self.top, self.left)
        self.marks.last = (self.bottom, self.right)

    def line(self, attributes: list[str]) -> None:
        number = _attribute(attributes, "r")
        self.row = int(number[: _MOST_DIGITS + 1]) if number.isdecimal() else self.row + 1
        self.column = 0
        if self.row > ROWS:
            raise damaged(self.where)
        if _attribute(attributes, "hidden") in {"1", "true"}:
            self.marks.hidden_rows.add(self.row)

    def hide(self, attributes: list[str]) -> None:
        first, last = _attribute(attributes, "min"), _attribute(attributes, "max")
        hidden = _attribute(attributes, "hidden") in {"1", "true"}
        if hidden and first.isdecimal() and last.isdecimal():
            span = int(first[:_MOST_DIGITS]), min(COLUMNS, int(last[:_MOST_DIGITS]))
            self.marks.hidden_columns.append(span)


def _attribute(attributes: list[str], name: str) -> str:
    for at in range(0, len(attributes), 2):
        if attributes[at] == name:
            return attributes[at + 1]
    return ""


def _column(letters: str, where: str) -> int:
    """Return the number of a column, from 1."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
        if not "A" <= letter <= "Z" or column > COLUMNS:
            raise damaged(where)
    if not column:
        raise damaged(where)
    return column
