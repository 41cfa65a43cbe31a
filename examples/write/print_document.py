"""Writes a paper as a PDF with real text."""

from html import escape
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from examples.write.block import Block, Grid, Paper
from examples.write.cell import as_text

INK = colors.HexColor("#1F3A5F")
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9.5, leading=13, spaceAfter=5)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=7.8, leading=9.8, spaceAfter=0)
STRONG = ParagraphStyle("strong", parent=SMALL, fontName="Helvetica-Bold")
STYLES = {
    "title": ParagraphStyle(
        "title", fontName="Helvetica-Bold", fontSize=16, leading=20, textColor=INK, spaceAfter=9
    ),
    "h1": ParagraphStyle(
        "h1",
        fontName="Helvetica-Bold",
        fontSize=11.5,
        leading=15,
        textColor=INK,
        spaceBefore=8,
        spaceAfter=4,
    ),
    "h2": ParagraphStyle(
        "h2",
        fontName="Helvetica-Bold",
        fontSize=10,
        leading=13,
        textColor=INK,
        spaceBefore=5,
        spaceAfter=3,
    ),
    "p": BODY,
    "list": ParagraphStyle("list", parent=BODY, leftIndent=12, bulletIndent=2, spaceAfter=2),
}
TEXT_WIDTH = A4[0] - 4 * cm
LINES = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.4, colors.HexColor("#9FB2C8")),
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#DCE6F1")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)


def write(paper: Paper, target: Path) -> None:
    """Write the paper to a .pdf file."""
    document = SimpleDocTemplate(
        str(target),
        pagesize=A4,
        leftMargin=2 * cm,
        rightMargin=2 * cm,
        topMargin=2 * cm,
        bottomMargin=1.8 * cm,
        title=paper.title,
        author=paper.author,
        invariant=1,
        lang=paper.language,
    )

    def run(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 7.5)
        canvas.setFillColor(colors.HexColor("#5A6B7F"))
        canvas.drawString(2 * cm, A4[1] - 1.3 * cm, paper.running)
        canvas.drawRightString(A4[0] - 2 * cm, 1.1 * cm, str(document.page))

    story: list[Flowable] = [Paragraph(_words(paper.title), STYLES["title"])]
    for block in paper.blocks:
        story += _flow(block, paper.language)
    document.build(story, onFirstPage=run, onLaterPages=run)


def _words(text: str) -> str:
    """Return the text for a paragraph.

    Raises:
        UnicodeEncodeError: It holds a character that the standard fonts of PDF lack.
    """
    text.encode("cp1252")
    return escape(text)


def _flow(block: Block, language: str) -> list[Flowable]:
    if block.grid is not None:
        return [_table(block.grid, language), Spacer(1, 6)]
    if block.kind == "list":
        return [
            Paragraph(_words(item), STYLES["list"], bulletText="\u2022") for item in block.items
        ]
    return [Paragraph(_words(block.text), STYLES[block.kind])]


def _table(grid: Grid, language: str) -> Table:
    rows = [[Paragraph(_words(cell), STRONG) for cell in grid.head]]
    for number, row in enumerate(grid.rows):
        style = STRONG if number in grid.strong else SMALL
        rows.append([Paragraph(_words(as_text(cell, language)), style) for cell in row])
    widths = grid.widths or [1] * len(grid.head)
    return Table(
        rows,
        colWidths=[TEXT_WIDTH * width / sum(widths) for width in widths],
        style=LINES,
        repeatRows=1,
    )
