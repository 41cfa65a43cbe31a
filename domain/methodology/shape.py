"""The faults of form: missing and unknown keys, wrong types, values out of bounds."""

import json
from collections.abc import Sequence
from types import NoneType
from typing import Any, TypeGuard, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from domain.methodology.expectation import said, said_of_several
from domain.methodology.fault import KEPT, Fault, Guesses, shown, unknown
from domain.methodology.model.method import Method
from domain.methodology.tree import Node
from domain.text import both

NAMES = ("id", "deliverable", "role", "check", "track", "method")
"""The keys that give a member of a list its name in the path of a fault, by preference."""

LONGEST = 64
"""At most so much of a name stands in a path."""


def shape(root: Node) -> tuple[Method | None, list[Fault]]:
    """Make a method of a tree, or say what keeps it from being one."""
    try:
        document = json.dumps(root, default=_value, check_circular=False)
        return Method.model_validate_json(document, strict=True), []
    except ValidationError as error:
        return None, _faults(root, error.errors(include_url=False, include_input=False)[:KEPT])


def _value(node: Node) -> object:
    return node.value


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
    unions: dict[tuple[int, int, str], tuple[Node, list[ErrorDetails]]] = {}
    guesses = Guesses()
    for error in errors:
        node, path, rest = path_of(root, error["loc"])
        if _is_echo(error, node):
            continue
        if error["type"] == "extra_forbidden":
            fault = _unknown_key(root, error, guesses)
        elif error["type"] == "missing":
            fault = _missing(node, path, str(rest[-1]) if rest else "")
        elif rest == ("[key]",):
            fault = _bad_key(root, error, guesses)
        elif rest:
            # A value that may be one of several types is reported once for each of them.
            unions.setdefault((node.line, node.column, path), (node, []))[1].append(error)
            continue
        else:
            words = said(error, node, guesses)
            fault = Fault(line=node.line, column=node.column, path=path, words=words)
        found.setdefault((fault.line, fault.column, fault.path), fault)
    for (line, column, path), (node, each) in unions.items():
        fault = Fault(line=line, column=column, path=path, words=said_of_several(each, node))
        found.setdefault((line, column, path), fault)
    return list(found.values())


def _is_echo(error: ErrorDetails, node: Node) -> bool:
    """Tell whether a list is said to be too short only because of faults inside it.

    Pydantic counts the sound members alone.
    """
    least = int(error.get("ctx", {}).get("min_length", 0)) if error["type"] == "too_short" else 0
    return isinstance(node.value, list) and 0 < least <= len(node.value)


def _unknown_key(root: Node, error: ErrorDetails, guesses: Guesses) -> Fault:
    *above, key = error["loc"]
    node, _, _ = path_of(root, above)
    _, path, _ = path_of(root, error["loc"])
    line, column = node.keys.get(str(key), (node.line, node.column))
    known = [name for name in _fields(above) if name not in node.keys]
    words = unknown(both("key", "clé"), str(key), known, guess=guesses.may(known))
    return Fault(line=line, column=column, path=path, words=words)


def _bad_key(root: Node, error: ErrorDetails, guesses: Guesses) -> Fault:
    """Return the fault of a key that the method chooses itself, such as a role's id."""
    *above, key, _ = error["loc"]
    node, _, _ = path_of(root, above)
    _, path, _ = path_of(root, error["loc"][:-1])
    line, column = node.keys.get(str(key), (node.line, node.column))
    words = said(error, Node(line, column, str(key)), guesses)
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
            kind = next(filter(_is_model, get_args(kind)), kind) if _may_be_none(kind) else kind
    return list(kind.model_fields) if _is_model(kind) else []


def _is_model(kind: Any) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _may_be_none(kind: Any) -> bool:
    return NoneType in get_args(kind)
