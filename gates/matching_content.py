"""What the content of a document says about the deliverable that it may serve."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.methodology.model.deliverable import Deliverable
from gates.evidence.content import Content, Paragraph, Reading
from gates.matching_words import folded, named, namings

TITLED = 0.75
"""How much the title of a document, or of one of its sheets, says."""

OWN_LANGUAGE = 0.8
"""The same when the title uses the method's label in the language of the document."""

SECTION = 0.6
"""How much a heading inside a document says, when something is written under it."""

WORDS_OF_A_SECTION = 12
"""A heading with fewer words and no table under it is an empty promise."""

_TITLE_WORDS = 14
_SHEET_KINDS = frozenset({"xlsx", "xlsm", "xlsb", "xls", "ods"})


@dataclass(frozen=True)
class Evidence:
    """What speaks for a deliverable: weights from 0 to 1, and the names in which titles."""

    weights: tuple[float, ...] = ()
    names: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Section:
    """A part of a document that serves a deliverable."""

    title: str
    confidence: float


@dataclass(frozen=True)
class Titles:
    """What stands as the title of a document, and the titles of its sheets."""

    own: tuple[str, ...]
    sheets: tuple[str, ...]


def titles_of(reading: Reading) -> Titles:
    """Return the titles of a document, to be held against every deliverable."""
    return Titles(tuple(_titles(reading)), tuple(dict.fromkeys(_sheets(reading))))


def content_evidence(reading: Reading, titles: Titles, deliverable: Deliverable) -> Evidence:
    """Weigh the role of a document, its title and the titles of its sheets."""
    weights = []
    if reading.role in deliverable.match.roles:
        weights.append(reading.confidence)
    found = [(title, namings(title, deliverable)) for title in titles.own]
    found += [(each, namings(each, deliverable, plainly=True)) for each in titles.sheets]
    title = next((title for title, names in found if names), None)
    if title is not None:
        label = deliverable.label.get(reading.language, "")
        own = bool(label) and folded(label) in folded(title)
        weights.append(OWN_LANGUAGE if own else TITLED)
    return Evidence(
        tuple(weights), frozenset((title, name) for title, names in found for name in names)
    )


def _titles(reading: Reading) -> Iterator[str]:
    """Yield what stands as the title of a document."""
    content = reading.content
    yield content.title
    yield from _first_lines(content)
    if content.schedule is not None:
        yield content.schedule.title


def _sheets(reading: Reading) -> Iterator[str]:
    """Yield the names and titles of the sheets of a workbook that are not hidden."""
    if reading.kind in _SHEET_KINDS:
        for table in reading.content.tables:
            if not table.hidden:
                yield table.title
                yield table.location.split("!", maxsplit=1)[0].strip("'")


def section_of(reading: Reading, deliverable: Deliverable) -> Section | None:
    """Return the section of a document that serves a deliverable, if one does."""
    content = reading.content
    body = [each for each in content.paragraphs if each.part == "body"]
    for place, paragraph in enumerate(body):
        if paragraph.level > 0 and named(paragraph.text, deliverable):
            words, tables = _under(body, place), _tables_under(content, paragraph)
            if words >= WORDS_OF_A_SECTION or tables:
                return Section(paragraph.text.strip(), SECTION)
    for table in content.tables:
        if (
            table.title
            and not table.hidden
            and len(table.rows) > 1
            and named(table.title, deliverable)
        ):
            return Section(table.title, SECTION)
    return None


def _first_lines(content: Content) -> Iterator[str]:
    """Yield the first heading, or the first short line where there is none."""
    body = [each for each in content.paragraphs if each.part == "body" and each.text.strip()]
    heading = next((each for each in body if each.level == 1), None)
    first = body[0] if body else None
    for each in (first, heading):
        if each is not None and len(each.text.split()) <= _TITLE_WORDS:
            yield each.text


def _under(body: list[Paragraph], place: int) -> int:
    """Count the words under a heading, down to the next heading of its level or above."""
    words = 0
    for paragraph in body[place + 1 :]:
        if 0 < paragraph.level <= body[place].level:
            break
        words += len(paragraph.text.split())
    return words


def _tables_under(content: Content, heading: Paragraph) -> bool:
    return any(
        len(table.rows) > 1 and table.title and folded(table.title) == folded(heading.text)
        for table in content.tables
    )
