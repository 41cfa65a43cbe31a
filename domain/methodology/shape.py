"""The faults of form: missing and unknown keys, wrong types, values out of bounds."""

import json
from collections.abc import Sequence
from typing import Any, TypeGuard, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from domain.methodology.fault import Fault, shown, unknown
from domain.methodology.model.method import Method
from domain.methodology.tree import Node
from domain.text import Text, both

NAMES = ("id", "deliverable", "role", "check", "method")
"""The keys that give a member of a list its name in the path of a fault, by preference."""

LONGEST = 64
"""At most so much of a name stands in a path."""

_EXPECTED: dict[str, Text] = {
    "string_type": both("text", "un texte"),
    "int_type": both("a whole number", "un nombre entier"),
    "int_from_float": both("a whole number", "un nombre entier"),
    "bool_type": both("true or false", "true ou false"),
    "tuple_type": both("a list", "une liste"),
    "dict_type": both("keys and values", "des clés et des valeurs"),
    "model_type": both("keys and values", "des clés et des valeurs"),
    "model_attributes_type": both("keys and values", "des clés et des valeurs"),
    "time_delta_type": both("a duration such as PT10M", "une durée telle que PT10M"),
    "time_delta_parsing": both("a duration such as PT10M", "une durée telle que PT10M"),
    "string_pattern_mismatch": both(
        "an id: a letter, then letters, digits, hyphens, dots or underscores, 64 at most",
        "un identifiant : une lettre, puis lettres, chiffres, tirets, points ou soulignés, "
        "64 au plus",
    ),
}
_UNION = both("text, a number, true or false", "un texte, un nombre, true ou false")


def shape(root: Node) -> tuple[Method | None, list[Fault]]:
    """Make a method of a tree, or say what keeps it from being one."""
    try:
        document = json.dumps(root.plain())
        return Method.model_validate_json(document, strict=True), []
    except ValidationError as error:
        return None, _faults(root, error.errors(include_url=False))


def path_of(root: Node, loc: Sequence[str | int]) -> tuple[Node, str, Sequence[str | int]]:
    """Follow a location as far as the tree goes.

    Returns:
        The node reached, its path in words such as ``gates[G3].committee``, and the rest.
    """
    node, path = root, ""
    for depth, step in enumerate(loc):
        following = _step(node, step)
        if following is None:
            return node, path, loc[depth:]
        node = following
        if isinstance(step, int):
            path = f"{path}[{name_of(node) or step}]"
        else:
            path = f"{path}.{step[:LONGEST]}" if path else step[:LONGEST]
    return node, path, ()


def name_of(node: Node) -> str | None:
    """Return the name by which a person knows a member of a list, short enough for a path."""
    return next((name[:LONGEST] for key in NAMES if (name := node.word(key))), None)


def _step(node: Node, step: str | int) -> Node | None:
    if isinstance(step, str):
        return node.get(step)
    if isinstance(node.value, list) and step < len(node.value):
        return node.value[step]
    return None


def _faults(root: Node, errors: Sequence[ErrorDetails]) -> list[Fault]:
    found: dict[tuple[int, int, str], Fault] = {}
    for error in errors:
        node, path, rest = path_of(root, error["loc"])
        if error["type"] == "extra_forbidden":
            fault = _unknown_key(root, error)
        elif error["type"] == "missing":
            fault = _missing(node, path, str(rest[-1]) if rest else "")
        else:
            # A value that may be one of several types is reported once for each of them.
            words = _expectation(_UNION, node.value) if rest else _words(error, node)
            fault = Fault(line=node.line, column=node.column, path=path, words=words)
        found.setdefault((fault.line, fault.column, fault.path), fault)
    return list(found.values())


def _unknown_key(root: Node, error: ErrorDetails) -> Fault:
    *above, key = error["loc"]
    node, _, _ = path_of(root, above)
    _, path, _ = path_of(root, error["loc"])
    line, column = node.keys.get(str(key), (node.line, node.column))
    known = [name for name in _fields(above) if name not in node.keys]
    words = unknown(both("key", "clé"), str(key), known)
    return Fault(line=line, column=column, path=path, words=words)


def _missing(node: Node, path: str, key: str) -> Fault:
    words = both(
        f"the key {shown(key)} is missing; add it",
        f"la clé {shown(key)} manque ; ajoutez-la",
    )
    whole = f"{path}.{key}" if path else key
    return Fault(line=node.line, column=node.column, path=whole, words=words)


def _fields(loc: Sequence[str | int]) -> list[str]:
    """Return the keys that the model knows at a location."""
    kind: Any = Method
    for step in loc:
        if isinstance(step, int) or get_origin(kind) is dict:
            arguments = get_args(kind)
            kind = arguments[-1 if get_origin(kind) is dict else 0]
        elif _is_model(kind):
            kind = kind.model_fields[step].annotation
    return list(kind.model_fields) if _is_model(kind) else []


def _is_model(kind: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _words(error: ErrorDetails, node: Node) -> Text:
    kind, context = error["type"], error.get("ctx", {})
    if kind in {"enum", "literal_error"}:
        known = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "").split(", ")
        return unknown(both("value", "valeur"), str(node.value), known)
    if kind in _EXPECTED:
        return _expectation(_EXPECTED[kind], node.value)
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        least = kind == "greater_than_equal"
        return both(
            f"{node.value} is too {'small' if least else 'large'}; "
            f"expected at {'least' if least else 'most'} {bound}",
            f"{node.value} est trop {'petit' if least else 'grand'} ; "
            f"attendu : {bound} au {'moins' if least else 'plus'}",
        )
    if kind == "too_short":
        return both("the list is empty; expected one or more", "la liste est vide")
    return both(f"{error['msg']}", f"valeur refusée : {error['msg']}")


def _expectation(expected: Text, found: object) -> Text:
    en, fr = _kind(found)
    return both(f"expected {expected['en']}, found {en}", f"attendu : {expected['fr']} ; lu : {fr}")


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
