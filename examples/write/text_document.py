"""Writes a paper as a Word document with real headings, lists and tables."""

import io
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from examples.write.archive import settle
from examples.write.block import Block, Grid, Paper
from examples.write.cell import Formula, Value, as_text

INK = RGBColor(0x1F, 0x3A, 0x5F)
TEXT_WIDTH = Cm(17)


def write(paper: Paper, target: Path) -> None:
    """Write the paper to a .docx file."""
    document = Document()
    _lighten(document)
    _set_up(document, paper)
    document.add_paragraph(paper.title, style="Title")
    for block in paper.blocks:
        _add(document, block, paper.language)
        if block.grid is not None and block is not paper.blocks[-1]:
            document.add_paragraph()
    buffer = io.BytesIO()
    document.save(buffer)
    settle(buffer.getvalue(), target)


def _lighten(document: Any) -> None:
    """Leave out the hundred table styles of the template, which no example uses."""
    for relation in [r for r in document.part.rels.values() if "stylesWithEffects" in r.reltype]:
        del document.part.rels[relation.rId]
    for style in document.styles.element.findall(qn("w:style")):
        table = style.get(qn("w:type")) == "table"
        if table and style.get(qn("w:styleId")) not in ("TableNormal", "TableGrid"):
            document.styles.element.remove(style)


def _set_up(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    section.header.paragraphs[0].text = paper.running
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in (("Title", 22), ("Heading 1", 14), ("Heading 2", 12)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), INK
    _set_properties(document, paper)


def _set_properties(document: Any, paper: Paper) -> None:
    properties = document.core_properties
    properties.title, properties.author = paper.title, paper.author
    properties.last_modified_by, properties.language = paper.author, paper.language
    properties.comments, properties.revision = "", 1
    properties.created = properties.modified = datetime.combine(paper.day, time(9))


def _add(document: Any, block: Block, language: str) -> None:
    if block.kind in ("h1", "h2"):
        document.add_heading(block.text, level=int(block.kind[1]))
    elif block.kind == "list":
        for item in block.items:
            document.add_paragraph(item, style="List Bullet")
    elif block.grid is not None:
        _add_table(document, block.grid, language)
    else:
        document.add_paragraph(block.text)


def _add_table(document: Any, grid: Grid, language: str) -> None:
    table = document.add_table(rows=0, cols=len(grid.head), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _add_row(table, grid.head, language, strong=True, fill="DCE6F1")
    _repeat(table.rows[0])
    for number, row in enumerate(grid.rows):
        _add_row(table, row, language, strong=number in grid.strong)
    widths = grid.widths or [1] * len(grid.head)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = int(TEXT_WIDTH * width / sum(widths))
        for cell in column.cells:
            cell.width = column.width


def _add_row(
    table: Any, row: Sequence[Value], language: str, *, strong: bool, fill: str = ""
) -> None:
    for cell, value in zip(table.add_row().cells, row, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        run = paragraph.add_run(as_text(value, language))
        run.font.size, run.bold = Pt(9), strong
        if isinstance(value, int | float | Formula):
            paragraph.alignment = 2
        if fill:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), fill)
            cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no public shading


def _repeat(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - nor a public repeated head
    properties.append(OxmlElement("w:tblHeader"))
