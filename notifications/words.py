"""The words of our letters: each language beside the other, in a file beside its templates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from markupsafe import Markup

from domain.text import in_language

SHARED = "words.yaml"
_BEFORE = re.compile(r"(?<=\S) (?=[:;?!»%€])")
_IN_SUM = re.compile(r"(?<=\d) (?=\d{3}(?!\d)|EUR\b|[kM]?€)")
_AFTER = re.compile(r"(?<=«) ")
NO_BREAK = "\u00a0"

Words = Mapping[str, Mapping[str, str | Mapping[str, str]]]
"""By key and language: a sentence with ``{places}``, or one for each number (one, other)."""


@dataclass(frozen=True)
class Speech:
    """The words of one message in one language; ``html`` says that places are escaped."""

    words: Words
    language: str
    html: bool

    def __call__(self, key: str, **places: object) -> str:
        """Return a sentence with its places filled; ``count`` chooses between one and other.

        Raises:
            KeyError: There is no such sentence, or a place has no value.
        """
        sentence = self.words[key][self.language]
        if isinstance(sentence, Mapping):
            sentence = sentence[_plural(places["count"], self.language)]
        sentence = typeset(sentence, self.language)
        return Markup(sentence).format(**places) if self.html else sentence.format(**places)  # noqa: S704 - the sentence is ours, and format escapes what it places


@cache
def words_of(message: str) -> Words:
    """Return the words of a message, and those that all messages share."""
    place = files("notifications").joinpath("templates")
    shared = yaml.safe_load(place.joinpath(SHARED).read_text("utf-8"))
    own = yaml.safe_load(place.joinpath(message, SHARED).read_text("utf-8"))
    return {**shared, **own}


def typeset(words: str, language: str) -> str:
    """Return words as they are printed: French breaks no line before : ; ? ! » or in a sum."""
    if language != "fr":
        return words
    for place in (_BEFORE, _AFTER, _IN_SUM):
        words = place.sub(NO_BREAK, words)
    return words


def in_words(text: Mapping[str, str], language: str) -> str:
    """Return the words of a method or a check in a language, as they are printed."""
    return typeset(in_language(text, language), language)


def _plural(count: object, language: str) -> str:
    singular = (0, 1) if language == "fr" else (1,)
    return "one" if count in singular else "other"
