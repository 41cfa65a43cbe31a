"""How bad a defect is, how a test ended, and whether something is settled: told from words."""

from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.row import Row
from gates.evidence.understanding.vocabulary import Phrases, load

_WORDS = load("verification")
_FAILED = Phrases.listed(_WORDS["failed"])
_NOT_RUN = Phrases.listed(_WORDS["not_run"])
_CLOSED = Phrases.listed(_WORDS["closed"])
_RANKS = {rank: Phrases.listed(_WORDS[f"severity_{rank}"]) for rank in (1, 2, 3, 4)}
NO_RANK = 0
LEAST_RANK = 4


def has_failed(result: str) -> bool:
    """Tell whether a result says that a test was not passed."""
    return _FAILED.open(fold(result))


def was_run(result: str) -> bool:
    """Tell whether a result is one: a test that was only planned, or blocked, has none."""
    plain = fold(result)
    return bool(plain) and (_FAILED.open(plain) or not _NOT_RUN.open(plain))


def severity_of(text: str) -> int | None:
    """Return the rank of a severity, 1 for the worst to 4, or None for what is no severity."""
    plain = fold(text)
    if plain.isdigit():
        return int(plain) or None
    for rank, words in _RANKS.items():
        if words.open(plain):
            return rank
    # Such as "S2 - Major", or "highly critical".
    return next((rank for rank, words in _RANKS.items() if words.within(plain)), None)


def is_closed(row: Row) -> bool:
    """Tell whether a row says that its matter is settled: by its status, else by its day."""
    status = fold(row.text("status"))
    if status:
        return _CLOSED.open(status)
    return row.day("closed") is not None
