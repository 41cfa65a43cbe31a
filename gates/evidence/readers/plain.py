"""Plain text and Markdown: paragraphs with their line, headings, and the tables of Markdown."""

import re

from gates.evidence.content import Cell, Table
from gates.evidence.readers.gathering import Gathering
from gates.evidence.readers.numbers import day_of, number_of

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*\Z")
_RULE = re.compile(r"\|?[ \t]{0,20}:?-{2,}:?[ \t]{0,20}(\|[ \t]{0,20}:?-{2,}:?[ \t]{0,20})*\|?\Z")
_UNDERLINE = {"=": 1, "-": 2}
_BAR = re.compile(r"(?<!\\)\|")
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.{1,500}?)(?<=\S)\1")
_OPENED, _CLOSED = "<!--", "-->"
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^)\s]{0,2000}\)")
_FENCE = ("```", "~~~")
_LONGEST_MARKED = 20_000
"""The marks of a longer line are left in it."""


def read_plain(text: str, gathering: Gathering) -> None:
    """Gather the lines of a text, each as a paragraph."""
    for number, line in enumerate(text.splitlines(), start=1):
        gathering.say(line.strip(), f"line {number}")


def read_markdown(text: str, gathering: Gathering) -> None:
    """Gather the paragraphs, headings and tables of a Markdown text."""
    lines = _without_comments(text).splitlines()
    heading = ""
    fenced = False
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        if line.startswith(_FENCE):
            fenced = not fenced
        elif fenced:
            gathering.say(line, f"line {at + 1}")
        elif _starts_table(lines, at):
            at = _table(lines, at, heading, gathering)
            continue
        else:
            level, words = _level(lines, at)
            gathering.say(_plain(words), f"line {at + 1}", level=level)
            if level:
                heading = _plain(words)
                at += 0 if line.startswith("#") else 1
        at += 1


def _without_comments(text: str) -> str:
    """Blank out comments, keeping the lines in their places."""
    pieces = []
    at = 0
    while (opened := text.find(_OPENED, at)) >= 0:
        closed = text.find(_CLOSED, opened + len(_OPENED))
        if closed < 0:
            break
        pieces += [text[at:opened], "\n" * text.count("\n", opened, closed)]
        at = closed + len(_CLOSED)
    return "".join((*pieces, text[at:]))


def _level(lines: list[str], at: int) -> tuple[int, str]:
    line = lines[at].strip()
    marked = _HEADING.match(line)
    if marked:
        return len(marked[1]), marked[2]
    below = lines[at + 1].strip() if at + 1 < len(lines) else ""
    if line and len(below) > 1 and below[0] in _UNDERLINE and set(below) == {below[0]}:
        return _UNDERLINE[below[0]], line
    if _RULE.match(line) or set(line) <= {"*", "_"}:
        return 0, ""
    return 0, line


def _starts_table(lines: list[str], at: int) -> bool:
    return (
        "|" in lines[at]
        and at + 1 < len(lines)
        and "|" in lines[at + 1]
        and _RULE.match(lines[at + 1].strip()) is not None
    )


def _table(lines: list[str], at: int, heading: str, gathering: Gathering) -> int:
    """Gather a table; return the line after it."""
    first = at
    rows = []
    while at < len(lines) and "|" in lines[at]:
        if at != first + 1:
            rows.append(_row(lines[at], at + 1))
        at += 1
    gathering.lay(
        Table(
            title=heading,
            location=f"line {first + 1}",
            after=len(gathering.paragraphs),
            rows=tuple(rows),
        )
    )
    return at


def _row(line: str, number: int) -> tuple[Cell, ...]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    cells = []
    for piece in _BAR.split(inner):
        value = _plain(piece.strip().replace("\\|", "|"))
        amount, unit = number_of(value)
        cells.append(
            Cell(
                value=value,
                number=amount,
                unit=unit,
                day=day_of(value),
                location=f"line {number}",
            )
        )
    return tuple(cells)


def _plain(words: str) -> str:
    if len(words) > _LONGEST_MARKED:
        return words.strip()
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", words)).replace("<br>", " ").strip()
