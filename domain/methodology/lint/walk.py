"""Walking a method's tree for faults of meaning, whatever its faults of form."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from domain.methodology.fault import Fault, unknown
from domain.methodology.shape import name_of
from domain.methodology.tree import Node
from domain.text import Text

GUESSED = 50
"""What was meant is sought for so many faults; a text with more is not slightly wrong."""


@dataclass(slots=True)
class Walk:
    """A method's tree, what may be referred to in it, and the faults found so far."""

    root: Node
    known_checks: frozenset[str] | None
    faults: list[Fault] = field(default_factory=list)
    _ids: dict[str, dict[str, Node]] = field(default_factory=dict)

    def ids(self, key: str) -> dict[str, Node]:
        """Return what is declared under a key of the method, such as ``roles``, by id."""
        if key not in self._ids:
            declared = self._ids[key] = {}
            for node in self.root.items(key):
                declared.setdefault(node.word("id") or "", node)
            declared.pop("", None)
        return self._ids[key]

    def fault(self, node: Node, path: str, words: Text) -> None:
        """Note a fault at a node."""
        self.faults.append(Fault(line=node.line, column=node.column, path=path, words=words))

    def refer(self, node: Node | None, path: str, what: Text, known: Collection[str]) -> None:
        """Note a fault if a text is none of the known names; other types are faults of form."""
        if node is not None and isinstance(node.value, str) and node.value not in known:
            guess = len(self.faults) < GUESSED
            self.fault(node, path, unknown(what, node.value, known, guess=guess))


def members(parent: Node, key: str, above: str = "") -> Iterator[tuple[Node, str]]:
    """Return the members of a list with the path of each, such as ``gates[G3]``."""
    path = f"{above}.{key}" if above else key
    for place, node in enumerate(parent.items(key)):
        yield node, f"{path}[{name_of(node) or place}]"


def place(node: Node, key: str) -> Node:
    """Return the node under a key, or the whole where there is none."""
    return node.get(key) or node


def number(node: Node, key: str, default: int) -> int:
    """Return the whole number under a key, or the default where there is none."""
    found = node.get(key)
    if found is None or isinstance(found.value, bool) or not isinstance(found.value, int):
        return default
    return found.value


def is_true(node: Node, key: str) -> bool:
    """Return whether the value under a key is true."""
    found = node.get(key)
    return found is not None and found.value is True
