"""What is wrong in a method's text: the place, the sentence, and what was probably meant."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from domain.errors import BadInputError
from domain.text import LANGUAGES, Text, both, in_language
from domain.value import Value

SHOWN = 200
"""At most so many faults are listed; a text with more is not a method gone slightly wrong."""

KEPT = 1_000
"""At most so many faults of form, and of meaning, are sought."""

NAMED = 12
"""At most so many known names are listed as what was expected."""

LONGEST_GUESS, MOST_GUESSES = 64, 400
"""What was meant is sought among so many names of at most so many characters."""

MOST_COMPARED = 4_000
"""So many names are compared in all; a text with more to guess is not slightly wrong."""


class Fault(Value):
    """One thing that is wrong in a method, with its place; lines and columns count from 1."""

    line: int
    column: int
    path: str
    words: Text

    def say(self, name: str, language: str) -> str:
        """Return the fault as ``file:line:column: path: sentence``."""
        place = f"{name}:{self.line}:{self.column}: "
        path = f"{self.path}: " if self.path else ""
        return place + path + in_language(self.words, language)


class MethodError(BadInputError):
    """A text is not a sound method. ``faults`` holds everything that is wrong, in file order."""

    def __init__(self, name: str, faults: Iterable[Fault]) -> None:
        distinct = sorted(set(map(_comparable, faults)))
        self.name = name
        self.count = len(distinct)
        self.faults = tuple(
            Fault(line=line, column=column, path=path, words=dict(words))
            for line, column, path, words in distinct[:SHOWN]
        )
        said = {language: "\n".join(self.lines(language)) for language in LANGUAGES}
        super().__init__(said["en"], said["fr"])

    def lines(self, language: str) -> list[str]:
        """Return one line for each fault, and a last one when not all are listed."""
        said = [fault.say(self.name, language) for fault in self.faults]
        if self.count > SHOWN:
            rest = self.count - SHOWN
            more = both(f"and {rest} more faults", f"et {rest} autres défauts")
            if self.count >= KEPT:
                more = both(f"and more than {rest} others", f"et plus de {rest} autres défauts")
            said.append(f"{self.name}: {more.get(language, more['en'])}")
        return said


@dataclass(slots=True)
class Guesses:
    """How many names may still be compared to find what was meant, in the faults of one text."""

    left: int = MOST_COMPARED

    def may(self, known: Collection[str]) -> bool:
        """Whether what was meant may still be sought among names; each search counts."""
        self.left -= min(len(known), MOST_GUESSES) + 1
        return self.left > 0


def unknown(what: Text, found: str, known: Iterable[str], *, guess: bool = True) -> Text:
    """Say that a name is not known, which ones are, and which one was probably meant."""
    names = list(dict.fromkeys(islice(known, MOST_GUESSES if guess else NAMED + 1)))
    near = [name for name in names if len(name) <= LONGEST_GUESS] if guess else []
    meant = get_close_matches(found[:LONGEST_GUESS], near, n=1, cutoff=0.6) if near else []
    listed = ", ".join(names[:NAMED]) + (", ..." if len(names) > NAMED else "")
    en = f"unknown {what['en']} {shown(found)}"
    fr = f"inconnu : {what['fr']} {shown(found)}"
    if listed:
        en, fr = f"{en}; expected one of {listed}", f"{fr} ; attendu : {listed}"
    if meant:
        en, fr = f"{en}; did you mean {meant[0]}?", f"{fr} ; vouliez-vous dire {meant[0]} ?"
    return both(en, fr)


def shown(found: object) -> str:
    """Return a value as it can stand in a sentence: quoted, short, on one line."""
    text = str(found)
    return repr(text if len(text) <= 60 else f"{text[:57]}...")  # noqa: PLR2004 - a line's room


def _comparable(fault: Fault) -> tuple[int, int, str, tuple[tuple[str, str], ...]]:
    return fault.line, fault.column, fault.path, tuple(sorted(fault.words.items()))
