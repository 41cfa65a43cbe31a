"""Breakdowns that are no plain table of codes: outlines in a text, and levels side by side."""

import re
from collections.abc import Iterator, Sequence

from gates.checks.structures.breakdown import NAMES, Breakdown, Element, built, line_of, normal
from gates.evidence.content import Content
from gates.evidence.understanding.columns import concept
from gates.evidence.understanding.registers import Register

_OUTLINE = re.compile(r"(?:[-•*–▪‣]\s+)?([A-Za-z]{0,3}\d+(?:\.\d+)*)[.)]?\s+(\S.{0,120})\Z")
_CODED = re.compile(r"([A-Za-z]{0,3}\d+(?:\.\d+)+)[.)]?\s+(\S.{0,120})\Z")
_FEWEST_HEADINGS = 4
_TEXT_PARTS = frozenset({"body", "text box"})


def breakdown_of_text(content: Content) -> Breakdown:
    """Return the lines of a text that begin with a code, else its headings by their levels."""
    coded = breakdown_of_lines(content)
    return coded if coded.children else breakdown_of_headings(content)


def breakdown_of_lines(content: Content) -> Breakdown:
    """Return the lines of a text that begin with a code, as an outline."""
    found = []
    for paragraph in content.paragraphs:
        match = _OUTLINE.match(paragraph.text.strip())
        if match and paragraph.part == "body":
            found.append(Element(normal(match.group(1)), match.group(2), paragraph.location))
    return built(found)


def breakdown_of_headings(content: Content) -> Breakdown:
    """Return the headings of a text that is little else than an outline, coded by level.

    A text with as many sentences as headings has chapters, not pieces of work.
    """
    body = [each for each in content.paragraphs if each.part in _TEXT_PARTS and each.text.strip()]
    headings = [each for each in body if each.level]
    if len(headings) < _FEWEST_HEADINGS or len(headings) * 2 <= len(body):
        return built(())
    levels = [each.level for each in headings]
    names = [(each.text.strip(), each.location) for each in headings]
    if levels.count(min(levels)) == 1 and levels[0] == min(levels):
        levels, names = levels[1:], names[1:]  # the title of the document
    codes = coded_by(levels)
    return built(
        Element(code, name, place) for code, (name, place) in zip(codes, names, strict=True)
    )


def breakdown_of_levels(register: Register) -> Breakdown:
    """Return the elements of a table with one column for each level, code and name in one cell.

    Each element counts once, however many rows repeat it. A table with a column of levels and
    no codes is an outline too.
    """
    if "outline_level" in register.columns:
        return _by_level_column(register)
    columns = [place for place, header in enumerate(register.headers) if concept(header) == "wbs"]
    seen: dict[str, Element] = {}
    for row in register.rows:
        for place in columns:
            cell = row.cells[place] if place < len(row.cells) else None
            match = _CODED.match(cell.value.strip()) if cell is not None else None
            if match and cell is not None:
                code = normal(match.group(1))
                seen.setdefault(code, Element(code, match.group(2), cell.location))
    return built(seen.values())


def coded_by(levels: Sequence[int]) -> Iterator[str]:
    """Yield a code such as ``2.1`` for each level of an outline, in their order."""
    open_levels: list[tuple[int, int]] = []
    for level in levels:
        number = 1
        while open_levels and open_levels[-1][0] >= level:
            number = open_levels.pop()[1] + 1
        open_levels.append((level, number))
        yield ".".join(str(each) for _, each in open_levels)


def _by_level_column(register: Register) -> Breakdown:
    rows = sorted((*register.rows, *register.headings), key=line_of)
    found = [(row, level) for row in rows if (level := row.number("outline_level")) is not None]
    codes = coded_by([int(level) for _, level in found])
    return built(
        Element(
            code,
            row.text(*NAMES),
            row.place(*NAMES),
            {name: value for name in ("work", "amount") if (value := row.number(name)) is not None},
            row,
        )
        for code, (row, _) in zip(codes, found, strict=True)
    )
