"""From a message to its words: a subject, a text that stands alone, and a page of HTML."""

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any
from uuid import UUID

from jinja2 import Environment, PackageLoader, StrictUndefined

from domain.place import place_words
from notifications.cleaning import clean, clean_header
from notifications.facts import Named, Sealed
from notifications.gauge import Told, tell_figure, tell_gauge
from notifications.messages import Message
from notifications.spelling import Spelling
from notifications.words import NO_BREAK, Speech, in_words, words_of

WIDTH = 76
LONGEST = 1000
"""Characters of what a person wrote that a letter quotes; the page has it whole."""
_BLANKS = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Reader:
    """To whom a letter is written: the language, and the time zone of the hours in it."""

    name: str
    language: str
    zone: str


@dataclass(frozen=True)
class Known:
    """What is looked up for a letter: names by person, opened texts by their sealed form."""

    names: Mapping[UUID, str]
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Links:
    """Where a letter leads: the page of its project, and the page of its decision."""

    page: str
    decision: str = ""


@dataclass(frozen=True)
class Rendered:
    """A letter in words."""

    subject: str
    text: str
    html: str


def render(
    message: Message, reader: Reader, known: Known, links: Links, *, at: datetime
) -> Rendered:
    """Write a letter to a reader.

    Raises:
        KeyError: A person or a text is not known, or a word is missing.
        UndefinedError: A template names a fact that the message does not have.
    """
    write = partial(_write, message, reader, known, links, at)
    return Rendered(
        subject=clean_header(write("subject.txt", html=False)),
        text=_wrapped(write("body.txt", html=False)),
        html=write("body.html", html=True),
    )


def _write(
    message: Message,
    reader: Reader,
    known: Known,
    links: Links,
    at: datetime,
    part: str,
    *,
    html: bool,
) -> str:
    say = Speech(words_of(message.name), reader.language, html)
    spelling = Spelling(reader.language, reader.zone)
    gap = NO_BREAK if reader.language == "fr" else ""
    context: dict[str, Any] = {
        "message": message,
        "reader": reader,
        "links": links,
        "at": at,
        "say": say,
        "spell": spelling,
        "words": partial(in_words, language=reader.language),
        "place": lambda location: in_words(place_words(location), reader.language),
        "each": lambda texts: [in_words(text, reader.language) for text in texts],
        "colon": f"{gap}:",
        "semicolon": f"{gap};",
        "name": partial(_name, known),
        "opened": partial(_opened, known),
        "told": partial(_told, say, spelling),
        "figure": partial(tell_figure, say, spelling),
    }
    return _environment(html=html).get_template(f"{message.name}/{part}").render(context)


@cache
def _environment(*, html: bool) -> Environment:
    return Environment(
        loader=PackageLoader("notifications", "templates"),
        autoescape=html,  # noqa: S701 - the text part is no HTML; every page is escaped
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _name(known: Known, person: Named) -> str:
    return clean(known.names[person.person])


def _opened(known: Known, sealed: Sealed) -> str:
    text = clean(known.texts[sealed.text])
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _told(say: Speech, spelling: Spelling, gauge: Any) -> Told:
    return tell_gauge(gauge, say, spelling)


def _wrapped(text: str) -> str:
    """Return a text in lines that every mail program shows; a link is never broken."""
    lines = [line for paragraph in text.splitlines() for line in _lines(paragraph.rstrip())]
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip() + "\n"


def _lines(paragraph: str) -> list[str]:
    indent = paragraph[: len(paragraph) - len(paragraph.lstrip())]
    return textwrap.wrap(
        paragraph,
        WIDTH,
        subsequent_indent=indent + ("  " if paragraph.lstrip().startswith("- ") else ""),
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    ) or [""]
