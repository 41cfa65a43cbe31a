"""One cell of an open sheet: its typed value, its text, its formula."""

import re

from lxml import etree

from gates.evidence.readers.cell_value import CellValue, read_value
from gates.evidence.readers.excel import quoted
from gates.evidence.readers.numbers import day_of, number_of
from gates.evidence.readers.open.words import Changes, P, attribute, read_words, tidy
from gates.evidence.readers.project_values import number

_BARE = re.compile(r"[\d.,\s+-]*")
_PREFIX = re.compile(r"^(of|oooc|msoxl|oldf):")
_REFERENCE = re.compile(r"\[\$?(?P<sheet>'[^']*'|[^.\[\]]*)\.(?P<cells>[^\[\]]*)\]")


def holds(cell: etree._Element) -> bool:
    """Tell whether a cell has a value, a formula or text."""
    return len(cell) > 0 or bool(attribute(cell, "value-type") or attribute(cell, "formula"))


def value_of(cell: etree._Element) -> CellValue:
    """Return the typed value of a cell, else its text."""
    kind = attribute(cell, "value-type")
    if kind in {"", "string"}:
        return read_value(text_of(cell), "")
    stated = number(attribute(cell, "value"))
    if kind in {"float", "currency", "percentage"} and stated is not None:
        unit = {"currency": attribute(cell, "currency"), "percentage": "%"}.get(kind, "")
        # A number may be shown as money without being stored as such.
        shown = "" if unit else text_of(cell)
        read = read_value(
            float(stated), unit if unit or _BARE.fullmatch(shown) else number_of(shown)[1]
        )
        return read if kind == "percentage" else CellValue(read.text, stated, read.unit)
    if kind == "date" and (day := day_of(attribute(cell, "date-value"))):
        return CellValue(attribute(cell, "date-value").replace("T", " ")[:16], day=day)
    if kind == "boolean":
        return CellValue(attribute(cell, "boolean-value").upper())
    return read_value(text_of(cell), "")


def text_of(parent: etree._Element) -> str:
    """Return the paragraphs of a cell or a comment, each on a line."""
    if len(parent) == 1 and len(parent[0]) == 0:
        # Most cells hold one plain paragraph.
        plain = parent[0].text or ""
        plain = " ".join(plain.split()) if "\n" in plain else plain.strip()
        return plain if _is_text(parent[0]) else ""
    lines = [tidy(read_words(child, Changes()).text) for child in parent if _is_text(child)]
    return "\n".join(filter(None, lines))


def _is_text(element: etree._Element) -> bool:
    return element.tag == P


def formula_of(text: str) -> str:
    """Return a formula as other programs write it: ``=SUM(B2:B5)``."""
    return _REFERENCE.sub(_reference, _PREFIX.sub("", text))


def _reference(found: re.Match[str]) -> str:
    sheet = found["sheet"].lstrip("$").strip("'")
    cells = found["cells"].replace(":.", ":")
    return f"{quoted(sheet)}!{cells}" if sheet else cells
