"""The language of a text, told by its frequent words and letters, also in tables."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from gates.evidence.understanding.pieces import Nature, Piece
from gates.evidence.understanding.vocabulary import load

UNKNOWN = "unknown"
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 1.5
_LEAD = 1.2
_TABLE = 0.7
_LETTER = 0.5
_ENTERED = frozenset({Nature.PROSE, Nature.ENTRY, Nature.DRAWN})
_SENTENCE = 6
_TEXT = 60
_SEVERAL = 3
_SHORTEST = 4
"""A letter of a matrix or a level such as H or Oui tells nothing."""
_MOST_CHARACTERS = 60_000


def _points() -> tuple[dict[str, list[tuple[str, float]]], dict[str, list[tuple[str, float]]]]:
    """Return what each word and each letter says for which language.

    What several languages share says the less for each.
    """
    words: dict[str, dict[str, float]] = defaultdict(dict)
    letters: dict[str, dict[str, float]] = defaultdict(dict)
    for code, data in load("languages").items():
        for word in data["words"].split():
            words[word][code] = 1.0
        for word in data["tables"].split():
            words[word].setdefault(code, _TABLE)
        for letter in data.get("letters", ""):
            letters[letter][code] = _LETTER
    return (
        {word: [(code, p / len(said)) for code, p in said.items()] for word, said in words.items()},
        {
            sign: [(code, p / len(said)) for code, p in said.items()]
            for sign, said in letters.items()
        },
    )


_WORDS, _LETTERS = _points()


def language_of(pieces: Sequence[Piece]) -> str:
    """Return the language that a document is written in, or ``unknown``.

    People's own sentences decide; else what they entered in tables; labels and instructions,
    which often come with a form in another language, only where nothing else is there.
    """
    sentences = [
        piece.text
        for piece in pieces
        if piece.nature is Nature.PROSE and piece.text.count(" ") >= _SENTENCE
    ]
    if sum(text.count(" ") for text in sentences) >= _TEXT:
        found = language(sentences)
        if found != UNKNOWN:
            return found
    entered = [piece.text for piece in pieces if piece.nature in _ENTERED]
    found = language(entered)
    if found != UNKNOWN and len(entered) >= _SEVERAL:
        return found
    return language([piece.text for piece in pieces])


def language(texts: Sequence[str]) -> str:
    """Return the language code of texts, or ``unknown``; never a guess.

    The best must lead the second by a fifth and stand on more than a word or two. The root of
    the count is taken, so that a cell repeated a thousand times does not decide alone.
    """
    words: Counter[str] = Counter()
    left = _MOST_CHARACTERS
    for text in texts:
        if left <= 0:
            break
        if len(text) < _SHORTEST:
            continue
        low = text[:left].lower()
        left -= len(low)
        words.update(_WORD.findall(low))
    scores: dict[str, float] = defaultdict(float)
    for word, count in words.items():
        said = math.sqrt(count)
        for code, point in _WORDS.get(word, ()):
            scores[code] += point * said
        if not word.isascii():
            for letter in set(word):
                for code, point in _LETTERS.get(letter, ()):
                    scores[code] += point * said
    return _best(scores)


def _best(scores: dict[str, float]) -> str:
    ranking = sorted(scores.items(), key=lambda item: -item[1])[:2]
    if not ranking or ranking[0][1] < _ENOUGH:
        return UNKNOWN
    if len(ranking) > 1 and ranking[0][1] < _LEAD * ranking[1][1]:
        return UNKNOWN
    return ranking[0][0]
