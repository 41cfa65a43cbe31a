"""One pass of expat over a sheet: how large it is, and what its values alone do not tell.

The rectangle is measured before a reader sees the sheet, because a sheet of two cells in
opposite corners makes a reader ask for half a terabyte.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from gates.evidence.guard import limits
from gates.evidence.guard.refusal import damaged, oversized
from gates.evidence.guard.xml_pass import plain_parser, run, too_deep

ROWS = 1_048_576
COLUMNS = 16_384
_MOST_DIGITS = 7

Place = tuple[int, int]
"""Row and column, both from 1."""


@dataclass
class Marks:
    """What stands in a sheet beside its values."""

    cells: int = 0
    last: Place = (0, 0)
    formulas: dict[Place, str] = field(default_factory=dict)
    uncalculated: set[Place] = field(default_factory=set)
    styles: dict[Place, int] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def is_hidden(self, place: Place) -> bool:
        """Tell whether a cell stands in a hidden row or column."""
        row, column = place
        return row in self.hidden_rows or any(
            first <= column <= last for first, last in self.hidden_columns
        )


def pass_sheet(data: bytes, where: str) -> Marks:
    """Pass over a sheet.

    Raises:
        RefusedError: It has more cells or a larger rectangle than the limits, an impossible
            cell, a document type, or is nested too deep or damaged.
    """
    parser = plain_parser()
    sheet = _Sheet(where, parser)
    parser.StartElementHandler = sheet.start
    parser.EndElementHandler = sheet.end
    run(parser, data, where)
    return sheet.marks


class _Sheet:
    """The handlers of the pass. A cell without a reference stands after the one before it."""

    def __init__(self, where: str, parser: expat.XMLParserType) -> None:
        self.where = where
        self.parser = parser
        self.marks = Marks()
        self.depth = 0
        self.place: Place = (0, 0)
        self.formula: list[str] = []
        self.formula_open = False
        self.shared: dict[str, str] = {}
        self.group = ""
        self.valued = False
        self.formulated = False
        self.first_row = ROWS
        self.first_column = COLUMNS

    def start(self, name: str, attributes: list[str]) -> None:
        self.depth += 1
        if self.depth > limits.DEPTH:
            raise too_deep()
        local = name.rpartition(":")[2]
        if local == "c":
            self.cell(attributes)
        elif local == "v":
            # A formula never calculated has an empty value or none.
            if self.formulated:
                self.parser.CharacterDataHandler = self.hear
            self.valued = self.valued or not self.formulated
        elif local == "is":
            self.valued = True
        elif local == "f":
            self.formulated = self.formula_open = True
            self.group = _attribute(attributes, "si")
            self.parser.CharacterDataHandler = self.hear
        elif local == "row":
            self.row(attributes)
        elif local == "mergeCell":
            self.marks.merged.append(_attribute(attributes, "ref"))
        elif local == "col":
            self.column(attributes)

    def hear(self, text: str) -> None:
        if self.formula_open:
            self.formula.append(text)
        else:
            self.valued = True

    def end(self, name: str) -> None:
        self.depth -= 1
        local = name.rpartition(":")[2]
        if local in {"f", "v"}:
            self.formula_open = False
            self.parser.CharacterDataHandler = None
        elif local == "c" and (self.valued or self.formulated):
            self.filled()

    def cell(self, attributes: list[str]) -> None:
        self.marks.cells += 1
        if self.marks.cells > limits.CELLS:
            raise oversized(
                f"a sheet holds more than {limits.CELLS} cells",
                f"une feuille compte plus de {limits.CELLS} cellules",
            )
        reference = _attribute(attributes, "r")
        row, column = self.place
        self.place = _place(reference, self.where) if reference else (row, column + 1)
        self.valued = self.formulated = False
        self.formula = []
        style = _attribute(attributes, "s")
        if style.isdecimal():
            self.marks.styles[self.place] = int(style[:9])

    def filled(self) -> None:
        marks = self.marks
        row, column = self.place
        self.first_row = min(self.first_row, row)
        self.first_column = min(self.first_column, column)
        marks.last = (max(marks.last[0], row), max(marks.last[1], column))
        box = (marks.last[0] - self.first_row + 1) * (marks.last[1] - self.first_column + 1)
        if box > limits.BOX:
            raise oversized(
                f"the cells of a sheet span more than {limits.BOX} places",
                f"les cellules d’une feuille s’étendent sur plus de {limits.BOX} emplacements",
            )
        if self.formulated:
            words = "".join(self.formula)
            if self.group:
                words = words or self.shared.get(self.group, "")
                self.shared.setdefault(self.group, words)
            marks.formulas[self.place] = words
            if not self.valued:
                marks.uncalculated.add(self.place)

    def row(self, attributes: list[str]) -> None:
        number = _attribute(attributes, "r")
        row = int(number[:8]) if number.isdecimal() else self.place[0] + 1
        if row > ROWS:
            raise damaged(self.where)
        self.place = (row, 0)
        if _attribute(attributes, "hidden") in {"1", "true"}:
            self.marks.hidden_rows.add(row)

    def column(self, attributes: list[str]) -> None:
        first, last = _attribute(attributes, "min"), _attribute(attributes, "max")
        hidden = _attribute(attributes, "hidden") in {"1", "true"}
        if hidden and first.isdecimal() and last.isdecimal():
            self.marks.hidden_columns.append((int(first[:8]), int(last[:8])))


def _attribute(attributes: list[str], name: str) -> str:
    for at in range(0, len(attributes), 2):
        if attributes[at] == name:
            return attributes[at + 1]
    return ""


def _place(reference: str, where: str) -> Place:
    """Return the place that a reference such as ``BC14`` names."""
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
        if not "A" <= letter <= "Z" or column > COLUMNS:
            raise damaged(where)
    digits = reference[len(letters) :]
    if not letters or not digits or len(digits) > _MOST_DIGITS or not 1 <= int(digits) <= ROWS:
        raise damaged(where)
    return int(digits), column
