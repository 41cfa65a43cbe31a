"""The sheets of a workbook, each passed before a reader opens any."""

from collections.abc import Container
from dataclasses import dataclass
from xml.parsers import expat

from gates.evidence.guard import limits
from gates.evidence.guard.office import OfficeFile
from gates.evidence.guard.refusal import damaged, oversized
from gates.evidence.guard.sheet_pass import Marks, pass_sheet
from gates.evidence.guard.xml_pass import plain_parser, run

MAIN = "xl/workbook.xml"


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook with what was noticed on the way, and the part that it stands in."""

    name: str
    hidden: bool
    marks: Marks
    part: str = ""


@dataclass(frozen=True)
class Workbook:
    """The sheets in their order; ``unsaved`` when a program wrote it that does not calculate."""

    sheets: tuple[Sheet, ...]
    unsaved: bool


def pass_workbook(office: OfficeFile, noted: Container[int] = ()) -> Workbook:
    """Pass over all sheets of a workbook; ``noted`` are the cell styles whose places are wanted.

    Raises:
        RefusedError: The workbook is damaged, or a sheet is refused.
    """
    if office.main != MAIN:
        raise damaged(office.main, kind=office.kind)
    listed, unsaved = _listed(office.archive.read(MAIN))
    if len(listed) > limits.SHEETS:
        raise oversized(
            f"it has more than {limits.SHEETS} sheets",
            f"il compte plus de {limits.SHEETS} feuilles",
            kind=office.kind,
        )
    targets = {
        link.id: link.target
        for link in office.relations
        if link.source == MAIN and not link.external
    }
    sheets = []
    for name, identity, hidden in listed:
        part = targets.get(identity, "")
        # A reader that takes "xl/x.xml" for a path from the top would open another part.
        if part not in office.archive or part.startswith("xl/xl/"):
            raise damaged(f"{MAIN}: {name[:60]}", kind=office.kind)
        marks = pass_sheet(office.archive.read(part), part, noted)
        sheets.append(Sheet(name, hidden, marks, part))
    return Workbook(tuple(sheets), unsaved)


def _listed(data: bytes) -> tuple[list[tuple[str, str, bool]], bool]:
    """Return name, relationship and hiding of each sheet; whether all is to be calculated."""
    sheets: list[tuple[str, str, bool]] = []
    unsaved = False

    def start(name: str, flat: list[str]) -> None:
        nonlocal unsaved
        attributes = {
            key.rpartition(":")[2]: value for key, value in zip(flat[::2], flat[1::2], strict=True)
        }
        local = name.rpartition(":")[2]
        if local == "sheet":
            # "r:id" is the relationship; "sheetId" another word.
            sheets.append(
                (
                    attributes.get("name", ""),
                    attributes.get("id", ""),
                    attributes.get("state", "visible") != "visible",
                )
            )
        elif local == "calcPr":
            unsaved = attributes.get("fullCalcOnLoad") in {"1", "true"}

    parser: expat.XMLParserType = plain_parser()
    parser.StartElementHandler = start
    run(parser, data, MAIN)
    return sheets, unsaved
