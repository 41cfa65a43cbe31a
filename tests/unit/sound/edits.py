"""One change to a real file: a cell, a row, a paragraph or an element, and nothing else of it."""

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from lxml import etree

Edit = Callable[[Path], None]
"""Changes a file in its place."""

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BOOK_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PROJECT = "{http://schemas.microsoft.com/project}"


def cell(sheet: str, place: str, value: object) -> Edit:
    """Type a value into a cell of a workbook; what formulas were calculated to stays."""

    def edit(path: Path) -> None:
        parts = _unzipped(path)
        name = _part_of(parts, sheet)
        root = _parsed(parts[name])
        (found,) = [each for each in root.iter(f"{_SHEET}c") if each.get("r") == place]
        for child in list(found):
            found.remove(child)
        found.attrib.pop("t", None)
        if isinstance(value, int | float):
            etree.SubElement(found, f"{_SHEET}v").text = str(value)
        elif value:
            found.set("t", "inlineStr")
            holder = etree.SubElement(found, f"{_SHEET}is")
            etree.SubElement(holder, f"{_SHEET}t").text = str(value)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        _zip(path, parts)

    return edit


def table_cell(table: int, row: int, column: int, text: str) -> Edit:
    """Write a text into a cell of a Word table; tables count from 1, rows and columns from 0."""

    def edit(path: Path) -> None:
        document = Document(str(path))
        document.tables[table - 1].rows[row].cells[column].text = text
        document.save(str(path))

    return edit


def table_row_gone(table: int, row: int) -> Edit:
    """Take a row out of a Word table."""

    def edit(path: Path) -> None:
        document = Document(str(path))
        element: Any = document.tables[table - 1].rows[row]._tr  # noqa: SLF001 - no public way leads there
        element.getparent().remove(element)
        document.save(str(path))

    return edit


def paragraph(text: str) -> Edit:
    """Add a paragraph at the end of a Word document."""

    def edit(path: Path) -> None:
        document = Document(str(path))
        document.add_paragraph(text)
        document.save(str(path))

    return edit


def task(uid: int, **values: str | None) -> Edit:
    """Set elements of a task in a schedule of MS Project; None takes one away."""
    return tasks([uid], **values)


def tasks(uids: Sequence[int], **values: str | None) -> Edit:
    """Set the same elements of several tasks."""

    def edit(path: Path) -> None:
        root = _parsed(path.read_bytes())
        for found in root.iter(f"{_PROJECT}Task"):
            if int(found.findtext(f"{_PROJECT}UID")) in uids:
                for name, value in values.items():
                    _set(found, name, value)
        path.write_bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))

    return edit


def link(uid: int, **values: str) -> Edit:
    """Set elements of the first link that leads to a task."""

    def edit(path: Path) -> None:
        root = _parsed(path.read_bytes())
        for found in root.iter(f"{_PROJECT}Task"):
            if int(found.findtext(f"{_PROJECT}UID")) == uid:
                first = found.find(f"{_PROJECT}PredecessorLink")
                for name, value in values.items():
                    _set(first, name, value)
        path.write_bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))

    return edit


def names_swapped(one: int, other: int) -> Edit:
    """Give each of two tasks the name of the other."""

    def edit(path: Path) -> None:
        root = _parsed(path.read_bytes())
        found = {
            int(each.findtext(f"{_PROJECT}UID")): each.find(f"{_PROJECT}Name")
            for each in root.iter(f"{_PROJECT}Task")
        }
        found[one].text, found[other].text = found[other].text, found[one].text
        path.write_bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))

    return edit


def _set(element: Any, name: str, value: str | None) -> None:
    found = element.find(f"{_PROJECT}{name}")
    if value is None:
        if found is not None:
            element.remove(found)
        return
    if found is None:
        found = etree.SubElement(element, f"{_PROJECT}{name}")
    found.text = value


def _parsed(body: bytes) -> Any:
    return etree.fromstring(body)


def _part_of(parts: dict[str, bytes], sheet: str) -> str:
    """Return the part of a workbook that holds a sheet."""
    book = _parsed(parts["xl/workbook.xml"])
    wanted = next(
        each.get(_BOOK_REL) for each in book.iter(f"{_SHEET}sheet") if each.get("name") == sheet
    )
    links = _parsed(parts["xl/_rels/workbook.xml.rels"])
    target: str = next(each.get("Target") for each in links if each.get("Id") == wanted)
    return "xl/" + target.removeprefix("/xl/")


def _unzipped(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _zip(path: Path, parts: dict[str, bytes]) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    path.write_bytes(held.getvalue())
