"""Word documents (docx): paragraphs, tables, and what stands around them."""

from gates.evidence.content import Content
from gates.evidence.guard.office import OfficeFile
from gates.evidence.guard.safe_tree import local_name, parse
from gates.evidence.readers.core_properties import core_properties
from gates.evidence.readers.gathering import Gathering
from gates.evidence.readers.word_blocks import Blocks
from gates.evidence.readers.word_styles import Styles, read_styles

_AROUND = (("header", "header"), ("footer", "footer"))
_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))


def read_word(office: OfficeFile) -> tuple[Content, bool]:
    """Return the content of a Word document, and whether all of it was kept.

    Raises:
        RefusedError: A part is damaged, or a field runs another program.
    """
    gathering = Gathering()
    blocks = Blocks(gathering, _styles(office))
    body = parse(office.archive.read(office.main), office.main)
    for child in body:
        if local_name(child) == "body":
            blocks.walk(child)
    for kind, part in _AROUND:
        for number, name in enumerate(office.related(kind), start=1):
            blocks.walk_part(parse(office.archive.read(name), name), part, f"{part} {number}")
    for kind, element in _NOTES:
        for name in office.related(kind):
            for number, note in enumerate(
                (
                    child
                    for child in parse(office.archive.read(name), name)
                    # The first two notes are the lines that part notes from the text.
                    if local_name(child) == element and not _special(child)
                ),
                start=1,
            ):
                blocks.walk_part(note, "note", f"{element} {number}")
    for name in office.related("comments"):
        for number, comment in enumerate(parse(office.archive.read(name), name), start=1):
            blocks.walk_part(comment, "comment", f"comment {number}")
    properties = core_properties(office)
    content = gathering.content(
        title=properties.title or blocks.title,
        author=properties.author,
        images=blocks.images,
    )
    return content, not gathering.full


def _styles(office: OfficeFile) -> Styles:
    for name in office.related("styles"):
        return read_styles(parse(office.archive.read(name), name))
    return Styles({}, frozenset(), frozenset())


def _special(note: object) -> bool:
    attributes = getattr(note, "attrib", {})
    return any(key.rpartition("}")[2] == "type" for key in attributes)
