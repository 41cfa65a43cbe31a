"""How a command answers: in which language, in which form, and where each line goes."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise

from domain.text import LANGUAGES


class Format(StrEnum):
    """The form of a result: for people, or one JSON document for programs."""

    TEXT = "text"
    JSON = "json"


STYLES = {"good": "32", "bad": "31", "doubt": "33", "strong": "1", "faint": "2"}
"""What a colour says, with its code for a terminal."""


def language(asked: str | None = None) -> str:
    """Return the language to speak: the one asked for, else the locale's, else English."""
    variables = ("JALON_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    wished = asked or next((os.environ[name] for name in variables if os.environ.get(name)), "en")
    code = wished[:2].lower()
    return code if code in LANGUAGES else "en"


def asked_language(arguments: Sequence[str]) -> str | None:
    """Find ``--lang fr`` or ``--lang=fr`` before the command line is read, for the help texts."""
    for argument, following in pairwise((*arguments, "")):
        if argument == "--lang":
            return following or None
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=") or None
    return None


def result(text: str) -> None:
    """Write a result to standard output."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def result_json(document: object) -> None:
    """Write a result to standard output as one JSON document."""
    result(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def note(text: str) -> None:
    """Write to standard error what is not the result: progress, refusals, advice."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def styled(text: str, style: str) -> str:
    """Colour words on a terminal; leave them as they are in a pipe or under ``NO_COLOR``."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m"


def table(rows: Iterable[Sequence[str]]) -> str:
    """Lay rows out in columns as wide as their widest cell."""
    cells = [list(row) for row in rows]
    if not cells:
        return ""
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )
