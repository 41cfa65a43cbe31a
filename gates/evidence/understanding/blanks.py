"""Text that waits for an answer: placeholders, prompts of forms, instructions to the author."""

import re
from functools import lru_cache

from gates.evidence.understanding.folding import fold
from gates.evidence.understanding.vocabulary import Phrases, listed, load

_WORDS = load("blanks")
_PROMPTS = Phrases.listed(_WORDS["prompts"])
_SLOTS = frozenset(listed(_WORDS["slots"]))
_FILLER = re.compile(
    rf"(?:\d{{1,2}} )?(?:{'|'.join(listed(_WORDS['fillers']))})s? ?(?:n )?(?:\d{{1,2}}|[a-dxyz]|#)"
)
_INSTRUCTIONS = Phrases.listed(_WORDS["instructions"])
_NOTICES = Phrases.listed(_WORDS["notices"])
_TEMPLATES = Phrases.listed(_WORDS["templates"])

_ENCLOSED = re.compile(r"\[[^\[\]]{0,600}\](?!\()|<[^<>]{1,400}>|\{\{[^{}]{0,200}\}\}")
_WHOLE = re.compile(
    r"\W{0,4}(?:\[[^\[\]]*\]*|<[^<>]*>|\{\{?[^{}]*\}?\}|<!--.*-->)\W{0,4}", re.DOTALL
)
# A line of dashes before a word leads to whoever said what stands before.
_RUN = re.compile(r"_{3,}|\.{5,}|…{2,}|-{6,}(?!-*\s*\w)|☐")
_DAY = r"(?:JJ|DD|TT|XX|MM)"
_YEAR = r"(?:AAAA|YYYY|JJJJ|XXXX|20XX|ÅÅÅÅ|AA|YY|XX)"
_MASK = re.compile(
    rf"\b{_DAY}[/. -]{_DAY}[/. -]{_YEAR}\b|\bX{{3,}}\b|day month year|\bX/\d\b"
    r"|\bX{2,}\s?[€$%£]|[€$£]\s?X{2,}|[+±-]?\bX\s?(?:%|k?€|[jhd]\b|jours?\b|days?\b|mois\b)",
    re.IGNORECASE,
)
_CHOICE = r"[^|\n]{1,26}"
_OPTIONS = re.compile(
    rf"{_CHOICE}(?:\|{_CHOICE})+|(?:[☐☑✅❌✓✗]\s?\w{{0,12}}\s*/?\s*){{1,4}}"
    r"|(?:yes|oui|ja|sim|s[ií]) ?/ ?(?:no|non|nein|nei|n[aã]o)"
    r"|[^\W\d_]+(?: / [^\W\d_]+){2,}|[A-Z](?:/[A-Z]){2,}",
    re.IGNORECASE,
)
_FILLING = "lorem ipsum"
_FEW_WORDS = 3
_SHORT = 60
_PROMPT_WORDS = 8
_MARKUP = re.compile(
    r"</?(?:a|b|i|u|p|br|hr|em|td|th|tr|ul|ol|li|div|img|sub|sup|pre|code|font|span|table|tbody"
    r"|thead|strong|center|details|h\d)\b",
    re.IGNORECASE,
)
"""Tags of a page that stand in a text are no slots."""

_NAME_WORDS = 4
_OPENING = 300


@lru_cache(maxsize=8192)
def is_blank(text: str) -> bool:
    """Tell whether a whole text only waits for an answer: a slot, a prompt, a mask, a filler."""
    plain = text.strip(" \t\r\n:*•-–—.#\u00a0").removeprefix("> ")
    if not any(letter.isalnum() for letter in plain):
        return True
    if _WHOLE.fullmatch(plain) or (plain[0] == "[" and "]" not in plain):
        return _is_slot(plain)
    rest = _MASK.sub("", _RUN.sub("", plain))
    if rest != plain and len(fold(rest).split()) <= _FEW_WORDS:
        return True
    return bool(_OPTIONS.fullmatch(plain)) or _is_prompt(plain)


def _is_prompt(plain: str) -> bool:
    folded = fold(plain)
    if folded.startswith(_FILLING) or f": {_FILLING}" in plain.lower():
        return True
    if len(folded) > _SHORT:
        return False
    asked = len(folded.split()) <= _PROMPT_WORDS and _PROMPTS.within(folded)
    return asked or bool(_FILLER.fullmatch(folded))


def is_dash(text: str) -> bool:
    """Tell whether a text is a mark without words, such as a dash for *none*: no open slot."""
    return not any(sign.isalnum() for sign in text) and not _RUN.search(text)


@lru_cache(maxsize=4096)
def slots(text: str) -> int:
    """Return how many open slots a text holds: brackets, runs of underscores, date masks."""
    if not text.strip():
        return 0
    found = sum(_is_slot(match.group()) for match in _ENCLOSED.finditer(text))
    return found + len(_RUN.findall(text)) + len(_MASK.findall(text))


@lru_cache(maxsize=4096)
def is_instruction(text: str) -> bool:
    """Tell whether a text tells the author what to write."""
    folded = fold(text[:_OPENING])
    return _INSTRUCTIONS.open(folded.lstrip("0123456789 ")) or _NOTICES.within(folded)


@lru_cache(maxsize=4096)
def is_notice(text: str) -> bool:
    """Tell whether a text says that what stands here is an example, or how to use the form."""
    return _NOTICES.within(fold(text[:_OPENING]))


@lru_cache(maxsize=256)
def names_a_template(title: str) -> bool:
    """Tell whether a title says that the document is a blank form."""
    return _TEMPLATES.within(fold(title))


def _is_slot(enclosed: str) -> bool:
    """Tell a slot from a value or a name that somebody put in brackets."""
    inner = enclosed.strip("[]<>{}!-«» \n.,;:")
    words = fold(inner).split()
    if not words:
        return True
    if "@" in inner or re.match(r"(?:https?|mailto|www)", inner) or _MARKUP.match(enclosed):
        return False
    if any(word in _SLOTS for word in words):
        return True
    if any(letter.isdigit() for letter in inner):
        return False
    if enclosed[0] in "{<":
        return True
    names = inner.split()
    proper = all(name[:1].isupper() for name in names) and len(names) <= _NAME_WORDS
    return not proper and len(words) > 1
