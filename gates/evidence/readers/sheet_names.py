"""The names that a workbook gives to places: defined names, and the tables of its sheets.

A name that points nowhere, to several places, to whole columns or to a formula is left out, and
so are the names that the program itself keeps.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice

from gates.evidence.content import Named
from gates.evidence.guard.office import OfficeFile
from gates.evidence.guard.safe_tree import local_name, parse
from gates.evidence.guard.workbook import MAIN, Workbook

_MOST = 2_000
_LONGEST = 255
_OWN = ("_xlnm.", "_xl", "_")
_PLACE = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[\w.]+))!"
    r"\$?(?P<left>[A-Z]{1,3})\$?(?P<top>\d{1,7})(?::\$?(?P<right>[A-Z]{1,3})\$?(?P<bottom>\d{1,7}))?"
)
_RECTANGLE = re.compile(r"([A-Z]{1,3}\d{1,7})(?::([A-Z]{1,3}\d{1,7}))?")


def names_of(office: OfficeFile, workbook: Workbook) -> Mapping[str, tuple[Named, ...]]:
    """Return the names of places, by the sheet that they stand in; places are without the sheet.

    Raises:
        RefusedError: A part is damaged.
    """
    found: dict[str, list[Named]] = defaultdict(list)
    sheets = {sheet.name.casefold(): sheet.name for sheet in workbook.sheets}
    for name, pointed in _defined(office):
        place = _PLACE.fullmatch(pointed)
        if place is None:
            continue
        spoken = (place["quoted"] or place["plain"]).replace("''", "'")
        sheet = sheets.get(spoken.casefold())
        if sheet is not None:
            first = f"{place['left']}{place['top']}"
            last = f"{place['right']}{place['bottom']}" if place["right"] else first
            found[sheet].append(Named(name=name, first=first, last=last))
    for sheet, name, first, last in _tables(office, workbook):
        found[sheet].append(Named(name=name, first=first, last=last, table=True))
    return {sheet: tuple(names) for sheet, names in found.items()}


def _defined(office: OfficeFile) -> Iterator[tuple[str, str]]:
    root = parse(office.archive.read(MAIN), MAIN)
    for element in islice(root.iter("{*}definedName"), _MOST):
        name = (element.get("name") or "")[:_LONGEST]
        if name and not name.startswith(_OWN) and element.get("hidden") not in {"1", "true"}:
            yield name, (element.text or "").strip().lstrip("=")[:_LONGEST]


def _tables(office: OfficeFile, workbook: Workbook) -> Iterator[tuple[str, str, str, str]]:
    for sheet in workbook.sheets:
        for part in office.related("table", source=sheet.part)[:_MOST]:
            root = parse(office.archive.read(part), part)
            place = _RECTANGLE.fullmatch(root.get("ref") or "")
            name = (root.get("displayName") or root.get("name") or "")[:_LONGEST]
            if local_name(root) == "table" and place and name:
                yield sheet.name, name, place[1], place[2] or place[1]
