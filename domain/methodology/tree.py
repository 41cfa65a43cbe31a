"""YAML read into a tree of nodes that know their place; bounded, and without references.

YAML 1.2 words are used (``no`` and ``on`` are text). What a method does not need is refused:
anchors, aliases, tags, several documents, keys that are not words.
"""

from dataclasses import dataclass, field
from typing import Any

import yaml

from domain.methodology.fault import SHOWN, Fault, shown
from domain.methodology.not_yaml import not_yaml
from domain.methodology.scalar import Scalar, offset_of, scalar
from domain.text import Text, both

MOST_CHARACTERS = 1_000_000
MOST_NODES = 40_000
MOST_DEPTH = 24

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NO_KEY, _ITEM = "\0", "\0item"
"""Stand for a key that is no word and for a place in a list; no YAML text holds the character."""


@dataclass(slots=True)
class Node:
    """A scalar, a list or a mapping, with its place; ``keys`` says where each key stands.

    ``offset`` is how far right of its place the characters of a scalar begin, or None where
    they do not stand in the file one by one as they are meant.
    """

    line: int
    column: int
    value: "Scalar | list[Node] | dict[str, Node]"
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)
    offset: int | None = None

    def get(self, key: str) -> "Node | None":
        """Return the value of a key, or None where this is no mapping or has no such key."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    def items(self, key: str) -> "list[Node]":
        """Return the members of the list under a key; none where there is no list."""
        found = self.get(key)
        return found.value if found is not None and isinstance(found.value, list) else []

    def word(self, key: str) -> str | None:
        """Return the text under a key, or None where there is no text."""
        found = self.get(key)
        return found.value if found is not None and isinstance(found.value, str) else None

    def plain(self) -> object:
        """Return the node as Python data."""
        if isinstance(self.value, list):
            return [member.plain() for member in self.value]
        if isinstance(self.value, dict):
            return {key: member.plain() for key, member in self.value.items()}
        return self.value


def read_tree(text: str) -> tuple[Node | None, list[Fault]]:
    """Read a text into a tree, with all that is wrong with its writing.

    The tree is None when nothing can be made of the text.
    """
    reader = _Reader()
    too_much = _out_of_bounds(text)
    if too_much is not None:
        return None, [too_much]
    events = _LOADER(text)
    try:
        reader.read(events)
    except yaml.MarkedYAMLError as error:
        reader.fault(error.problem_mark, not_yaml(error.problem or error.context or ""))
        reader.root = None
    except yaml.reader.ReaderError as error:
        # The C reader counts bytes.
        before = text.encode()[: error.position].decode(errors="ignore")
        return None, [_fault_at(text, len(before), not_yaml(error.reason))]
    finally:
        events.dispose()
    return reader.root, reader.faults


_OPENING: dict[type, Any] = {yaml.SequenceStartEvent: list, yaml.MappingStartEvent: dict}
"""The events that open a list or a mapping."""

_ENDS = frozenset({yaml.SequenceEndEvent, yaml.MappingEndEvent})

_NO_KEYS: dict[str, tuple[int, int]] = {}
"""The keys of all nodes that have none; a dictionary for each would cost more than the rest."""


class _Reader:
    """Builds the tree from events without recursion, so that depth cannot hurt."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self.open: list[Node] = []
        self.awaited: list[str | None] = []
        self.nodes = 0
        self.stopped = False

    def read(self, events: Any) -> None:
        documents = 0
        while events.check_event():
            event = events.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self.scalar(event)
            elif kind in _OPENING or kind is yaml.AliasEvent:
                self.collection(event, kind)
            elif kind in _ENDS:
                self.open.pop()
                self.awaited.pop()
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.fault(event.start_mark, _ONE_DOCUMENT)
                    return
            if self.nodes > MOST_NODES or len(self.open) > MOST_DEPTH or self.faults:
                self.judge(event)
                if self.stopped:
                    self.root = None
                    return

    def judge(self, event: yaml.Event) -> None:
        """Stop where the text is out of bounds, or so full of faults that more say nothing."""
        if self.nodes > MOST_NODES:
            self.fault(event.start_mark, _TOO_MANY)
        elif len(self.open) > MOST_DEPTH:
            self.fault(event.start_mark, _TOO_DEEP)
        else:
            self.stopped = len(self.faults) > SHOWN
            return
        self.stopped = True

    def scalar(self, event: Any) -> None:
        """Note a key, whose value is then awaited, or put a value where it belongs."""
        self.nodes += 1
        mark = event.start_mark
        if event.anchor is not None or event.tag is not None:
            self.fault(mark, _NO_TAG if event.anchor is None else _NO_ALIAS)
        line, column = mark.line + 1, mark.column + 1
        awaited = self.awaited[-1] if self.awaited else _ITEM
        if awaited is not None:
            value = scalar(event)
            self.put(Node(line, column, value, _NO_KEYS, offset_of(event)), awaited)
            return
        keys, key = self.open[-1].keys, event.value
        if key in keys:
            self.fault(mark, _twice(key, keys[key][0]))
        else:
            keys[key] = line, column
        self.awaited[-1] = key

    def collection(self, event: Any, kind: type) -> None:
        """Put a list, a mapping or an alias where it belongs, and open it."""
        self.nodes += 1
        mark = event.start_mark
        if event.anchor is not None:
            self.fault(mark, _NO_ALIAS)
        elif event.tag is not None:
            self.fault(mark, _NO_TAG)
        awaited = self.awaited[-1] if self.awaited else _ITEM
        if awaited is None:
            self.fault(mark, _KEY)
        node = Node(mark.line + 1, mark.column + 1, _OPENING.get(kind, type(None))(), {})
        self.put(node, awaited)
        if kind in _OPENING:
            self.open.append(node)
            self.awaited.append(None if kind is yaml.MappingStartEvent else _ITEM)

    def put(self, node: Node, awaited: str | None) -> None:
        """Put a node at the root, in a list, or under the key that awaits it."""
        if not self.open:
            self.root = node
            return
        inside = self.open[-1].value
        if isinstance(inside, list):
            inside.append(node)
        elif awaited is None:
            self.awaited[-1] = _NO_KEY
        elif isinstance(inside, dict):
            if awaited is not _NO_KEY:
                inside.setdefault(awaited, node)
            self.awaited[-1] = None

    def fault(self, mark: Any, words: Text) -> None:
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.faults.append(Fault(line=line, column=column, path="", words=words))


def _out_of_bounds(text: str) -> Fault | None:
    if len(text) > MOST_CHARACTERS:
        return _fault_at(text, 0, _TOO_LONG)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return _fault_at(text, error.start, not_yaml("a character that is not Unicode text"))
    return None


def _fault_at(text: str, position: int, words: Text) -> Fault:
    lines = f"{text[:position]}|".splitlines()
    return Fault(line=len(lines), column=len(lines[-1]), path="", words=words)


def _twice(key: str, line: int) -> Text:
    return both(
        f"the key {shown(key)} stands twice; the first one is in line {line}",
        f"la clé {shown(key)} figure deux fois ; la première est à la ligne {line}",
    )


_TOO_LONG = both(
    f"more than {MOST_CHARACTERS:,} characters; a method fits in far less",
    f"plus de {MOST_CHARACTERS:,} caractères ; une méthode tient dans bien moins",
)
_TOO_MANY = both(
    f"more than {MOST_NODES:,} values; a method needs far fewer",
    f"plus de {MOST_NODES:,} valeurs ; une méthode en demande bien moins",
)
_TOO_DEEP = both(
    f"nested more than {MOST_DEPTH} levels deep; a method needs fewer than ten",
    f"imbriqué sur plus de {MOST_DEPTH} niveaux ; une méthode en demande moins de dix",
)
_NO_ALIAS = both(
    "anchors and aliases (& and *) are not used in methods; write the value out",
    "les ancres et les renvois (& et *) ne servent pas dans une méthode ; écrivez la valeur",
)
_NO_TAG = both(
    "tags (!) are not used in methods; remove it",
    "les étiquettes (!) ne servent pas dans une méthode ; retirez-la",
)
_KEY = both(
    "a key is a single word; expected text before the colon",
    "une clé est un seul mot ; un texte est attendu avant les deux-points",
)
_ONE_DOCUMENT = both(
    "a second document begins here; a file holds one method",
    "un second document commence ici ; un fichier contient une seule méthode",
)
