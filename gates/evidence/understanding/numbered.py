"""Headings that are told by their numbers alone: in a PDF document no style marks them."""

import re

from gates.evidence.content import Content
from gates.evidence.understanding.headlines import CONTENTS_LINE

_NUMBERED = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s+(?=[^\W\d_])")
_LONGEST = 90
_WORDS = 12
_FEWEST = 3
_LISTS = (".", ";", ",", "?", "!", ":")


def with_numbered_headings(content: Content) -> Content:
    """Return a document whose numbered lines are headings, where no style marks any.

    Only an outline of several depths (1, 1.1, 1.2) counts: a plain list of steps has one.
    """
    body = [one for one in content.paragraphs if one.part == "body"]
    if not body or any(one.level for one in body):
        return content
    levels: dict[int, int] = {}
    for place, paragraph in enumerate(content.paragraphs):
        text = paragraph.text.strip()
        if paragraph.part != "body" or CONTENTS_LINE.search(paragraph.text):
            continue
        found = _NUMBERED.match(text)
        short = len(text) <= _LONGEST and text.count(" ") < _WORDS
        if found and short and not text.endswith(_LISTS):
            levels[place] = found[1].count(".") + 1
    if len(levels) < _FEWEST or len(set(levels.values())) == 1:
        return content
    paragraphs = tuple(
        one.model_copy(update={"level": levels[place]}) if place in levels else one
        for place, one in enumerate(content.paragraphs)
    )
    return content.model_copy(update={"paragraphs": paragraphs})
