"""PDF documents: their text line by line, with the page; a page without text is a picture."""

from collections.abc import Iterable

import pypdfium2

from gates.evidence.content import Content
from gates.evidence.guard.pdf import Signature, needs_password
from gates.evidence.guard.refusal import damaged
from gates.evidence.readers.gathering import Gathering
from gates.evidence.readers.seals import signed_by

_IMAGE = 3
_PASSWORD = 4
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
    """Gather the lines of a page; return how many pictures it shows."""
    page = document[number]
    try:
        text = page.get_textpage().get_text_bounded()
        for line in text.translate(_UNSHOWN).splitlines():
            gathering.say(line.strip(), f"page {number + 1}")
        return sum(1 for _ in page.get_objects(filter=[_IMAGE], max_depth=3))
    finally:
        page.close()
