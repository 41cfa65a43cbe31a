"""What shows that a document is not finished: prompts, fillings, tracked changes, comments."""

import re
from collections.abc import Iterator

from domain.text import Text, both
from gates.checks.wording import put
from gates.evidence.content import Reading
from gates.evidence.understanding.blanks import is_instruction, slots
from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import listed, load

_DEFAULT_TITLES = frozenset(listed(load("control")["default_titles"]))
_ASIDE = frozenset({"inserted", "deleted", "comment", "note"})
_LEADERS = re.compile(r"[.…_\s]{4,}\d{1,4}\s*$")
_MAY_WAIT = re.compile(r"[\[<{_…]|\.{4}|-{6}|lorem|\bx|[djty]{2}\b|aaaa|month year", re.IGNORECASE)
"""Signs without which nothing in a text waits for an answer."""

_SIGNED_ON = re.compile(r"(?:signature|signed|visa|signe|unterschrift|firma|assinatura)\b")
_ROOM = 50
_FILLING = "lorem ipsum"

Fault = tuple[Text, str, Text]
"""What was found, where, and what to do."""


def unfinished(reading: Reading, *, final: bool) -> Iterator[Fault]:
    """Yield what is still open in a document; comments and changes count in a final one only."""
    yield from _title(reading)
    yield from _prompts(reading)
    if not final:
        return
    parts = {"inserted": _TRACKED, "deleted": _TRACKED, "comment": _COMMENT}
    for paragraph in reading.content.paragraphs:
        if paragraph.part in parts:
            en, fr = parts[paragraph.part]
            yield put(en, fr, text=_short(paragraph.text)), paragraph.location, _ACCEPT


def _title(reading: Reading) -> Iterator[Fault]:
    title = reading.content.title
    if title and fold(title) in _DEFAULT_TITLES:
        yield (
            put("its title is still {title}", "son titre est resté {title}", title=title),
            "",
            both(
                "Give it its own title in its properties",
                "Donnez-lui son titre dans ses propriétés",
            ),
        )


def _prompts(reading: Reading) -> Iterator[Fault]:
    for paragraph in reading.content.paragraphs:
        if paragraph.part in _ASIDE:
            continue
        if paragraph.part == "prompt" or _waits(paragraph.text):
            yield put(_OPEN[0], _OPEN[1], text=_short(paragraph.text)), paragraph.location, _FILL
    for table in reading.content.tables:
        if table.hidden:
            continue
        for cells in table.rows:
            for cell in cells:
                if cell.value and cell.number is None and _waits(cell.value):
                    yield put(_OPEN[0], _OPEN[1], text=_short(cell.value)), cell.location, _FILL


def _waits(text: str) -> bool:
    """Tell whether a text waits for an answer; boxes to tick and lines to sign on do not."""
    if not _MAY_WAIT.search(text):
        return False
    plain = _LEADERS.sub("", text.replace("☐", " ")).strip()
    if _SIGNED_ON.match(fold(plain)):
        return False
    if slots(plain) or fold(plain).startswith(_FILLING):
        return True
    return plain.startswith(("[", "<")) and is_instruction(plain.strip("[]<> "))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _ROOM else f"{plain[: _ROOM - 1]}…"


_OPEN = ("still to be filled in: {text}", "reste à remplir : {text}")
_TRACKED = ("a tracked change is open: {text}", "une modification suivie est ouverte : {text}")
_COMMENT = ("a comment is open: {text}", "un commentaire est ouvert : {text}")
_FILL = both("Fill it in, or take it out", "Remplissez-le, ou retirez-le")
_ACCEPT = both(
    "Accept or refuse the change, settle the comment, then save it clean",
    "Acceptez ou refusez la modification, réglez le commentaire, puis enregistrez au propre",
)
