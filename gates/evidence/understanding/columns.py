"""Which concept a column is about, told from its header."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from gates.evidence.understanding.folding import fold, phrases
from gates.evidence.understanding.numbers import amounts, currency
from gates.evidence.understanding.own_words import NONE, OwnWords
from gates.evidence.understanding.vocabulary import listed, load

_LONGEST = 5
_MOST_WORDS = 7
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_WORDS = load("columns")
_NAMES: dict[str, str] = {}
_RANK: dict[str, int] = {}
for _rank, (_concept, _names) in enumerate(_WORDS["columns"].items()):
    _RANK[_concept] = _rank
    for _name in listed(_names):
        _NAMES.setdefault(_name, _concept)
MEANINGS: Mapping[str, str] = _NAMES
"""What the known headers mean, by the folded header."""
_RESIDUAL = frozenset(listed(_WORDS["residual"]))
_TOTALS = frozenset(listed(_WORDS["totals"]))
_ENDINGS = frozenset(listed(_WORDS["total_endings"]))
_MONEY = frozenset(listed(_WORDS["money"]))
_MONTHS = "|".join(listed(_WORDS["months"]))
_BEFORE = "|".join(listed(_WORDS["periods"]))
_PERIOD = re.compile(
    rf"(?:{_MONTHS})(?: ?(?:20)?\d\d)?|(?:19|20)\d\d|(?:{_BEFORE}) ?\d{{1,2}}(?: (?:20)?\d\d)?"
    r"|(?:0?[1-9]|1[0-2]) (?:19|20)\d\d|(?:19|20)\d\d (?:0?[1-9]|1[0-2])"
)
_SPREAD = frozenset({"optimistic", "most_likely", "pessimistic"})
_RATED = frozenset({"probability", "impact", "score", "class"})
CONCEPTS: Collection[str] = frozenset(
    {*_RANK, *(f"{name}_cost" for name in _SPREAD), *(f"residual_{name}" for name in _RATED)}
)
"""All that columns are about."""
_ENDS = frozenset({"low", "high", "min", "max", "minimum", "maximum", "bas", "haut"})
_YEAR = re.compile(r"(?:\b|(?<=[a-z]))(?:19|20)\d\d\b")


@lru_cache(maxsize=4096)
def concept(header: str, words: OwnWords = NONE) -> str:
    """Return the concept that a column header names, or an empty text.

    The whole header is tried first, then without what stands in brackets, then the longest
    known name inside it; of equal length the attribute beats the subject. A header that names
    a currency is about money.
    """
    name = _named(header, words.columns)
    if name in _MONEY or not currency(header) or not fold(header):
        return name
    if header.strip()[0].isdigit() and amounts(header):
        # A sum of money is what a form states, not the name of a column.
        return name
    if name in _SPREAD:
        return f"{name}_cost"
    if name in {"id", "baseline_finish"}:
        return "baseline_cost"
    return "amount" if name in {"", "item", "date", "description", "target_value"} else name


@lru_cache(maxsize=4096)
def is_exact(header: str, words: OwnWords = NONE) -> bool:
    """Tell whether a header is nothing but the name of a concept, brackets aside."""
    whole = (" ".join(_words(header)), fold(header))
    return any(each in _NAMES or each in words.columns for each in whole)


@lru_cache(maxsize=2048)
def is_period(header: str) -> bool:
    """Tell whether a header names a month (``May``, ``05/2027``), a quarter or a year."""
    return bool(_PERIOD.fullmatch(fold(_ASIDE.sub(" ", header))))


@lru_cache(maxsize=1024)
def is_total(text: str) -> bool:
    """Tell whether a label opens a row that adds up others."""
    words = fold(text).split()
    if not words or len(words) > _MOST_WORDS:
        return False
    if words[0] in _TOTALS or " ".join(words[:2]) in _TOTALS:
        return True
    return words[-1] in _ENDINGS or " ".join(words[-2:]) in _ENDINGS


def _words(header: str) -> list[str]:
    bare = fold(_ASIDE.sub(" ", header)) or fold(header)
    return _YEAR.sub("", bare).split()


def _named(header: str, own: Mapping[str, str]) -> str:
    plain = fold(header)
    whole = own.get(plain) or _NAMES.get(plain)
    if whole:
        return whole
    words = _words(header)
    if not words or len(words) > _MOST_WORDS or words[0].isdigit():
        return ""
    rest = [word for word in words if word not in _RESIDUAL]
    if len(rest) < len(words) and rest:
        inner = _inside(rest, own)
        if inner in _RATED:
            return f"residual_{inner}"
    return _inside(words, own)


def _inside(words: list[str], own: Mapping[str, str]) -> str:
    best: tuple[int, int, str] | None = None
    for _, length, phrase in phrases(words, _LONGEST):
        if best is not None and length < -best[0]:
            break
        found = own.get(phrase) or _NAMES.get(phrase)
        if found in _SPREAD and phrase in _ENDS and len(words) > 1:
            continue  # "High level" is no end of a range.
        if found and (len(phrase) > 1 or len(words) == 1):
            mark = (-length, _RANK[found], found)
            best = mark if best is None or mark < best else best
    return best[2] if best else ""
