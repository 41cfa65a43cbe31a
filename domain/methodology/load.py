"""From a text to a method: all its faults in one pass, each with its place."""

import gc
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from domain.methodology.catalogue import Catalogue, catalogue_of
from domain.methodology.fault import Fault, MethodError
from domain.methodology.lint.whole import lint
from domain.methodology.model.method import Method
from domain.methodology.shape import shape
from domain.methodology.tree import Node, read_tree
from domain.text import both


def load_method(
    text: str, name: str, *, known_checks: Catalogue | Collection[str] | None = None
) -> Method:
    """Return the method that a text says.

    Args:
        text: YAML (or JSON, which is YAML too).
        name: What the text is called in messages, such as a file's path.
        known_checks: What may be named without being declared: checks with their settings,
            facts, registers and words; or the ids of checks alone. None leaves it unchecked.

    Raises:
        MethodError: The text is not a sound method; everything that is wrong is named.
    """
    with _collection_paused():
        return _loaded(text, name, catalogue_of(known_checks))


def _loaded(text: str, name: str, known: Catalogue) -> Method:
    root, faults = read_tree(text)
    if root is None or root.value is None:
        raise MethodError(name, _inside(faults or [_EMPTY], text))
    if not isinstance(root.value, dict):
        raise MethodError(name, _inside([*faults, _not_a_method(root)], text))
    method, wrong = shape(root)
    faults += wrong
    faults += lint(root, known)
    if faults or method is None:
        raise MethodError(name, _inside(faults, text))
    return method


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Hold the collector of circles back: a tree of many small nodes has none, and it is bounded.

    Each load would otherwise make it look through the whole process, several times.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def decode(data: bytes, name: str) -> str:
    """Return the text of a file's bytes.

    Raises:
        MethodError: The bytes are not UTF-8.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        fault = Fault(
            line=before.count(b"\n") + 1,
            column=len(before[before.rfind(b"\n") + 1 :].decode(errors="replace")) + 1,
            path="",
            words=both(
                "this byte is not UTF-8; save the file as UTF-8",
                "cet octet n'est pas de l'UTF-8 ; enregistrez le fichier en UTF-8",
            ),
        )
        raise MethodError(name, [fault]) from None


def _inside(faults: list[Fault], text: str) -> list[Fault]:
    """Bring places after the end of the text back to the end of its last full line."""
    lines = text.splitlines()
    while lines and not lines[-1].strip():
        lines.pop()
    last = {"line": max(1, len(lines)), "column": len(lines[-1]) + 1 if lines else 1}
    return [
        fault if fault.line <= last["line"] else fault.model_copy(update=last) for fault in faults
    ]


def _not_a_method(root: Node) -> Fault:
    words = both(
        "this is no method; expected keys such as method, version, gates and stages",
        "ce n'est pas une méthode ; sont attendues des clés telles que method, version, gates "
        "et stages",
    )
    return Fault(line=root.line, column=root.column, path="", words=words)


_EMPTY = Fault(
    line=1,
    column=1,
    path="",
    words=both(
        "the file is empty; expected a method", "le fichier est vide ; une méthode attendue"
    ),
)
