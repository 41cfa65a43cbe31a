"""PDF documents: text line by line and ruled tables; a page without text is a picture."""

from collections.abc import Iterable

import pypdfium2

from gates.evidence.content import Cell, Content, Table
from gates.evidence.guard.pdf import Signature, needs_password
from gates.evidence.guard.refusal import damaged
from gates.evidence.readers.gathering import Gathering
from gates.evidence.readers.numbers import day_of, number_of
from gates.evidence.readers.ruled import Box, Grid, grids
from gates.evidence.readers.seals import signed_by

_IMAGE = 3
_PASSWORD = 4
_FEWEST = 2
"""Rows and columns with text: below that a frame is a drawing."""

_UNSHOWN = str.maketrans(
    dict.fromkeys((*range(9), 11, *range(14, 32), 127, 0xFFFD), "") | {2: "-", 0xFFFE: "-"}
)
"""Control signs are taken out; the two that stand for a hyphen at a line's end become one."""


def read_portable(
    data: bytes, signatures: Iterable[Signature] = ()
) -> tuple[Content, bool, list[int]]:
    """Return the text of a PDF document, whether all was kept, and the pages that are broken.

    Raises:
        RefusedError: The document cannot be opened, or only with a password.
    """
    gathering = Gathering()
    images = 0
    broken: list[int] = []
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise needs_password() from error
        raise damaged(kind="pdf") from error
    try:
        about = _about(document)
        for number in range(len(document)):
            try:
                images += _page(document, number, gathering)
            except pypdfium2.PdfiumError:
                # A single broken page does not take the others away.
                broken.append(number + 1)
            if gathering.full:
                break
        content = gathering.content(
            title=about.get("Title", "").strip()[:500],
            author=about.get("Author", "").strip()[:500],
            images=images,
            pages=len(document),
            signatures=signed_by(signatures),
        )
    finally:
        document.close()
    return content, not gathering.full, broken


def _about(document: pypdfium2.PdfDocument) -> dict[str, str]:
    """Return what a document states of itself; nothing where that is broken."""
    try:
        return dict(document.get_metadata_dict())
    except UnicodeDecodeError:
        return {}


def _page(document: pypdfium2.PdfDocument, number: int, gathering: Gathering) -> int:
    """Gather the lines and tables of a page; return how many pictures it shows."""
    page = document[number]
    place = f"page {number + 1}"
    try:
        text = page.get_textpage()
        width, height = page.get_size()
        found = grids(page)
        top = height
        for count, grid in enumerate(found, start=1):
            table = _table(text, grid, f"{place}, table {count}")
            if table is None:
                continue
            box = grid.box
            _lines(text, Box(0, box.top, width, top), place, gathering)
            for beside in (
                Box(0, box.bottom, box.left, box.top),
                Box(box.right, box.bottom, width, box.top),
            ):
                _lines(text, beside, place, gathering)
            gathering.lay(table.model_copy(update={"after": len(gathering.paragraphs)}))
            top = box.bottom
        if top == height:
            _say(text.get_text_bounded(), place, gathering)
        else:
            _lines(text, Box(0, 0, width, top), place, gathering)
        return sum(1 for _ in page.get_objects(filter=[_IMAGE], max_depth=3))
    finally:
        page.close()


def _lines(text: pypdfium2.PdfTextPage, box: Box, place: str, gathering: Gathering) -> None:
    if box.right > box.left and box.top > box.bottom:
        _say(text.get_text_bounded(*box), place, gathering)


def _say(text: str, place: str, gathering: Gathering) -> None:
    for line in text.translate(_UNSHOWN).splitlines():
        gathering.say(line.strip(), place)


def _table(text: pypdfium2.PdfTextPage, grid: Grid, place: str) -> Table | None:
    """Return a table with the text in its cells, or None where a drawing only looks like one."""
    words = {
        (row, column): " ".join(text.get_text_bounded(*box).translate(_UNSHOWN).split())
        for row, column, box in grid.cells()
    }
    filled = {row for (row, _), said in words.items() if said}
    columns = {column for (_, column), said in words.items() if said}
    if len(filled) < _FEWEST or len(columns) < _FEWEST:
        return None
    rows = [
        tuple(
            _cell(words.get((row, column), ""), f"{place}, row {row + 1}")
            for column in range(len(grid.xs) - 1)
        )
        for row in range(len(grid.ys) - 1)
    ]
    return Table(location=place, rows=tuple(rows))


def _cell(said: str, location: str) -> Cell:
    number, unit = number_of(said)
    return Cell(value=said, number=number, unit=unit, day=day_of(said), location=location)
