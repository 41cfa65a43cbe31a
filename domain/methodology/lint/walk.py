"""Walking a method's tree for faults of meaning, whatever its faults of form."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from domain.methodology.catalogue import Catalogue
from domain.methodology.fault import KEPT, Fault, Guesses, unknown
from domain.methodology.shape import name_of
from domain.methodology.tree import Node
from domain.text import Text

LISTS: dict[str, tuple[str, ...]] = {
    "": (
        "attributes",
        "scores",
        "classes",
        "packs",
        "tolerances",
        "tailoring",
        "arbitration",
        "areas",
        "taxonomies",
        "ladders",
        "roles",
        "apart",
        "decisions",
        "deliverables",
        "gates",
        "phases",
        "stages",
        "tracks",
        "events",
    ),
    "scores": ("points",),
    "taxonomies": ("areas",),
    "ladders": ("levels",),
    "gates": ("requirements", "criteria", "ratings", "joins", "committee.seats"),
    "gates.requirements": ("checks",),
    "gates.ratings": ("levels",),
    "tracks": ("stages",),
}
"""The lists of a method by the part that they stand in."""


class EnoughError(Exception):
    """So many faults are found that it is no method gone slightly wrong."""


@dataclass(frozen=True, slots=True)
class Part:
    """A member of a list, with its path such as ``gates[G3]`` and the part that it stands in."""

    node: Node
    path: str
    above: "Part | None" = None

    def word(self, key: str) -> str | None:
        """Return the text under a key, or None where there is no text."""
        return self.node.word(key)


@dataclass(slots=True)
class Walk:
    """A method's tree, what may be referred to in it, and the faults found so far."""

    root: Node
    known: Catalogue
    faults: list[Fault] = field(default_factory=list)
    guesses: Guesses = field(default_factory=Guesses)
    _ids: dict[str, dict[str, Node]] = field(default_factory=dict)
    _parts: dict[str, list[Part]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._gather(Part(self.root, ""), "")

    def _gather(self, above: Part, kind: str) -> None:
        for key in LISTS.get(kind, ()):
            name = f"{kind}.{key}" if kind else key
            found = self._parts.setdefault(name, [])
            for node, path in members(above.node, key, above.path):
                part = Part(node, path, above if kind else None)
                found.append(part)
                if name in LISTS:
                    self._gather(part, name)

    def every(self, kind: str) -> list[Part]:
        """Return all members of a list, such as ``gates`` or ``gates.requirements``."""
        return self._parts.get(kind, [])

    @property
    def kinds(self) -> Collection[str]:
        """The lists that there are."""
        return self._parts.keys()

    def ids(self, kind: str) -> dict[str, Node]:
        """Return what is declared in a list of the method, such as ``roles``, by id."""
        if kind not in self._ids:
            declared = self._ids[kind] = {}
            for part in self.every(kind):
                declared.setdefault(part.word("id") or "", part.node)
            declared.pop("", None)
        return self._ids[kind]

    def fault(self, node: Node, path: str, words: Text) -> None:
        """Note a fault at a node.

        Raises:
            EnoughError: There are so many that no more are sought.
        """
        if len(self.faults) >= KEPT:
            raise EnoughError
        self.faults.append(Fault(line=node.line, column=node.column, path=path, words=words))

    def refer(self, node: Node | None, path: str, what: Text, known: Collection[str]) -> None:
        """Note a fault if a text is none of the known names; other types are faults of form."""
        if node is not None and isinstance(node.value, str) and node.value not in known:
            words = unknown(what, node.value, known, guess=self.guesses.may(known))
            self.fault(node, path, words)

    def refer_all(self, part: Part, key: str, what: Text, known: Collection[str]) -> None:
        """Note a fault for each text of a list that is none of the known names."""
        for node in part.node.items(key):
            self.refer(node, f"{part.path}.{key}", what, known)


def members(parent: Node, key: str, above: str = "") -> Iterator[tuple[Node, str]]:
    """Return the members of a list with the path of each, such as ``gates[G3]``."""
    path = f"{above}.{key}" if above else key
    if "." in key:
        inner, key = key.split(".")
        found = parent.get(inner)
        if found is None:
            return
        parent = found
    for place, node in enumerate(parent.items(key)):
        yield node, f"{path}[{name_of(node) or place}]"


def place(node: Node, key: str) -> Node:
    """Return the node under a key, or the whole where there is none."""
    return node.get(key) or node


def key_of(node: Node, key: str) -> Node:
    """Return where a key stands, or the whole where it does not."""
    line, column = node.keys.get(key, (node.line, node.column))
    return Node(line, column, key)


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


def words_in(node: Node, key: str) -> list[str]:
    """Return the texts of the list under a key."""
    return [each.value for each in node.items(key) if isinstance(each.value, str)]
