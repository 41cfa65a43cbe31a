"""Which kind of text a text is: a schedule in XML, rows of a table, Markdown, or plain words."""

import re
from contextlib import suppress
from pathlib import PurePosixPath
from xml.parsers import expat

from gates.evidence.guard.plain_text import Decoded
from gates.evidence.guard.refusal import RefusedError, unknown
from gates.evidence.guard.separated import separator_of
from gates.evidence.guard.xml_pass import check_xml, plain_parser

_PAGE = re.compile(r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[A-Za-z_?!]")
_MARKDOWN = {".md", ".markdown"}
_WORDS = {".txt", ".text", ".log"}
_ROWS = {".csv", ".tsv", ".tab"}
_OFFICE = {".docx", ".doc", ".xlsx", ".xls", ".pdf", ".odt", ".ods", ".pptx", ""}
_XML = {".xml", ".svg", ".xhtml", ".xsd", ".xsl"}
_PRIMAVERA = {"APIBusinessObjects", "BusinessObjects"}
_SCHEDULES = {"Project", "project", *_PRIMAVERA}
_GANTT_PROJECT = {"view-date", "gantt-divider-location", "webLink"}
"""What GanttProject states of every plan; a build file has the same outermost element."""

_SCHEDULE = re.compile(r"ERMHDR\t|(MPX[,;\t|])")


def text_kind(decoded: Decoded, data: bytes, name: str) -> str:
    """Return ``csv``, ``md``, ``txt``, or the kind of a schedule.

    The ending only helps between kinds of text, which carry no signature.

    Raises:
        RefusedError: The text is of a kind that is not read, such as a web page.
    """
    ending = PurePosixPath(name).suffix.lower()
    front = decoded.text[:4096].lstrip("\ufeff \t\r\n")
    if match := _SCHEDULE.match(front):
        return "mpx" if match[1] else "xer"
    if _TAG.match(front) and ending not in _MARKDOWN:
        if _PAGE.match(front):
            raise RefusedError(
                "The file is a web page: save it as PDF or as a Word document.",
                "Le fichier est une page web : enregistrez-le en PDF ou comme document Word.",
                kind="html",
            )
        if front.startswith(("<?xml", "<!")) or ending in _XML or _root(data)[0] in _SCHEDULES:
            return _xml_kind(data)
    if ending in _ROWS:
        return "csv"
    if ending in _MARKDOWN:
        return "md"
    separator = separator_of(decoded.text)
    if separator and (ending not in _WORDS or separator != ","):
        return "csv"
    if ending in _WORDS | _OFFICE:
        return "txt"
    raise unknown()


def _xml_kind(data: bytes) -> str:
    try:
        check_xml(data)
    except RefusedError as refused:
        refused.kind = refused.kind or "xml"
        raise
    root, attributes = _root(data)
    if root == "Project":
        return "mspdi"
    if root in _PRIMAVERA:
        return "pmxml"
    if root == "project" and "mrproject-version" in attributes:
        return "planner"
    if root == "project" and attributes & _GANTT_PROJECT:
        return "gan"
    raise unknown("xml")


def _root(data: bytes) -> tuple[str, frozenset[str]]:
    """Return the local name of the outermost element and its attributes; empty without one."""
    found: list[tuple[str, frozenset[str]]] = []
    parser = plain_parser()

    def start(name: str, attributes: list[str]) -> None:
        if not found:
            found.append((name.rpartition(":")[2], frozenset(attributes[::2])))

    parser.StartElementHandler = start
    with suppress(expat.ExpatError, ValueError, LookupError):
        parser.Parse(data[:65_536])
    return found[0] if found else ("", frozenset())
