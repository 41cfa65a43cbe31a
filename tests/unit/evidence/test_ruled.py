"""Tables of a PDF page: a grid of lines is one, loose columns are text."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table as Drawn
from reportlab.platypus import TableStyle

from tests.unit.evidence.documents import content, rows

GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
RISKS = [
    ["Risk", "Cost", "Due"],
    ["Flood of\nthe cellar", "1 200,50 €", "2026-03-31"],
    ["Fire", "", ""],
]


def page(draw: Callable[[Canvas], object]) -> bytes:
    place = io.BytesIO()
    canvas = Canvas(place)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return place.getvalue()


def put(
    canvas: Canvas,
    cells: list[list[str]],
    *style: tuple[object, ...],
    left: int = 72,
    bottom: int = 500,
) -> None:
    table = Drawn(cells, colWidths=100)
    table.setStyle(TableStyle(list(style)))
    table.wrapOn(canvas, 400, 400)
    table.drawOn(canvas, left, bottom)


def test_a_grid_is_a_table_with_typed_cells_in_their_places() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Above")
        put(canvas, RISKS, GRID)
        canvas.drawString(72, 400, "Below")

    read = content(page(draw))

    assert rows(read) == [
        ["Risk", "Cost", "Due"],
        ["Flood of the cellar", "1 200,50 €", "2026-03-31"],
        ["Fire", "", ""],
    ]
    (table,) = read.tables
    assert (table.location, table.after) == ("page 1, table 1", 1)
    assert table.rows[1][1].number == Decimal("1200.50")
    assert table.rows[1][2].day == date(2026, 3, 31)
    assert table.rows[1][2].location == "page 1, table 1, row 2"
    assert [one.text for one in read.paragraphs] == ["Above", "Below"]


def test_a_merged_cell_stands_once() -> None:
    read = content(
        page(
            lambda canvas: put(
                canvas,
                [["Phase", "", "Owner"], ["Design", "1", "Eva"], ["", "2", "Ana"]],
                GRID,
                ("SPAN", (0, 0), (1, 0)),
                ("SPAN", (0, 1), (0, 2)),
            )
        )
    )

    assert rows(read) == [["Phase", "", "Owner"], ["Design", "1", "Eva"], ["", "2", "Ana"]]


def test_shaded_cells_without_lines_between_words_are_a_grid_too() -> None:
    read = content(
        page(
            lambda canvas: put(
                canvas,
                RISKS,
                ("INNERGRID", (0, 0), (-1, -1), 0.5, colors.grey),
                ("BOX", (0, 0), (-1, -1), 1, colors.black),
                ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
            )
        )
    )

    assert rows(read)[0] == ["Risk", "Cost", "Due"]


def test_columns_without_lines_a_frame_and_a_chart_are_no_table() -> None:
    def chart(canvas: Canvas) -> None:
        canvas.rect(72, 500, 300, 200)
        for step in range(8):
            canvas.line(72, 520 + 20 * step, 372, 520 + 20 * step)
            canvas.line(92 + 30 * step, 500, 92 + 30 * step, 700)
        canvas.drawString(100, 523, "peak")

    for draw in (
        lambda canvas: put(canvas, RISKS),
        lambda canvas: put(canvas, RISKS, ("BOX", (0, 0), (-1, -1), 1, colors.black)),
        chart,
    ):
        read = content(page(draw))
        assert read.tables == ()
        assert read.paragraphs


def test_text_beside_a_table_is_kept_and_a_second_table_follows() -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, RISKS, GRID, bottom=600)
        canvas.drawString(450, 620, "beside")
        put(canvas, [["A", "B"], ["1", "2"]], GRID, bottom=300)

    read = content(page(draw))

    assert [one.text for one in read.paragraphs] == ["beside"]
    assert [(one.location, len(one.rows)) for one in read.tables] == [
        ("page 1, table 1", 3),
        ("page 1, table 2", 2),
    ]


def test_a_page_full_of_lines_is_left_as_text() -> None:
    def draw(canvas: Canvas) -> None:
        for step in range(700):
            canvas.line(10, 10 + step, 500, 10 + step)
        canvas.drawString(72, 720, "Still read")

    read = content(page(draw))

    assert read.tables == ()
    assert [one.text for one in read.paragraphs] == ["Still read"]
