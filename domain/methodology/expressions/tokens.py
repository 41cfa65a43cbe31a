"""An expression's text cut into words, numbers and signs, each with its column."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal as Number
from enum import Enum
from typing import NamedTuple

from domain.errors import BadInputError
from domain.methodology.expressions.known import Known
from domain.text import Text, both

LONGEST = 2000
"""At most so many characters; a condition that a person understands has far fewer."""

LONGEST_NUMBER = 36
"""At most so many characters of a number."""

KEYWORDS = frozenset({"and", "or", "not", "in", "true", "false"})

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    | (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9A-Za-z_.-]))
    | (?P<number>[0-9]+(?:\.[0-9]+)?(?![0-9A-Za-z_.]))
    | (?P<name>[A-Za-z][A-Za-z0-9_.-]*)
    | (?P<text>"[^"\\]*(?:\\["\\][^"\\]*)*")
    | (?P<sign>==|!=|<=|>=|[<>+\-*/(),\[\]])
    """,
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(.)")


class Sort(Enum):
    """What a token is."""

    NAME = "name"
    WORD = "word"
    VALUE = "value"
    SIGN = "sign"
    END = "end"


class Token(NamedTuple):
    """A piece of an expression; ``column`` counts from 1."""

    sort: Sort
    text: str
    column: int
    value: Known | None = None


class ExpressionError(BadInputError):
    """A text is no expression. ``words`` say why, ``column`` (from 1) where in the text."""

    def __init__(self, words: Text, column: int) -> None:
        super().__init__(words["en"], words["fr"])
        self.column = column


def tokens(text: str) -> list[Token]:
    """Return the pieces of an expression; the last is its end.

    Raises:
        ExpressionError: A character, a number, a date or a text cannot be read, or the whole is
            too long.
    """
    if len(text) > LONGEST:
        raise ExpressionError(_TOO_LONG, LONGEST + 1)
    return [*_cut(text), Token(Sort.END, "", len(text.rstrip()) + 1)]


def _cut(text: str) -> Iterator[Token]:
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise ExpressionError(_unreadable(text, place), place + 1)
        piece, column = found.group(), place + 1
        place = found.end()
        match found.lastgroup:
            case "space":
                continue
            case "name":
                yield _name(piece, column)
            case "sign":
                yield Token(Sort.SIGN, piece, column)
            case "text":
                yield Token(Sort.VALUE, piece, column, _ESCAPE.sub(r"\1", piece[1:-1]))
            case "date":
                yield Token(Sort.VALUE, piece, column, _date(piece, column))
            case _:
                yield Token(Sort.VALUE, piece, column, _number(piece, column))


def _name(piece: str, column: int) -> Token:
    small = piece.lower()
    if small not in KEYWORDS:
        return Token(Sort.NAME, piece, column)
    if small != piece:
        words = both(
            f"{piece} is written in small letters: {small}",
            f"{piece} s'écrit en minuscules : {small}",
        )
        raise ExpressionError(words, column)
    if piece in {"true", "false"}:
        return Token(Sort.VALUE, piece, column, piece == "true")
    return Token(Sort.WORD, piece, column)


def _date(piece: str, column: int) -> date:
    try:
        return date.fromisoformat(piece)
    except ValueError:
        words = both(
            f"there is no day {piece}; expected a date such as 2026-01-31",
            f"le jour {piece} n'existe pas ; attendu : une date telle que 2026-01-31",
        )
        raise ExpressionError(words, column) from None


def _number(piece: str, column: int) -> int | Number:
    if len(piece) > LONGEST_NUMBER:
        words = both(
            f"a number of more than {LONGEST_NUMBER} characters; no quantity of a project needs it",
            f"un nombre de plus de {LONGEST_NUMBER} caractères ; aucune grandeur d'un projet n'en "
            "demande autant",
        )
        raise ExpressionError(words, column)
    return Number(piece) if "." in piece else int(piece)


def _unreadable(text: str, place: int) -> Text:
    """Say what stands where nothing can be read, and what was probably meant."""
    for start, words in _MEANT.items():
        if text.startswith(start, place):
            return words
    if text[place].isdigit():
        return _NUMBER
    found = repr(text[place])
    return both(
        f"{found} has no meaning in an expression; expected a name, a value or an operator",
        f"{found} n'a pas de sens dans une expression ; attendu : un nom, une valeur ou un "
        "opérateur",
    )


def _instead(found: str, meant: str) -> Text:
    return both(f"instead of {found} write {meant}", f"au lieu de {found}, écrivez {meant}")


_MEANT = {
    "&": _instead("&", "and"),
    "|": _instead("|", "or"),
    "!": _instead("!", "not"),
    "=": _instead("=", "=="),
    "%": both(
        "there are no per cent signs; write 10 % of x as x * 0.1",
        "il n'y a pas de signe pour cent ; écrivez 10 % de x : x * 0.1",
    ),
    "'": both(
        'a text stands in double quotes, such as "works"',
        'un texte se met entre guillemets droits, tel que "works"',
    ),
    '"': both(
        "this text does not end; expected a second double quote",
        "ce texte ne finit pas ; il manque le second guillemet droit",
    ),
}
_NUMBER = both(
    "this is no number; expected digits, with a point before decimals, such as 1250000.50",
    "ce n'est pas un nombre ; attendu : des chiffres, avec un point avant les décimales, tels que "
    "1250000.50",
)
_TOO_LONG = both(
    f"the expression has more than {LONGEST} characters; say it in several",
    f"l'expression a plus de {LONGEST} caractères ; dites-le en plusieurs",
)
