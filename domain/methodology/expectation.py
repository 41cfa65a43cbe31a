"""What was expected of a value and what was found, in words for each way to be wrong."""

from collections.abc import Sequence
from typing import Any

from pydantic_core import ErrorDetails

from domain.methodology.fault import Guesses, shown, unknown
from domain.methodology.tree import Node
from domain.text import Text, both

_NUMBER = both("a number", "un nombre")
_WHOLE = both("a whole number", "un nombre entier")
_MAPPING = both("keys and values", "des clés et des valeurs")
_DURATION = both("a duration such as PT10M or P90D", "une durée telle que PT10M ou P90D")
_EXPECTED: dict[str, Text] = {
    "string_type": both("text", "un texte"),
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "bool_type": both("true or false", "true ou false"),
    "tuple_type": both("a list", "une liste"),
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "time_delta_type": _DURATION,
    "time_delta_parsing": _DURATION,
    "string_pattern_mismatch": both(
        "an id: a letter, then letters, digits, hyphens, dots or underscores, 64 at most",
        "un identifiant : une lettre, puis lettres, chiffres, tirets, points ou soulignés, "
        "64 au plus",
    ),
}
_SCALAR = both("text, a number, true or false", "un texte, un nombre, true ou false")


def said(error: ErrorDetails, node: Node, guesses: Guesses) -> Text:
    """Return what is wrong with a value."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in {"enum", "literal_error"}:
        known = _choices(error)
        guess = guesses.may(known)
        return unknown(both("value", "valeur"), str(_brief(node.value)), known, guess=guess)
    if kind in _EXPECTED:
        return expectation(_EXPECTED[kind], node.value)
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        least = kind == "greater_than_equal"
        return both(
            f"{node.value} is too {'small' if least else 'large'}; "
            f"expected at {'least' if least else 'most'} {bound}",
            f"{node.value} est trop {'petit' if least else 'grand'} ; "
            f"attendu : {bound} au {'moins' if least else 'plus'}",
        )
    if kind in {"too_short", "string_too_short", "string_too_long"}:
        return _length(kind, context)
    return both(f"{error['msg']}", f"valeur refusée : {error['msg']}")


def said_of_several(errors: Sequence[ErrorDetails], node: Node) -> Text:
    """Return what is wrong with a value that is none of the types that it may have."""
    choices = [choice for error in errors for choice in _choices(error)]
    if not choices:
        return expectation(_SCALAR, node.value)
    others = [_EXPECTED[error["type"]] for error in errors if error["type"] in _EXPECTED]
    listed = ", ".join(choices)
    expected = both(
        " or ".join([listed, *(other["en"] for other in others)]),
        " ou ".join([listed, *(other["fr"] for other in others)]),
    )
    return expectation(expected, node.value)


def expectation(expected: Text, found: object) -> Text:
    """Say what was expected and what was found."""
    en, fr = _kind(found)
    return both(f"expected {expected['en']}, found {en}", f"attendu : {expected['fr']} ; lu : {fr}")


def _choices(error: ErrorDetails) -> list[str]:
    if error["type"] not in {"enum", "literal_error"}:
        return []
    listed = str(error.get("ctx", {}).get("expected", ""))
    return listed.replace(" or ", ", ").replace("'", "").split(", ")


def _length(kind: str, context: dict[str, Any]) -> Text:
    if kind == "string_too_short":
        return both("the text is empty; write it", "le texte est vide ; écrivez-le")
    if kind == "string_too_long":
        most = context.get("max_length")
        return both(
            f"more than {most} characters; say it more briefly",
            f"plus de {most} caractères ; dites-le plus brièvement",
        )
    least, found = int(context.get("min_length", 1)), int(context.get("actual_length", 0))
    if found:
        return both(
            f"the list has {found}; expected {least} or more",
            f"la liste en a {found} ; il en faut {least} ou plus",
        )
    if least > 1:
        return both(
            f"the list is empty; expected {least} or more",
            f"la liste est vide ; il en faut {least} ou plus",
        )
    return both("the list is empty; expected one or more", "la liste est vide")


def _brief(found: object) -> object:
    """Return a value as it can be quoted; lists and mappings are only named."""
    return found if isinstance(found, str | int | float | bool) else _kind(found)[0]


def _kind(found: object) -> tuple[str, str]:
    match found:
        case None:
            return "nothing", "rien"
        case bool():
            return str(found).lower(), str(found).lower()
        case int() | float():
            return f"the number {found}", f"le nombre {found}"
        case str():
            return shown(found), shown(found)
        case list():
            return "a list", "une liste"
        case _:
            return "keys and values", "des clés et des valeurs"
