"""Ordinary documents, made by the libraries that people make them with."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import xlsxwriter
from reportlab.pdfgen.canvas import Canvas

from gates.evidence.content import Content
from gates.evidence.readers.reading_room import Found, admit


def found(data: bytes, name: str = "file") -> Found:
    """Return what the guard passes and the reader finds, in this process."""
    return admit(data, name).read()


def content(data: bytes, name: str = "file") -> Content:
    """Return the content alone."""
    return found(data, name).content


def saved(document: "docx.document.Document") -> bytes:
    """Return a Word document as bytes."""
    place = io.BytesIO()
    document.save(place)
    return place.getvalue()


def workbook(write: Callable[[Any], object]) -> bytes:
    """Return a workbook that a function fills."""
    place = io.BytesIO()
    book = xlsxwriter.Workbook(place, {"in_memory": True})
    write(book)
    book.close()
    return place.getvalue()


def printed(*pages: tuple[str, ...], title: str = "") -> bytes:
    """Return a PDF document with these lines on its pages."""
    place = io.BytesIO()
    canvas = Canvas(place, invariant=1)
    canvas.setTitle(title)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return place.getvalue()


def rows(content: Content, table: int = 0) -> list[list[str]]:
    """Return the values of a table."""
    return [[cell.value for cell in row] for row in content.tables[table].rows]


def placed(folder: Path, name: str, data: bytes) -> Path:
    """Write a file and return its place."""
    path = folder / name
    path.write_bytes(data)
    return path
