"""What a document says of itself: its status, its issue, its date, the period it reports on."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from gates.evidence.content import Cell, Content, Table
from gates.evidence.outline import Marks, Said
from gates.evidence.understanding.blanks import is_blank
from gates.evidence.understanding.dates import cell_day, day
from gates.evidence.understanding.folding import fold, unaccented
from gates.evidence.understanding.headlines import is_like_a_heading
from gates.evidence.understanding.registers import Register, registers_of
from gates.evidence.understanding.vocabulary import listed, load

_WORDS = load("marks")
_KINDS = ("status", "issue", "date", "period")
_LABELS = {label: kind for kind in _KINDS for label in listed(_WORDS[kind])}
_FINAL = frozenset(listed(_WORDS["final"]))
_OPENERS = "|".join(sorted(listed(_WORDS["openers"]), key=len, reverse=True))
_OPENED = re.compile(
    rf"(?i:(?:document )?(?:{_OPENERS})(?: ?(?:no|nr|n°|number))?)"
    r"(?:[ .:#]*(\d{1,3}(?:\.\d{1,3}){0,3})|[ .:#]+([A-Z]))|[vV](\d{1,3}(?:\.\d{1,3}){1,3})"
)
_APART = re.compile(r"\s*[|;•·\n\t()\[\]]+\s*|\s+[-–—]+\s+|,\s+|\s{3,}")
_COLON = re.compile(r"^\s*([^:：=]{2,40}?)\s*[:：=]\s*(.+)$")
_FIRST_PARAGRAPHS = 40
_FIRST_LINES = 6
_FIRST_ROWS = 15
_TABLES = 12
_LONGEST_LINE = 160
_NEAR = 4


def marks_of(content: Content) -> Marks:
    """Return what stands about the document itself on its first page, and in its history."""
    found = [*_in_lines(content), *_in_tables(content.tables), *_in_history(content.tables)]
    days = [(each, place) for kind, _, each, place in found if kind == "date" and each is not None]
    schedule = content.schedule
    if schedule is not None and schedule.status_date is not None:
        days.append((schedule.status_date.date(), "status date"))
    return Marks(
        statuses=_said(found, "status"),
        issues=_said(found, "issue"),
        days=tuple(dict.fromkeys(days)),
        periods=_said(found, "period"),
        titles=tuple(_titles(content)),
    )


def says_final(value: str) -> bool:
    """Tell whether a status or an issue says that it is the last one."""
    plain = fold(value)
    bare = " ".join(word for word in plain.split() if not any(sign.isdigit() for sign in word))
    return plain in _FINAL or bare in _FINAL


_Found = tuple[str, str, date | None, str]


def _said(found: Sequence[_Found], kind: str) -> tuple[Said, ...]:
    said = [Said(value, place) for one, value, _, place in found if one == kind and value]
    return tuple(dict.fromkeys(said))


def _titles(content: Content) -> Iterator[str]:
    yield content.title[:_LONGEST_LINE]
    body = [each for each in content.paragraphs if each.part in {"body", "header", "text box"}]
    for paragraph in body[:_FIRST_LINES]:
        if paragraph.level or is_like_a_heading(paragraph):
            yield paragraph.text
    for table in content.tables[:2]:
        yield table.title[:_LONGEST_LINE]
        for cells in table.rows[:2]:
            said = [cell.value for cell in cells if cell.value.strip()]
            if len(said) == 1 and len(said[0]) <= _LONGEST_LINE:
                yield said[0]


def _in_lines(content: Content) -> Iterator[_Found]:
    body = [each for each in content.paragraphs if each.part in {"body", "text box"}]
    edges = [each for each in content.paragraphs if each.part in {"header", "footer"}]
    yield from _in_line(content.title[:_LONGEST_LINE], "title")
    for paragraph in (*body[:_FIRST_PARAGRAPHS], *edges[:_FIRST_PARAGRAPHS]):
        if len(paragraph.text) <= _LONGEST_LINE:
            yield from _in_line(paragraph.text, paragraph.location)


def _in_line(text: str, place: str) -> Iterator[_Found]:
    """Yield what a line says; beside an issue or a status, a word of its own is a status too."""
    bare: list[str] = []
    spoken = False
    for part in _APART.split(text):
        split = _COLON.match(part)
        kind = _LABELS.get(fold(split[1])) if split else None
        if split and kind:
            spoken = spoken or kind in {"status", "issue"}
            yield from _valued(kind, split[2], None, place)
        elif opened := _OPENED.fullmatch(unaccented(part.strip(" .")).strip()):
            spoken = True
            yield "issue", opened[1] or opened[2] or opened[3], None, place
        elif part.count(" ") < _NEAR:
            bare.append(part)
    for part in bare if spoken else ():
        yield from _valued("status", part, None, place)


def _in_tables(tables: Sequence[Table]) -> Iterator[_Found]:
    """Yield labels with the value in the next filled cell, at the head of a table."""
    for table in tables[:_TABLES]:
        if table.hidden:
            continue
        for cells in table.rows[:_FIRST_ROWS]:
            yield from _in_cells(cells)


def _in_cells(cells: Sequence[Cell]) -> Iterator[_Found]:
    filled = [cell for cell in cells if cell.value.strip()]
    if len(filled) > 2 * _NEAR:
        return
    for place, cell in enumerate(filled):
        kind = _LABELS.get(fold(cell.value))
        following = filled[place + 1] if place + 1 < len(filled) else None
        if kind and following is not None and fold(following.value) not in _LABELS:
            if _is_header(filled, place):
                continue
            yield from _valued(kind, following.value, following, following.location)
        elif not kind and len(cell.value) <= _LONGEST_LINE:
            yield from _in_line(cell.value, cell.location)


def _is_header(filled: Sequence[Cell], place: int) -> bool:
    """Tell whether a label stands among the headers of a table, not before its own value.

    Labels and values take turns in a form; in the header of a table nothing but words follow.
    """
    after = filled[place + 1 :]
    bare = all(cell.number is None and cell.day is None for cell in filled)
    return bare and len(filled) > 2 and (len(after) > 1 or place % 2 == 1)  # noqa: PLR2004 - more than a pair


def _in_history(tables: Sequence[Table]) -> Iterator[_Found]:
    """Yield the entries of a table of versions, and the status of the last one."""
    for table in tables:
        if table.hidden or not _may_be_history(table):
            continue
        for register in registers_of(table):
            if register.kind == "versions":
                yield from _of_versions(register)


def _may_be_history(table: Table) -> bool:
    """Tell whether a header near the top names versions among other columns."""
    return any(
        len(labels) > 1 and any(_LABELS.get(label) == "issue" for label in labels)
        for cells in table.rows[:_FIRST_ROWS]
        for labels in ([fold(cell.value) for cell in cells if cell.value.strip()],)
    )


def _of_versions(register: Register) -> Iterator[_Found]:
    rows = [row for row in register.rows if row.text("version")]
    for row in rows:
        yield from _valued("issue", row.text("version"), None, row.place("version"))
        written = row.day("date")
        if written is not None:
            yield "date", written.isoformat(), written, row.place("date")
    for row in rows[-1:]:
        if row.text("status"):
            yield from _valued("status", row.text("status"), None, row.place("status"))


def _valued(kind: str, value: str, cell: Cell | None, place: str) -> Iterator[_Found]:
    plain = " ".join(value.split()).strip(" .*_")
    if not plain or is_blank(plain) or len(plain) > _LONGEST_LINE:
        return
    if kind == "date":
        written = cell_day(cell) if cell is not None else day(plain)
        if written is not None:
            yield kind, plain, written, place
        return
    yield kind, plain, None, place
