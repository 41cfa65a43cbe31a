"""One pass over the sheets of an open document: how much its repetitions would unfold to.

A cell may be repeated a million times with one word, so the rectangle is measured first.
"""

from functools import lru_cache

from gates.evidence.guard import limits
from gates.evidence.guard.refusal import oversized
from gates.evidence.guard.xml_pass import plain_parser, run

_CELLS = {"table-cell", "covered-table-cell"}
_ASKED = _CELLS | {"p", "table-row", "table"}
_MOST = 10_000_000
_VALUES = {"value-type", "formula", "value"}


def check_sheets(data: bytes, where: str) -> None:
    """Measure the sheets.

    Raises:
        RefusedError: They unfold to more cells, or a larger rectangle, than the limits.
    """
    parser = plain_parser()
    sheets = _Sheets()
    parser.StartElementHandler = sheets.start
    parser.EndElementHandler = sheets.end
    run(parser, data, where)


class _Sheets:
    """The handlers of the pass; text in a cell counts as a value."""

    def __init__(self) -> None:
        self.sheets = 0
        self.cells = 0
        self.row = self.rows = 0
        self.column = self.columns = self.repeated = 0
        self.right = 0
        self.filled = 0
        self.is_filled = False

    def start(self, name: str, flat: list[str]) -> None:
        local = _local(name)
        if local not in _ASKED:
            return
        if local in _CELLS:
            self.repeated = _count(flat, "number-columns-repeated") if flat else 1
            self.is_filled = any(_local(key) in _VALUES for key in flat[::2])
        elif local == "p":
            self.is_filled = True
        elif local == "table-row":
            self.rows = _count(flat, "number-rows-repeated")
            self.column = self.columns = self.filled = 0
        elif local == "table":
            self.sheets += 1
            self.row = self.right = 0
            if self.sheets > limits.SHEETS:
                raise oversized(
                    f"it has more than {limits.SHEETS} sheets",
                    f"il compte plus de {limits.SHEETS} feuilles",
                )

    def end(self, name: str) -> None:
        local = _local(name)
        if local in _CELLS:
            self.column = min(_MOST, self.column + self.repeated)
            if self.is_filled:
                self.columns = self.column
                self.filled = min(_MOST, self.filled + self.repeated)
        elif local == "table-row":
            self.row = min(_MOST, self.row + self.rows)
            if self.filled:
                self.cells += self.filled * self.rows
                self.right = max(self.right, self.columns)
                self.check()

    def check(self) -> None:
        if self.cells > limits.CELLS:
            raise oversized(
                f"its sheets unfold to more than {limits.CELLS} cells",
                f"ses feuilles se déploient sur plus de {limits.CELLS} cellules",
            )
        if self.row * self.right > limits.BOX:
            raise oversized(
                f"the cells of a sheet span more than {limits.BOX} places",
                f"les cellules d’une feuille s’étendent sur plus de {limits.BOX} emplacements",
            )


@lru_cache(maxsize=1024)
def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _count(flat: list[str], name: str) -> int:
    for at in range(0, len(flat), 2):
        if _local(flat[at]) == name:
            text = flat[at + 1]
            return max(1, min(_MOST, int(text[:8]))) if text.isdecimal() else 1
    return 1
