"""The place of something in a document, as readers note it, in the words of who reads about it."""

import re

from domain.text import Text

_PARTS = {
    "table": ("table", "tableau"),
    "row": ("row", "ligne"),
    "line": ("line", "ligne"),
    "page": ("page", "page"),
    "slide": ("slide", "diapositive"),
    "paragraph": ("paragraph", "paragraphe"),
    "text box": ("text box", "zone de texte"),
    "header": ("header", "en-tête"),
    "footer": ("footer", "pied de page"),
    "footnote": ("footnote", "note de bas de page"),
    "endnote": ("endnote", "note de fin"),
    "comment": ("comment", "commentaire"),
    "UID": ("task UID", "tâche UID"),
}
_NUMBERED = re.compile(r"(?P<part>[A-Za-z][a-z ]*|UID) (?P<number>\S+)")
_CELL = re.compile(r"!\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?$")


def place_words(location: str) -> Text:
    """Return a place in English and French; one of an unknown shape stays as it is.

    A cell is written ``Sheet!C14`` in every language, as spreadsheets do.
    """
    said = [_said(part) for part in location.split(", ")]
    if None in said or _CELL.search(location):
        return {"en": location, "fr": location}
    parts = [each for each in said if each is not None]
    return {
        language: ", ".join(f"{words[number]} {which}" for words, which in parts)
        for number, language in enumerate(("en", "fr"))
    }


def kind_of_place(location: str) -> str:
    """Return what a place is: cell, task, page, slide, row, line, paragraph; else nothing."""
    if _CELL.search(location):
        return "cell"
    found = [_NUMBERED.fullmatch(part) for part in location.split(", ")]
    named = [match["part"] for match in found if match is not None]
    if len(named) != len(found) or not named:
        return ""
    for part, kind in (("UID", "task"), ("row", "row"), ("table", "table")):
        if part in named:
            return kind
    return named[-1] if named[-1] in {"page", "slide", "line", "paragraph"} else ""


def _said(part: str) -> tuple[tuple[str, str], str] | None:
    match = _NUMBERED.fullmatch(part)
    words = _PARTS.get(match["part"]) if match else None
    return (words, match["number"]) if match and words else None
