"""Tables of a PDF page, found by the lines that are drawn around their cells.

Only a grid of lines is a table: columns that merely stand below each other are left as text.
Lengths are in points, from the lower left corner of the page.
"""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

_PATH = 2
_THIN = 3.0
_NEAR = 3.0
_SHORTEST = 6.0
_MOST_LINES = 600
_MOST_SEGMENTS = 4_000
_MOST_SHAPES = 5_000
_FEWEST = 3
"""Lines in each direction: a frame of one cell is no table."""


class Line(NamedTuple):
    """A line along one direction: its place across, where it begins and ends."""

    at: float
    start: float
    end: float


class Box(NamedTuple):
    """A rectangle of the page."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Grid:
    """A table: the borders of its columns and rows, top row first, and the lines that are drawn."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[Line, ...]
    down: tuple[Line, ...]

    @property
    def box(self) -> Box:
        """The rectangle that the table takes."""
        return Box(self.xs[0], self.ys[-1], self.xs[-1], self.ys[0])

    def cells(self) -> Iterator[tuple[int, int, Box]]:
        """Yield row, column and rectangle of each cell; a merged one once, at its first place."""
        taken: set[tuple[int, int]] = set()
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                if (row, column) in taken:
                    continue
                right, below = self._reach(row, column)
                taken.update(
                    (y, x) for y in range(row, below + 1) for x in range(column, right + 1)
                )
                box = Box(self.xs[column], self.ys[below + 1], self.xs[right + 1], self.ys[row])
                yield row, column, box

    def _reach(self, row: int, column: int) -> tuple[int, int]:
        """Return the last column and row that a cell goes to, for want of lines between."""
        middle = (self.ys[row] + self.ys[row + 1]) / 2
        right = column
        while right < len(self.xs) - 2 and not _crosses(self.down, self.xs[right + 1], middle):
            right += 1
        centre = (self.xs[column] + self.xs[column + 1]) / 2
        below = row
        while below < len(self.ys) - 2 and not _crosses(self.across, self.ys[below + 1], centre):
            below += 1
        return right, below


def grids(page: pypdfium2.PdfPage) -> list[Grid]:
    """Return the tables of a page from top to bottom; of two beside each other the first.

    A page whose drawings are damaged has none.
    """
    try:
        across, down = _lines(page)
    except pypdfium2.PdfiumError:
        return []
    if not across or not down or len(across) + len(down) > _MOST_LINES:
        return []
    found = [grid for group in _groups(across, down) if (grid := _grid(*group)) is not None]
    found.sort(key=lambda grid: -grid.box.top)
    kept: list[Grid] = []
    for grid in found:
        if not kept or grid.box.top <= kept[-1].box.bottom + _NEAR:
            kept.append(grid)
    return kept


def _lines(page: pypdfium2.PdfPage) -> tuple[list[Line], list[Line]]:
    """Return the lines across and down that are drawn on a page itself."""
    across: list[Line] = []
    down: list[Line] = []
    for shape in islice(page.get_objects(filter=[_PATH], max_depth=1), _MOST_SHAPES):
        left, bottom, right, top = shape.get_bounds()
        if top - bottom <= _THIN:
            across.append(Line((top + bottom) / 2, left, right))
        elif right - left <= _THIN:
            down.append(Line((left + right) / 2, bottom, top))
        else:
            for (x0, y0), (x1, y1) in _segments(shape):
                if abs(y0 - y1) <= 1:
                    across.append(Line(y0, min(x0, x1), max(x0, x1)))
                elif abs(x0 - x1) <= 1:
                    down.append(Line(x0, min(y0, y1), max(y0, y1)))
        if len(across) + len(down) > _MOST_LINES:
            break
    return (
        [line for line in across if line.end - line.start >= _SHORTEST],
        [line for line in down if line.end - line.start >= _SHORTEST],
    )


def _segments(
    shape: pypdfium2.PdfObject,
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield the straight pieces of a path, in the measure of the page."""
    matrix = shape.get_matrix()
    count = min(_MOST_SEGMENTS, raw.FPDFPath_CountSegments(shape.raw))
    first: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(count):
        segment = raw.FPDFPath_GetPathSegment(shape.raw, number)
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield last, point
        last = point
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield point, first
            last = first


def _groups(
    across: Sequence[Line], down: Sequence[Line]
) -> Iterator[tuple[list[Line], list[Line]]]:
    """Yield the lines that touch each other, group by group."""
    left = set(range(len(down)))
    waiting = set(range(len(across)))
    while waiting:
        reached = {waiting.pop()}
        group_across: list[Line] = []
        group_down: list[Line] = []
        while reached:
            line = across[reached.pop()]
            group_across.append(line)
            met = [n for n in left if _touch(line, down[n])]
            left.difference_update(met)
            group_down.extend(down[n] for n in met)
            more = {n for n in waiting for m in met if _touch(across[n], down[m])}
            waiting -= more
            reached |= more
        yield group_across, group_down


def _touch(across: Line, down: Line) -> bool:
    return (
        across.start - _NEAR <= down.at <= across.end + _NEAR
        and down.start - _NEAR <= across.at <= down.end + _NEAR
    )


def _grid(across: list[Line], down: list[Line]) -> Grid | None:
    xs, ys = _places(down), _places(across)
    if len(xs) < _FEWEST or len(ys) < _FEWEST:
        return None
    return Grid(tuple(xs), tuple(reversed(ys)), tuple(across), tuple(down))


def _places(lines: Sequence[Line]) -> list[float]:
    """Return where lines stand, those beside each other as one."""
    places = sorted(line.at for line in lines)
    apart = [after for before, after in pairwise(places) if after - before > _NEAR]
    return [*places[:1], *apart]


def _crosses(lines: Sequence[Line], at: float, point: float) -> bool:
    """Tell whether a line is drawn at a place, past a point along it."""
    return any(abs(line.at - at) <= _NEAR and line.start <= point <= line.end for line in lines)
