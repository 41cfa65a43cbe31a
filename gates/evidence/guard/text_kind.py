"""Which kind of text a text is: a schedule in XML, rows of a table, Markdown, or plain words."""

import re
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
_OFFICE = {".docx", ".doc", ".xlsx", ".xls", ".pdf", ""}
_XML = {".xml", ".svg", ".xhtml", ".xsd", ".xsl"}
_SCHEDULES = {"Project", "APIBusinessObjects", "project"}


def text_kind(decoded: Decoded, data: bytes, name: str) -> str:
    """Return ``mspdi``, ``csv``, ``md`` or ``txt``.

    The ending only helps between kinds of text, which carry no signature.

    Raises:
        RefusedError: The text is of a kind that is not read, such as a web page.
    """
    ending = PurePosixPath(name).suffix.lower()
    front = decoded.text[:4096].lstrip("\ufeff \t\r\n")
    if front.startswith(("ERMHDR\t", "MPX,")):
        raise other_schedule("xer" if front.startswith("ERMHDR") else "mpx")
    if _TAG.match(front) and ending not in _MARKDOWN:
        if _PAGE.match(front):
            raise RefusedError(
                "The file is a web page: save it as PDF or as a Word document.",
                "Le fichier est une page web : enregistrez-le en PDF ou comme document Word.",
                kind="html",
            )
        if front.startswith(("<?xml", "<!")) or ending in _XML or _root(data) in _SCHEDULES:
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
    root = _root(data)
    if root == "Project":
        return "mspdi"
    if root in _SCHEDULES:
        raise other_schedule("xml")
    raise unknown("xml")


def _root(data: bytes) -> str:
    """Return the local name of the outermost element, empty where there is none."""
    found: list[str] = []
    parser = plain_parser()

    def start(name: str, _attributes: list[str]) -> None:
        if not found:
            found.append(name.rpartition(":")[2])

    parser.StartElementHandler = start
    try:
        parser.Parse(data[:65_536])
    except (expat.ExpatError, ValueError, LookupError):
        return found[0] if found else ""
    return found[0] if found else ""


def other_schedule(kind: str) -> RefusedError:
    """Return the refusal of a schedule in a format that is not read."""
    return RefusedError(
        "This schedule is of a kind that is not read: export it from its program as MS Project "
        "XML (.xml) and hand in that file.",
        "Ce planning est d’un format qui n’est pas lu : exportez-le depuis son logiciel au format "
        "MS Project XML (.xml) et déposez ce fichier.",
        kind=kind,
    )
